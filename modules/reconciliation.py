"""Where a resource stands after a promotion, against its spec and against what Terraform believes."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, Protocol

from modules.estate import Estate
from modules.operation import Command, Seen, Unreachable
from regions import Pair, Region


class Standing(StrEnum):
    """How a resource stands.

    ``SETTLED``: as the spec says. ``MOVED``: a pair, of which the other Region writes than the spec says.
    ``BROKEN``: no pair any more, however calm Terraform is. ``UNKNOWN``: a Region did not answer.
    """

    SETTLED = "settled"
    MOVED = "moved"
    BROKEN = "broken"
    UNKNOWN = "unknown"


@dataclass(frozen=True)
class Reconciliation:
    """Where a resource stands, and what brings spec, Terraform and AWS together again.

    Nothing of it writes over the side that was promoted: that one is right, and all else follows it.

    Attributes:
        noun: the kind's noun.
        name: the resource's name in the spec.
        standing: how it stands.
        seen: what was seen, for a person.
        home: code of the Region that writes now, where the spec has to say so; None where it need not.
        terraform: what a plan will say, by the stack's part (``keys``, ``links``, a short code), where it is
            worth a word: an empty plan of a pair that is none, a refresh that fails.
        mending: what makes it a pair again, in order; run by a person, who has read what each does.
        caution: what must not be done before the mending is.
    """

    noun: str
    name: str
    standing: Standing
    seen: str
    home: str | None = None
    terraform: Mapping[str, str] = field(default_factory=dict)
    mending: tuple[Command, ...] = ()
    caution: str = ""


class Reconciler(Protocol):
    """A kind's ``reconcile`` module."""

    def reconcile(
        self, estate: Estate, name: str, inputs: Any, seen: Seen, right: Region | None
    ) -> Reconciliation:
        """Where a resource stands against its spec, from what its ``operate`` saw of it. Calls nobody.

        Args:
            estate: as the spec has it.
            name: the resource's name in the spec.
            inputs: its inputs.
            seen: what was seen of it.
            right: the Region that was activated last, whose side is right where the two part; None where
                nobody knows. Nothing is mended on a guess.
        """


def unknown(noun: str, name: str, seen: Seen) -> Reconciliation | None:
    """The reconciliation of what could not be looked at in some Region; None if both answered."""
    silent = [each for each in seen.values() if isinstance(each, Unreachable)]
    if not silent:
        return None
    said = "; ".join(f"{each.region}: {each.why}" for each in silent)
    return Reconciliation(noun, name, Standing.UNKNOWN, said)


def broken(
    noun: str, name: str, pair: Pair, is_well: Callable[[Region], bool], what: str
) -> Reconciliation | None:
    """The reconciliation of what is not well in some Region; None if it is in both.

    Args:
        noun: the kind's noun.
        name: the resource's name in the spec.
        pair: both Regions.
        is_well: whether it is well in a Region.
        what: what is wrong with those where it is not, such as ``has no replica``.
    """
    ill = [region.city for region in pair if not is_well(region)]
    return Reconciliation(noun, name, Standing.BROKEN, f"{' and '.join(ill)} {what}") if ill else None
