"""Keeps calls below what AWS allows an account to make a second."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Mapping
from typing import Final

DEFAULT_CALLS_A_SECOND: Final = 50.0
CALLS_A_SECOND: Final[Mapping[str, float]] = {
    # Combined rate of StopReplicationToReplica, ReplicateSecretToRegion and others: 50 a second (Secrets
    # Manager User Guide, "AWS Secrets Manager quotas"); half of it is left to whoever else is at work.
    "secretsmanager": 25.0,
    # RDS publishes no rate; its API is known to throttle describes in loops ("Rate exceeded").
    "rds": 15.0,
    # Control plane calls, of which DescribeTable is one: 2,500 a second (Developer Guide, "Quotas").
    "dynamodb": 100.0,
    "s3": 100.0,
}
"""By boto3's name of the service; for each Region."""
BURST_SECONDS: Final = 1.0
"""A service that has not been asked for so long may be asked for it at once."""


class Pace:
    """Lets calls to each service and Region pass at its rate; safe to share between threads.

    Args:
        calls_a_second: by service; ``DEFAULT_CALLS_A_SECOND`` for others.
        clock: seconds that only grow.
        sleep: waits so many seconds.
    """

    def __init__(
        self,
        calls_a_second: Mapping[str, float] = CALLS_A_SECOND,
        clock: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        self._rates = calls_a_second
        self._clock = clock
        self._sleep = sleep
        self._next_at: dict[tuple[str, str], float] = {}
        self._lock = threading.Lock()

    def wait(self, service: str, region: str) -> None:
        """Return when the next call may be made; those who wait are let through one after the other."""
        interval_seconds = 1 / self._rates.get(service, DEFAULT_CALLS_A_SECOND)
        with self._lock:
            now = self._clock()
            earliest = now - BURST_SECONDS
            mine = max(self._next_at.get((service, region), earliest), earliest)
            self._next_at[service, region] = mine + interval_seconds
        if mine > now:
            self._sleep(mine - now)
