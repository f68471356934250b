"""Threads that make calls and never keep a program alive: a call that hangs may be left to itself."""

from __future__ import annotations

import queue
import threading
from collections.abc import Callable
from concurrent.futures import Future
from typing import Any, TypeVar

T = TypeVar("T")


class DaemonThreads:
    """A pool of daemon threads, started as they are needed.

    ``concurrent.futures.ThreadPoolExecutor`` joins its threads when the interpreter ends: a second Ctrl-C
    would wait for a Region that is dark.

    Args:
        most: how many calls may be under way at once.
    """

    def __init__(self, most: int) -> None:
        self._most = most
        self._calls: queue.SimpleQueue[tuple[Future[Any], Callable[[], Any]] | None] = queue.SimpleQueue()
        self._idle = threading.Semaphore(0)
        self._started = 0

    def submit(self, call: Callable[[], T]) -> Future[T]:
        """Make a call in a thread; from one thread only."""
        future: Future[T] = Future()
        self._calls.put((future, call))
        if not self._idle.acquire(blocking=False) and self._started < self._most:
            self._started += 1
            threading.Thread(target=self._work, name=f"call-{self._started}", daemon=True).start()
        return future

    def close(self) -> None:
        """Let the threads end when their calls have."""
        for _ in range(self._started):
            self._calls.put(None)

    def _work(self) -> None:
        while (item := self._calls.get()) is not None:
            future, call = item
            try:
                future.set_result(call())
            except BaseException as error:  # noqa: BLE001 # it belongs to whoever asks the future
                future.set_exception(error)
            self._idle.release()
