"""Looking at many things side by side, and giving up a Region of which nothing has answered."""

from __future__ import annotations

import time
from collections.abc import Callable, Hashable, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, wait
from functools import partial
from typing import Generic, Protocol, TypeVar

from futago.breaker import Breakers
from futago.operations.threads import DaemonThreads
from modules.operation import Unreachable
from regions import Region


class Sight(Hashable, Protocol):
    """What is looked at: something in one Region."""

    @property
    def region(self) -> Region:
        """Where it is."""


S = TypeVar("S", bound=Sight)
T = TypeVar("T")


class Watch(Generic[S, T]):
    """Looks at sights side by side.

    Args:
        threads: make the calls.
        look: looks at one sight; what is unknown it returns as ``Unreachable``.
        breakers: told when a Region is given up because nothing of it answers.
        dark_after_seconds: how long to wait for a Region of which nothing answers.
    """

    def __init__(
        self,
        threads: DaemonThreads,
        look: Callable[[S], T | Unreachable],
        breakers: Breakers | None,
        dark_after_seconds: float,
    ) -> None:
        self._threads = threads
        self._look = look
        self._breakers = breakers
        self._dark_after_seconds = dark_after_seconds
        self.seen: dict[S, T | Unreachable] = {}

    def over(self, sights: Sequence[S]) -> None:
        """Look at these; returns when each was seen or given up."""
        began = time.monotonic()
        pending: dict[Future[T | Unreachable], S] = {
            self._threads.submit(partial(self._look, sight)): sight for sight in sights
        }
        while pending:
            for future in wait(pending, self._dark_after_seconds, FIRST_COMPLETED).done:
                self.seen[pending.pop(future)] = future.result()
            if time.monotonic() - began >= self._dark_after_seconds:
                for future, sight in list(pending.items()):
                    if not self._has_answered(sight.region):
                        self.seen[pending.pop(future)] = self._given_up(sight)

    def _has_answered(self, region: Region) -> bool:
        return any(
            sight.region == region and not (isinstance(seen, Unreachable) and seen.dark)
            for sight, seen in self.seen.items()
        )

    def _given_up(self, sight: S) -> Unreachable:
        why = f"nothing in {sight.region.code} answered within {self._dark_after_seconds:g} s"
        if self._breakers is not None:
            self._breakers.give_up(sight.region.code, why)
        return Unreachable(sight.region.code, "", why, dark=True)
