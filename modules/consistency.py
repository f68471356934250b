"""Who may write a data store: one home Region (strong) or both Regions (eventual)."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Annotated, Literal

from pydantic import BeforeValidator, Field

from modules.estate import Estate
from modules.inputs import PairedInputs, RefusedError
from modules.kind import Finding
from regions import Region

Consistency = Literal["strong", "eventual"]


def _one_home(value: object) -> object:
    if isinstance(value, list | tuple):
        raise RefusedError(
            f"{len(value)} homes: replication between Regions is asynchronous, so that two writers can't "
            "agree on what is current",
            "allowed is one Region's code, or consistency: eventual, where both Regions write",
        )
    return value


class DataStoreInputs(PairedInputs):
    """A resource that holds data, and so has to say who writes it."""

    consistency: Annotated[
        Consistency, Field(description="strong: the home Region writes; eventual: both Regions may write")
    ]
    home: Annotated[
        str | None,
        BeforeValidator(_one_home),
        Field(description="Code of the Region that writes, with strong; by default the estate's home"),
    ] = None
    key: Annotated[
        str | None, Field(description="Entry of keys that encrypts it; may be left out where there is one")
    ] = None


def home_of(estate: Estate, inputs: DataStoreInputs) -> Region | None:
    """The Region that writes, or None where both do.

    Not to be asked by a construct, for a promotion moves the home and no plan may change with it; but for the
    first state of a gate, whose changes Terraform ignores (``modules.grant.first_state``).
    """
    if inputs.consistency == "eventual":
        return None
    return estate.home if inputs.home is None else estate.pair[inputs.home]


def foreseen(promoted: Region, path: tuple[str, ...], wrong: str, allowed: str) -> Finding:
    """A warning: what holds now could not with the home in ``promoted``; better known before that night.

    Args:
        promoted: the Region that a promotion would make the home.
        path: as of a finding.
        wrong: what would be wrong then.
        allowed: what would be right then.
    """
    of_then = f"after a promotion of {promoted.code} the spec would be refused: {wrong}"
    return Finding(path, of_then, allowed, is_warning=True)


def check_home(estate: Estate, inputs: DataStoreInputs) -> Iterable[Finding]:
    """The findings of a data store's ``home``: one of the pair's Regions, and only where one writes."""
    codes = ", ".join(region.code for region in estate.pair)
    if inputs.home is None:
        return
    if inputs.consistency == "eventual":
        yield Finding(
            ("home",),
            f"home {inputs.home} with consistency: eventual, where both Regions write",
            "leave home out, or say consistency: strong",
        )
    elif inputs.home not in {region.code for region in estate.pair}:
        yield Finding(("home",), f"'{inputs.home}' is not a Region of the pair", f"allowed are {codes}")
