"""Following jobs until none is at work any more; a Region that does not answer holds up nobody else."""

from __future__ import annotations

import queue
import threading
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from futago.backfill.direction import Direction
from futago.backfill.observation import BackfillObservation, State, observe_region
from futago.errors import AwsError
from modules.proof import Clients

INTERVAL_SECONDS = 5.0
FIRST_ANSWERS_SECONDS = 5.0
"""How long the first answers of both Regions are waited for before one is told without the other."""


def watch(
    clients: Clients,
    directions: Sequence[Direction],
    *,
    interval_seconds: float = INTERVAL_SECONDS,
    timeout_seconds: float | None = None,
) -> Iterator[tuple[BackfillObservation, ...]]:
    """How these directions stand, again and again, until none of them changes by itself any more.

    Nothing is kept between two watches: what there is to know, S3 knows. While a Region does not answer its
    directions are ``UNKNOWN``, with the job that was last seen, and are asked for again and again.

    Args:
        clients: SDK clients with the rights of ``futago.backfill.permissions.LOOK``.
        directions: what to watch.
        interval_seconds: how often each Region is asked.
        timeout_seconds: when to stop though something is under way; None for never.

    Raises:
        AwsError: there are no credentials, or AWS does not take them any more.
    """
    news: queue.Queue[tuple[BackfillObservation, ...] | AwsError] = queue.Queue()
    stop = threading.Event()
    for code in {each.source.code for each in directions}:
        its = [each for each in directions if each.source.code == code]
        poller = _Poller(clients, its, interval_seconds, news, stop)
        threading.Thread(target=poller.run, name=f"watch-{code}", daemon=True).start()
    deadline = None if timeout_seconds is None else time.monotonic() + timeout_seconds
    first_answers_by = time.monotonic() + FIRST_ANSWERS_SECONDS
    known: dict[Direction, BackfillObservation] = {}
    try:
        while deadline is None or time.monotonic() < deadline:
            try:
                fresh = news.get(timeout=interval_seconds)
            except queue.Empty:
                continue
            if isinstance(fresh, AwsError):
                raise fresh
            known.update((each.direction, _with_last_job(each, known)) for each in fresh)
            if len(known) < len(directions) and time.monotonic() < first_answers_by:
                continue
            seen = tuple(known.get(each) or _unheard(each) for each in directions)
            yield seen
            if not any(each.is_under_way for each in seen):
                return
    finally:
        stop.set()


def _unheard(direction: Direction) -> BackfillObservation:
    why = f"{direction.source.code} has not answered yet"
    return BackfillObservation(direction, State.UNKNOWN, None, None, why)


def _with_last_job(
    fresh: BackfillObservation, known: dict[Direction, BackfillObservation]
) -> BackfillObservation:
    """What is seen now; of a direction that can't be seen, with the job that was seen last."""
    last = known.get(fresh.direction)
    if fresh.state is State.UNKNOWN and last is not None:
        return replace(fresh, job=last.job)
    return fresh


@dataclass(frozen=True)
class _Poller:
    """Asks one Region. Its thread is a daemon: an unanswered call must not hold up the program's end."""

    clients: Clients
    directions: Sequence[Direction]
    interval_seconds: float
    news: queue.Queue[tuple[BackfillObservation, ...] | AwsError]
    stop: threading.Event

    def run(self) -> None:
        """Ask until told to stop."""
        while not self.stop.is_set():
            try:
                # Not in a pool: its threads are waited for at the program's end, dark Region or not.
                self.news.put(tuple(observe_region(self.clients, self.directions).values()))
            except AwsError as error:
                self.news.put(error)
            self.stop.wait(self.interval_seconds)
