"""Load on an estate: in each Region somebody writes to every store, as long as its gate lets them."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any, Final

from futago.aws import trouble_of
from modules.catalog import KINDS
from modules.consistency import DataStoreInputs, home_of
from modules.estate import Estate
from modules.load import Load
from modules.proof import Clients
from regions import Region

INTERVAL_SECONDS: Final = 0.5
"""Between two writes of one writer: enough to see an outage of a second, little enough for two cores."""


@dataclass(frozen=True)
class Write:
    """A write that was acknowledged.

    Attributes:
        mark: tells it from all others.
        region: code of the Region where it was made.
        asked_at: when it was begun, in seconds of the monotonic clock.
        acknowledged_at: when the answer was there, by the same clock.
    """

    mark: str
    region: str
    asked_at: float
    acknowledged_at: float


@dataclass
class Store:
    """A store under load, and what was written to it.

    Attributes:
        noun: the kind's noun.
        name: its name in the spec.
        inputs: its inputs.
        load: the kind's load.
        both_regions_write: whether it is eventual, so that no gate is before it.
        writes: what was acknowledged, in each Region in order.
        refused: how many writes were not acknowledged.
    """

    noun: str
    name: str
    inputs: Any
    load: Load = field(repr=False)
    both_regions_write: bool
    writes: list[Write] = field(default_factory=list, repr=False)
    refused: int = 0


class LoadOnEstate:
    """Writers of every store in each Region.

    Args:
        clients: SDK clients with little patience: a writer that waits does not write.
        estate: the estate.
        interval_seconds: between two writes of one writer.
    """

    def __init__(
        self, clients: Clients, estate: Estate, *, interval_seconds: float = INTERVAL_SECONDS
    ) -> None:
        self._clients = clients
        self._estate = estate
        self._interval_seconds = interval_seconds
        self._stop = threading.Event()
        self._lock = threading.Lock()
        self.stores = tuple(_stores(estate))

    @contextmanager
    def running(self) -> Iterator[None]:
        """Write as long as the block runs. What is under way at its end is finished and counted."""
        threads = [
            threading.Thread(target=self._write, args=(store, region), daemon=True)
            for store in self.stores
            for region in self._estate.pair
        ]
        for thread in threads:
            thread.start()
        try:
            yield
        finally:
            self._stop.set()
            for thread in threads:
                thread.join()

    def _write(self, store: Store, region: Region) -> None:
        number = 0
        while not self._stop.wait(self._interval_seconds):
            number += 1
            mark = f"{region.short_code}-{number:09d}"
            asked_at = time.monotonic()
            try:
                if not store.load.may_write(self._clients, self._estate, store.name, store.inputs, region):
                    continue
                asked_at = time.monotonic()
                store.load.write(self._clients, self._estate, store.name, store.inputs, region, mark)
            except Exception as error:
                if trouble_of(error) is None:
                    raise
                with self._lock:
                    store.refused += 1
                continue
            with self._lock:
                store.writes.append(Write(mark, region.code, asked_at, time.monotonic()))


def _stores(estate: Estate) -> Iterator[Store]:
    for kind in KINDS:
        load = kind.loader()
        if load is not None:
            for name, inputs in estate.sections.get(kind.section, {}).items():
                if isinstance(inputs, DataStoreInputs):
                    both = home_of(estate, inputs) is None
                    yield Store(kind.noun, name, inputs, load, both_regions_write=both)
