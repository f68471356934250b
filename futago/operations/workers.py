"""Time and threads for a run, in one place, so that tests can run one in virtual time."""

from __future__ import annotations

import queue
import time
from collections.abc import Callable
from concurrent.futures import Future
from datetime import UTC, datetime
from typing import Any, Final, Protocol, Self

from futago.operations.threads import DaemonThreads

THREADS: Final = 64
"""Calls at once; a step that waits for AWS holds no thread between two looks."""


class Workers(Protocol):
    """Makes calls beside the thread that runs a promotion, and tells it the time."""

    def now(self) -> float:
        """Seconds that only grow."""

    def utc_now(self) -> datetime:
        """The time of day, UTC."""

    def begin(self, call: Callable[[], Any]) -> Future[Any]:
        """Make a call in a thread of its own."""

    def next(self, until: float | None) -> Future[Any] | None:
        """Wait for a call to end, and return it; None if it is ``until`` first, or if somebody woke us."""

    def wake(self) -> None:
        """Make ``next`` return; may be called from a signal's handler."""


class ThreadWorkers:
    """Workers in threads, by the clock on the wall."""

    def __init__(self, threads: int = THREADS) -> None:
        self._threads = DaemonThreads(threads)
        self._ended: queue.SimpleQueue[Future[Any] | None] = queue.SimpleQueue()  # put is safe in handlers

    def now(self) -> float:
        """See ``Workers``."""
        return time.monotonic()

    def utc_now(self) -> datetime:
        """See ``Workers``."""
        return datetime.now(UTC)

    def begin(self, call: Callable[[], Any]) -> Future[Any]:
        """See ``Workers``."""
        future = self._threads.submit(call)
        future.add_done_callback(self._ended.put)
        return future

    def next(self, until: float | None) -> Future[Any] | None:
        """See ``Workers``."""
        try:
            return self._ended.get(timeout=None if until is None else max(0.0, until - self.now()))
        except queue.Empty:
            return None

    def wake(self) -> None:
        """See ``Workers``."""
        self._ended.put(None)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        """Let the threads end when their calls have."""
        self._threads.close()
