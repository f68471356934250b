"""A promotion there and back, on the embedded AWS, under load."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final, Protocol

from futago.aws import Clients, Manners
from futago.errors import RehearsalError
from futago.operations import journal as journals
from futago.operations.calls import calls_for
from futago.operations.decide import Decision
from futago.operations.events import Observer
from futago.operations.journal import Journal
from futago.operations.prepare import prepare
from futago.operations.promote import (
    begin,
    carry_out,
    confirm,
    new_operation_id,
    resumption,
    unfinished,
)
from futago.operations.report import Report, report
from futago.rehearsal.load import LoadOnEstate, Store
from futago.rehearsal.losses import Promise, StoreLoss, first_write, losses
from modules.operation import Mode, Promotion
from regions import Region

WARM_UP_SECONDS: Final = 5.0
"""Load before anything happens: something has to be there that could be lost."""
_IMPATIENT: Final = Manners(connect_timeout_seconds=1, read_timeout_seconds=2, attempts=1)


class Regions(Protocol):
    """What can darken a Region: the embedded AWS."""

    def dark(self, code: str, how: str) -> None:
        """Let a Region go dark: ``closed`` or ``silent``."""

    def lit(self, code: str) -> None:
        """Let it answer again."""


@dataclass(frozen=True)
class Leg:
    """One of the two ways of a rehearsal.

    Attributes:
        report: of the promotion.
        losses: what became of the writes to each store.
        first_writes: seconds from the yes until each store of one writer was written in its new home, as
            the applications saw it, by noun and name.
    """

    report: Report
    losses: tuple[StoreLoss, ...]
    first_writes: dict[tuple[str, str], float]

    @property
    def is_well(self) -> bool:
        """Whether it was done whole, and every promise about losses was kept."""
        return self.report.is_done and not any(each.broken_promises for each in self.losses)


@dataclass(frozen=True)
class Rehearsal:
    """How a rehearsal went.

    Attributes:
        there: the promotion that was rehearsed.
        back: the way back; None if there is none, as after a database was taken out of its pair.
    """

    there: Leg
    back: Leg | None

    @property
    def is_well(self) -> bool:
        """Whether both ways went well."""
        return self.there.is_well and (self.back is None or self.back.is_well)


@dataclass(frozen=True)
class Stage:
    """Where a rehearsal takes place.

    Attributes:
        regions: what darkens them.
        clients: of the embedded AWS.
        folder: for the journals.
        watching: makes the observer of a promotion, which is told what happens in it.
        say: told what is done beside it, in a sentence.
    """

    regions: Regions
    clients: Clients
    folder: Path
    watching: Callable[[Decision], AbstractContextManager[Observer]]
    say: Callable[[str], None]


def rehearse(stage: Stage, promotion: Promotion, *, darkness: str = "silent") -> Rehearsal:
    """Promote under load, look for every acknowledged write, and go back.

    Args:
        stage: where.
        promotion: what is rehearsed. In a failover the other Region goes dark first.
        darkness: how it goes dark: ``closed`` or ``silent``.

    Raises:
        RehearsalError: a promotion is not allowed: every reason is in it.
    """
    estate = promotion.estate
    load = LoadOnEstate(stage.clients.mannered(lambda _code: _IMPATIENT), estate)
    stage.say(f"Load on {len(load.stores)} stores in both Regions …")
    with load.running():
        time.sleep(WARM_UP_SECONDS)
        with _dark(stage, promotion, darkness) as dark_at:
            there = _leg(stage, promotion, load.stores, dark_at)
        if promotion.detach or not there.report.is_done:
            return Rehearsal(there, None)
        _do_what_was_left(stage, promotion)
        mode = Mode.FAILBACK if promotion.mode is Mode.FAILOVER else Mode.SWITCHOVER
        home = Promotion(estate, mode, promotion.source, new_operation_id())
        return Rehearsal(there, _leg(stage, home, load.stores, None))


@contextmanager
def _dark(stage: Stage, promotion: Promotion, darkness: str) -> Iterator[float | None]:
    """The Region that is left, dark as long as the block runs, if that is what the mode is for."""
    if promotion.mode is not Mode.FAILOVER:
        yield None
        return
    source = promotion.source
    stage.say(f"{source.city} goes dark ({darkness}).")
    stage.regions.dark(source.code, darkness)
    try:
        yield time.monotonic()
    finally:
        stage.regions.lit(source.code)
        stage.say(f"{source.city} answers again.")


def _leg(stage: Stage, promotion: Promotion, stores: Sequence[Store], dark_at: float | None) -> Leg:
    calls = calls_for(stage.clients, promotion)
    decision = prepare(calls, promotion)
    _check(decision)
    since = time.monotonic()
    stage.say(f"{promotion.mode.capitalize()} to {promotion.to.city}: {len(decision.steps)} steps …")
    with begin(stage.folder, decision, embedded=True) as journal, stage.watching(decision) as observer:
        outcome = carry_out(decision, calls, journal, observer)
    summed = report(decision, outcome, journals.read(journal.path))
    time.sleep(WARM_UP_SECONDS)
    stage.say(f"Looking in {promotion.to.city} for every write that was acknowledged …")
    bounds = {(loss.noun, loss.name): loss.lag_seconds for loss in decision.losses}
    found = losses(stage.clients, promotion.estate, promotion.to, _so_far(stores), Promise(dark_at, bounds))
    return Leg(summed, found, _first_writes(stores, promotion.to, since))


def _do_what_was_left(stage: Stage, promotion: Promotion) -> None:
    """Fence the Region that came back, as an operator does: until then its writers are at work again."""
    for path in unfinished(stage.folder, promotion.estate):
        if journals.read(path).header.operation == promotion.operation:
            resumed = resumption(path, promotion.estate, embedded=True)
            stage.say(f"{promotion.source.city} is fenced: futago promote --resume …")
            calls = calls_for(stage.clients, promotion)
            with Journal.reopen(path) as journal, stage.watching(resumed.decision) as observer:
                confirm(journal, resumed.decision)
                carry_out(resumed.decision, calls, journal, observer, past=resumed.past)


def _check(decision: Decision) -> None:
    if not decision.is_allowed:
        reasons = "\n".join(
            f"{each.noun} {each.name} ({each.region}): {each.wrong}; {each.remedy}"
            for each in decision.obstacles
        )
        raise RehearsalError(
            f"{decision.promotion.mode} to {decision.promotion.to.code} is not allowed:\n{reasons}"
        )


def _so_far(stores: Sequence[Store]) -> tuple[Store, ...]:
    """The stores with what was written until now: the load goes on meanwhile."""
    return tuple(replace(store, writes=list(store.writes)) for store in stores)


def _first_writes(stores: Sequence[Store], region: Region, since: float) -> dict[tuple[str, str], float]:
    return {(noun, name): seconds for noun, name, seconds in first_write(_so_far(stores), region, since)}
