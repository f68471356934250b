"""Workers whose time passes only when nothing is left to do: a run of hours takes milliseconds."""

from __future__ import annotations

import heapq
from collections.abc import Callable, Mapping
from concurrent.futures import Future
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from itertools import count
from typing import Any

from futago.breaker import Breakers
from futago.operations.calls import Calls
from modules.operation import Permission, Phase, Progress, Step

_START = datetime(2026, 11, 22, tzinfo=UTC)
LONGEST_WAIT_SECONDS = 1e6


class VirtualWorkers:
    """A ``Workers``: each call takes the seconds that it asks for by :meth:`takes`, and no real time."""

    def __init__(self) -> None:
        self._now = 0.0
        self._order = count()
        self._ending: list[tuple[float, int, Future[Any]]] = []
        self._lasts = 0.0

    def takes(self, seconds: float) -> None:
        """Called from within a call: it takes so long."""
        self._lasts = seconds

    def now(self) -> float:
        return self._now

    def utc_now(self) -> datetime:
        return _START + timedelta(seconds=self._now)

    def begin(self, call: Callable[[], Any]) -> Future[Any]:
        future: Future[Any] = Future()
        self._lasts = 0.0
        try:
            future.set_result(call())
        except Exception as error:  # noqa: BLE001 # it belongs to whoever asks the future
            future.set_exception(error)
        heapq.heappush(self._ending, (self._now + self._lasts, next(self._order), future))
        return future

    def next(self, until: float | None) -> Future[Any] | None:
        if self._ending and (until is None or self._ending[0][0] <= until):
            self._now, _, future = heapq.heappop(self._ending)
            return future
        assert until is not None, "nothing is under way, and nothing is due: the run hangs"
        assert until - self._now < LONGEST_WAIT_SECONDS
        self._now = max(self._now, until)
        return None

    def wake(self) -> None:
        pass


@dataclass
class Deed:
    """A made-up step in virtual time, and when what happened to it.

    Attributes:
        id: its id.
        seconds: how long AWS takes for it after the call.
        needs: ids of others.
        phase: of the promotion.
        fails: whether its call is refused.
    """

    id: str
    seconds: float
    needs: tuple[str, ...] = ()
    phase: Phase = Phase.PROMOTE
    fails: bool = False
    acted_at: list[float] = field(default_factory=list)
    done_at: float | None = None

    def step(self, workers: VirtualWorkers, poll_seconds: float, region: str = "ap-northeast-3") -> Step:
        """The step."""

        def check(_clients: object) -> Progress:
            if not self.acted_at:
                return Progress("todo", "")
            if workers.now() < self.acted_at[0] + self.seconds:
                return Progress("running", "")
            self.done_at = self.done_at if self.done_at is not None else workers.now()
            return Progress("done", "")

        def act(_clients: object) -> None:
            if self.fails:
                raise ValueError(self.id)
            self.acted_at.append(workers.now())

        return Step(
            id=self.id,
            noun="deed",
            name=self.id,
            region=region,
            phase=self.phase,
            title=self.id,
            why="",
            cost_if_skipped="",
            undo="",
            expected_seconds=self.seconds,
            commands=(),
            permissions=(Permission(("ssm:PutParameter",), ("*",), region),),
            check=check,
            act=act,
            needs=self.needs,
            poll_seconds=poll_seconds,
            timeout_seconds=1e5,
        )


NO_CALLS = Calls(reading=None, acting=None, breakers=Breakers())  # type: ignore[arg-type] # deeds ask nobody


def by_id(deeds: list[Deed]) -> Mapping[str, Deed]:
    """The deeds by their ids."""
    return {deed.id: deed for deed in deeds}
