"""Looking at many things side by side, and giving up a Region of which nothing has answered."""

from __future__ import annotations

import time
from collections.abc import Callable, Hashable, Mapping, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, wait
from functools import partial
from typing import Final, Generic, Protocol, TypeVar

from futago.breaker import Breakers
from futago.operations.threads import DaemonThreads
from modules.operation import Unreachable
from regions import Region

PATIENCE_SECONDS: Final = 30.0
"""With a Region that is thought to be well: a machine under load takes a while to begin its calls."""
_LOOKS_UP_SECONDS: Final = 0.5
"""How often it is seen whether a Region's time is up."""


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
        dark_after_seconds: how long to wait for a Region of which nothing answers; where a mapping does not
            name a Region's code, ``PATIENCE_SECONDS``.
    """

    def __init__(
        self,
        threads: DaemonThreads,
        look: Callable[[S], T | Unreachable],
        breakers: Breakers | None,
        dark_after_seconds: float | Mapping[str, float],
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
            for future in wait(pending, _LOOKS_UP_SECONDS, FIRST_COMPLETED).done:
                self.seen[pending.pop(future)] = future.result()
            gone_seconds = time.monotonic() - began
            for future, sight in list(pending.items()):
                is_late = gone_seconds >= self._patience_seconds(sight.region)
                if is_late and not self._has_answered(sight.region):
                    self.seen[pending.pop(future)] = self._given_up(sight.region)

    def _patience_seconds(self, region: Region) -> float:
        if isinstance(self._dark_after_seconds, Mapping):
            return self._dark_after_seconds.get(region.code, PATIENCE_SECONDS)
        return self._dark_after_seconds

    def _has_answered(self, region: Region) -> bool:
        return any(
            sight.region == region and not (isinstance(seen, Unreachable) and seen.dark)
            for sight, seen in self.seen.items()
        )

    def _given_up(self, region: Region) -> Unreachable:
        why = f"nothing in {region.code} answered within {self._patience_seconds(region):g} s"
        if self._breakers is not None:
            self._breakers.give_up(region.code, why)
        return Unreachable(region.code, "", why, dark=True)
