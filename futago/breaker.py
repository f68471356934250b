"""Breakers: a service of a Region that does not answer is not asked again and again.

Own code, where libraries exist (purgatory, pybreaker): these wrap a call, and an SDK's call asks several
times inside of it, so that they would see the first time-out only after the last. These are told of every
single request, know Regions besides services, and can be told to make no trial in a Region that is given up.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from threading import Lock
from typing import Literal

from futago.errors import DarkServiceError

BreakerState = Literal["closed", "open", "half-open"]


@dataclass(frozen=True)
class Patience:
    """How much silence is borne before a service of a Region is no longer asked.

    Attributes:
        failures: so many requests in a row without an answer open the breaker.
        trial_after_seconds: when an open breaker lets one request through to see; None for never.
    """

    failures: int = 3
    trial_after_seconds: float | None = 10.0


IMPATIENT = Patience(failures=1, trial_after_seconds=None)
"""For a Region that is left because it is dark: one silence is enough, and nobody waits for a second one."""


@dataclass
class _Breaker:
    failures: int = 0
    opened_at: float | None = None
    on_trial: bool = False
    why: str = ""


class Breakers:
    """A breaker for each service in each Region; safe to share between threads.

    Args:
        patience: by the Region's code; ``Patience()`` for one that is not named.
        clock: seconds that only grow.
    """

    def __init__(
        self, patience: Mapping[str, Patience] | None = None, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self._patience = dict(patience or {})
        self._clock = clock
        self._breakers: dict[tuple[str, str], _Breaker] = {}
        self._given_up: dict[str, str] = {}
        self._lock = Lock()

    def admit(self, service: str, region: str) -> None:
        """Let a request pass, or refuse it at once.

        Raises:
            DarkServiceError: the breaker is open, or half-open with its trial under way.
        """
        with self._lock:
            if region in self._given_up:
                raise _dark(service, region, self._given_up[region])
            breaker = self._breakers.setdefault((service, region), _Breaker())
            if self._state(breaker, region) == "closed":
                return
            if self._state(breaker, region) == "open" or breaker.on_trial:
                raise _dark(service, region, breaker.why)
            breaker.on_trial = True

    def answered(self, service: str, region: str) -> None:
        """A request was answered, whatever the answer: the breaker closes."""
        with self._lock:
            self._breakers[service, region] = _Breaker()

    def silent(self, service: str, region: str, why: str) -> None:
        """A request was not answered."""
        with self._lock:
            breaker = self._breakers.setdefault((service, region), _Breaker())
            breaker.failures += 1
            breaker.why = why
            if breaker.on_trial or breaker.failures >= self._patience_with(region).failures:
                breaker.opened_at = self._clock()
            breaker.on_trial = False

    def give_up(self, region: str, why: str) -> None:
        """Open every breaker of a Region, also those of services that nobody has asked yet; for good."""
        with self._lock:
            self._given_up[region] = why

    def is_given_up(self, region: str) -> bool:
        """Whether nothing of a Region is asked any more."""
        with self._lock:
            return region in self._given_up

    def state(self, service: str, region: str) -> BreakerState:
        """How the breaker stands now."""
        with self._lock:
            if region in self._given_up:
                return "open"
            return self._state(self._breakers.get((service, region), _Breaker()), region)

    def _patience_with(self, region: str) -> Patience:
        return self._patience.get(region, Patience())

    def _state(self, breaker: _Breaker, region: str) -> BreakerState:
        if breaker.opened_at is None:
            return "closed"
        trial_after_seconds = self._patience_with(region).trial_after_seconds
        if trial_after_seconds is None or self._clock() - breaker.opened_at < trial_after_seconds:
            return "open"
        return "half-open"


def _dark(service: str, region: str, why: str) -> DarkServiceError:
    return DarkServiceError(f"{service} in {region} is not asked again: {why}")
