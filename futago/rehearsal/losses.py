"""What of the acknowledged writes is not there afterwards, and whether that was said before."""

from __future__ import annotations

import time
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from futago.rehearsal.load import Store, Write
from modules.estate import Estate
from modules.proof import Clients
from regions import Region

ARRIVAL_SECONDS: Final = 30.0
"""How long replication between Regions that are both well may take before a write counts as lost."""
_POLL_SECONDS: Final = 0.5


@dataclass(frozen=True)
class Promise:
    """What was said to be kept.

    Attributes:
        dark_at: when the Region that is left went dark, by the monotonic clock; None if it did not: then
            every write that was acknowledged has to be there.
        bounds_seconds: how much of what was written before that may be lost, by noun and name; None where
            nobody knew the lag, and nothing was promised.
    """

    dark_at: float | None
    bounds_seconds: Mapping[tuple[str, str], float | None]

    def covers(self, store: Store, write: Write) -> bool:
        """Whether the write was to be kept."""
        if self.dark_at is None or write.acknowledged_at > self.dark_at:
            return True
        bound = self.bounds_seconds.get((store.noun, store.name), 0.0)
        return bound is not None and write.acknowledged_at <= self.dark_at - bound


@dataclass(frozen=True)
class StoreLoss:
    """What became of the writes to one store.

    Attributes:
        noun: the kind's noun.
        name: its name in the spec.
        acknowledged: how many writes were acknowledged.
        refused: how many were not, and count for nothing.
        lost: those acknowledged that are not there.
        broken_promises: of these, the ones that were to be kept.
    """

    noun: str
    name: str
    acknowledged: int
    refused: int
    lost: int
    broken_promises: int


def losses(
    clients: Clients, estate: Estate, region: Region, stores: Sequence[Store], promise: Promise
) -> tuple[StoreLoss, ...]:
    """Look in ``region`` for every write that was acknowledged anywhere.

    Args:
        clients: SDK clients.
        estate: the estate.
        region: where to look.
        stores: what was written.
        promise: what was said to be kept.
    """
    return tuple(_loss(store, _missing(clients, estate, region, store), promise) for store in stores)


def _missing(clients: Clients, estate: Estate, region: Region, store: Store) -> Collection[str]:
    """The marks that are not there, after replication has had its time."""
    deadline = time.monotonic() + ARRIVAL_SECONDS
    missing = frozenset(write.mark for write in store.writes)
    while missing:
        missing = store.load.missing(clients, estate, store.name, store.inputs, region, missing)
        if time.monotonic() > deadline:
            break
        time.sleep(_POLL_SECONDS if missing else 0)
    return missing


def _loss(store: Store, missing: Collection[str], promise: Promise) -> StoreLoss:
    lost = [write for write in store.writes if write.mark in missing]
    broken = [write for write in lost if promise.covers(store, write)]
    return StoreLoss(store.noun, store.name, len(store.writes), store.refused, len(lost), len(broken))


def first_write(stores: Sequence[Store], region: Region, since: float) -> Iterator[tuple[str, str, float]]:
    """(noun, name, seconds) until each store that one Region writes was first written in ``region``."""
    for store in stores:
        if not store.both_regions_write:
            times = [
                each.acknowledged_at
                for each in store.writes
                if each.region == region.code and each.asked_at >= since
            ]
            if times:
                yield store.noun, store.name, min(times) - since
