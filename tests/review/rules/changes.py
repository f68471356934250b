"""Changes made by hand, and cases of rules: what a rule finds in a change, and what it lets pass."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from msgspec.structs import replace

from modules.estate import Estate
from modules.review import Action, Change, Concern, Path, Plans

TOKYO, OSAKA = "ap-northeast-1", "ap-northeast-3"
Values = Mapping[str, Any]


def _change(type_: str, action: Action, before: Values | None, after: Values | None, **more: Any) -> Change:
    unknown = more.pop("unknown", None)
    settings = {"stack": "shop-apne1", "address": f"{type_}.this", "region": TOKYO, **more}
    return Change(
        type=type_,
        mode="managed",
        action=action,
        before=before,
        after=after,
        after_unknown=unknown or {},
        before_sensitive={},
        after_sensitive={},
        **settings,
    )


def created(type_: str, after: Values, **more: Any) -> Change:
    """A resource that is made; ``unknown`` has Terraform's shape of what is known after apply."""
    return _change(type_, Action.CREATE, None, after, **more)


def updated(type_: str, before: Values, after: Values, **more: Any) -> Change:
    """A resource that is changed in place."""
    return _change(type_, Action.UPDATE, before, after, **more)


def replaced(type_: str, before: Values, after: Values, *paths: Path, **more: Any) -> Change:
    """A resource that is deleted and made again because of ``paths``."""
    return _change(type_, Action.REPLACE, before, after, replace_paths=paths, **more)


def deleted(type_: str, before: Values, **more: Any) -> Change:
    """A resource that is deleted."""
    return _change(type_, Action.DELETE, before, None, **more)


def unchanged(type_: str, values: Values, **more: Any) -> Change:
    """A resource that stays as it is."""
    return _change(type_, Action.NO_OP, values, values, **more)


def forgotten(type_: str, before: Values, **more: Any) -> Change:
    """A resource that leaves the state and stays."""
    return _change(type_, Action.FORGET, before, None, **more)


def drifted(change: Change) -> Change:
    """The same, outside Terraform."""
    return replace(change, is_drift=True)


@dataclass(frozen=True)
class Case:
    """A change, and what a rule says of it.

    Attributes:
        rule: the rule's id.
        sentence: what the case is.
        change: the change.
        among: the other changes of the plans.
        twins: the same thing in the other Regions.
        estate: the estate, where the review knows it.
        expected: path, unknown and Region of each concern; empty for a change that passes.
    """

    rule: str
    sentence: str
    change: Change
    among: Sequence[Change]
    twins: Sequence[Change]
    estate: Estate | None
    expected: Sequence[tuple[Path, bool, str | None]]

    @property
    def plans(self) -> Plans:
        """The plans that the rule may look at."""
        return Plans((self.change, *self.twins, *self.among), self.estate, self._counterparts)

    def _counterparts(self, change: Change) -> Sequence[Change]:
        return self.twins if change is self.change else ()


class Cases:
    """The cases of one rule.

    Args:
        rule: the rule's id.
    """

    all: list[Case] = []

    def __init__(self, rule: str) -> None:
        self._rule = rule

    def finds(self, sentence: str, change: Change, *paths: Path, **more: Any) -> Cases:
        """The rule finds a concern at each path, all with ``unknown`` and ``region`` as given."""
        unknown, region = more.pop("unknown", False), more.pop("region", None)
        return self._add(sentence, change, [(path, unknown, region) for path in paths or ((),)], **more)

    def lets_pass(self, sentence: str, change: Change, **more: Any) -> Cases:
        """The rule finds nothing."""
        return self._add(sentence, change, [], **more)

    def _add(self, sentence: str, change: Change, expected: Sequence[Any], **more: Any) -> Cases:
        given = {"among": (), "twins": (), "estate": None, **more}
        self.all.append(Case(self._rule, sentence, change, expected=expected, **given))
        return self


def summary(concern: Concern) -> tuple[Path, bool, str | None]:
    """A concern as cases expect it."""
    return tuple(concern.path), concern.unknown, concern.region
