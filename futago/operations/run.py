"""Carrying a decision out: independent steps side by side, each by the rules of ``step_run``."""

from __future__ import annotations

import threading
from collections.abc import Mapping, Sequence
from concurrent.futures import Future
from contextlib import nullcontext
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import Any

from futago.errors import JournalError
from futago.operations.calls import Calls
from futago.operations.decide import Decision
from futago.operations.events import Observer, Silent, StepEvent, StepState
from futago.operations.journal import Journal, Past
from futago.operations.step_run import StepRun, Terms
from futago.operations.workers import ThreadWorkers, Workers
from modules.operation import Mode, Phase, Step


@dataclass(frozen=True)
class StepResult:
    """How a step ended.

    Attributes:
        step: the step.
        state: how; ``waiting`` if it was never begun.
        began_at: when it was begun, UTC; None if it was not.
        ended_at: when it came to an end, UTC; None if it did not.
        acted: whether a call of ours brought it about; false if it was so already.
        seen: what was seen last, or what went wrong.
        lag_seconds: how far the target was behind just before the call; None if nobody said.
    """

    step: Step
    state: StepState
    began_at: datetime | None
    ended_at: datetime | None
    acted: bool
    seen: str
    lag_seconds: float | None

    @property
    def seconds(self) -> float | None:
        """How long it took; None if it did not end."""
        if self.began_at is None or self.ended_at is None:
            return None
        return (self.ended_at - self.began_at).total_seconds()


@dataclass(frozen=True)
class Outcome:
    """How a promotion ended.

    Attributes:
        results: of every step of the decision, in its order.
        interrupted: whether somebody stopped it.
    """

    results: tuple[StepResult, ...]
    interrupted: bool

    @property
    def is_done(self) -> bool:
        """Whether every step is done, or left for later."""
        later = self.left
        return all(result.state is StepState.DONE or result in later for result in self.results)

    @property
    def left(self) -> tuple[StepResult, ...]:
        """What is left for later: fences of a dark Region, and optional steps that failed."""
        return tuple(
            result
            for result in self.results
            if result.state is StepState.LEFT or (result.state is StepState.FAILED and result.step.optional)
        )


class StopRequest:
    """Somebody wants the run to stop: no step is begun any more, and calls under way come to their end."""

    def __init__(self) -> None:
        self._event = threading.Event()
        self._workers: Workers | None = None

    @property
    def is_made(self) -> bool:
        """Whether it was asked for."""
        return self._event.is_set()

    def make(self) -> None:
        """Ask for it; may be called from a signal's handler, and again."""
        self._event.set()
        if self._workers is not None:
            self._workers.wake()

    def wakes(self, workers: Workers) -> None:
        """The workers to wake."""
        self._workers = workers


def run(
    decision: Decision,
    calls: Calls,
    journal: Journal,
    observer: Observer | None = None,
    *,
    past: Past | None = None,
    stop: StopRequest | None = None,
    workers: Workers | None = None,
) -> Outcome:
    """Do every step of a decision; what fails keeps back only what needs it.

    Args:
        decision: what to do. The caller has seen to it that it is allowed and confirmed.
        calls: SDK clients.
        journal: where to write what is about to be done.
        observer: told what happens.
        past: what an earlier run wrote, to be gone on with.
        stop: tells when to stop.
        workers: time and threads; real ones by default.

    Raises:
        JournalError: the journal can't be written any more: nothing was begun without it.
    """
    with nullcontext(workers) if workers is not None else ThreadWorkers() as used:
        stop = stop or StopRequest()
        stop.wakes(used)
        task = _Task(decision, calls, journal, observer or Silent(), past)
        return _Run(task, stop, used).to_the_end()


@dataclass(frozen=True)
class _Task:
    """What to carry out, with what, and whom to tell."""

    decision: Decision
    calls: Calls
    journal: Journal
    observer: Observer
    past: Past | None


class _Run:
    """One run: decides what is due, has it done, and takes in what came of it. In one thread."""

    def __init__(self, task: _Task, stop: StopRequest, workers: Workers) -> None:
        self._decision = task.decision
        self._calls = task.calls
        self._journal = task.journal
        self._observer = task.observer
        self._stop = stop
        self._workers = workers
        self._under_way: dict[Future[Any], StepRun] = {}
        self._broken: BaseException | None = None
        before = task.past.steps if task.past is not None else {}
        self._runs: Mapping[str, StepRun] = {
            step.id: StepRun(step, self._terms(step), before.get(step.id, ())) for step in task.decision.steps
        }
        self._waits_for = {id_: set(needs) for id_, needs in task.decision.needs.items()}
        self._needed_by: dict[str, list[str]] = {}
        for id_, needs in task.decision.needs.items():
            for need in needs:
                self._needed_by.setdefault(need, []).append(id_)
        self._freed = [run for id_, run in self._runs.items() if not self._waits_for[id_]]
        for run in self._runs.values():
            if run.state is StepState.DONE:  # in an earlier run
                self._free(run)

    def to_the_end(self) -> Outcome:
        while True:
            if not (self._stop.is_made or self._broken):
                self._begin_steps()
                self._make_calls()
            if not self._under_way and (self._stop.is_made or self._broken or not self._waiting()):
                break
            ended = self._workers.next(self._due_at())
            if ended is not None:
                self._take(ended)
        if self._broken is not None:
            raise self._broken
        return self._outcome()

    def _terms(self, step: Step) -> Terms:
        promotion = self._decision.promotion
        is_dark = promotion.mode is Mode.FAILOVER and step.region == promotion.source.code
        return Terms(
            left_if_dark=is_dark and step.phase is Phase.FENCE,
            record=partial(self._record, step.id),
            now=self._workers.now,
            utc_now=self._workers.utc_now,
        )

    def _record(self, step: str, what: str, **details: Any) -> None:
        self._journal.write("step", step=step, what=what, **details)

    def _begin_steps(self) -> None:
        """Begin the steps for which nothing is waited any more."""
        freed, self._freed = self._freed, []
        for run in freed:
            if run.state is StepState.WAITING:
                run.begin()
                self._tell(run)

    def _free(self, over: StepRun) -> None:
        """A step has come to a good end: those that waited for nothing else may begin."""
        for id_ in self._needed_by.get(over.step.id, ()):
            self._waits_for[id_].discard(over.step.id)
            if not self._waits_for[id_]:
                self._freed.append(self._runs[id_])

    def _make_calls(self) -> None:
        now = self._workers.now()
        busy = {id(run) for run in self._under_way.values()}
        for run in self._waiting():
            if run.due_at <= now and id(run) not in busy:
                call = self._act if run.next == "act" else self._check
                self._under_way[self._workers.begin(partial(call, run))] = run

    def _check(self, run: StepRun) -> Any:
        return run.step.check(self._calls.reading)

    def _act(self, run: StepRun) -> None:
        run.announce()
        run.step.act(self._calls.acting)

    def _waiting(self) -> Sequence[StepRun]:
        """The steps that are begun and have not come to an end."""
        return [
            run for run in self._runs.values() if run.state is not StepState.WAITING and not run.state.is_end
        ]

    def _due_at(self) -> float | None:
        busy = {id(run) for run in self._under_way.values()}
        if self._stop.is_made or self._broken:
            return None  # only what is under way is waited for
        return min((run.due_at for run in self._waiting() if id(run) not in busy), default=None)

    def _take(self, ended: Future[Any]) -> None:
        run = self._under_way.pop(ended)
        try:
            self._take_in(run, ended)
        except (JournalError, KeyboardInterrupt, SystemExit) as broken:
            self._broken = self._broken or broken  # raised when what is under way has come to its end
            return
        self._tell(run)
        if run.state in {StepState.DONE, StepState.LEFT}:
            self._free(run)

    @staticmethod
    def _take_in(run: StepRun, ended: Future[Any]) -> None:
        try:
            result = ended.result()
        except JournalError:
            raise
        except Exception as error:  # noqa: BLE001 # whatever goes wrong with one step keeps back only its own
            run.call_failed(error)
            return
        if run.next == "act":
            run.acted_well()
        else:
            run.checked(result)

    def _tell(self, run: StepRun) -> None:
        seconds = 0.0
        if run.began_at is not None:
            seconds = ((run.ended_at or self._workers.utc_now()) - run.began_at).total_seconds()
        self._observer.happened(StepEvent(run.step, run.state, run.seen, run.lag_seconds, seconds))

    def _outcome(self) -> Outcome:
        interrupted = self._stop.is_made and bool(self._waiting() or self._unreached())
        for run in self._waiting():
            run.stop()
            self._tell(run)
        results = tuple(
            StepResult(run.step, run.state, run.began_at, run.ended_at, run.acted, run.seen, run.lag_seconds)
            for run in self._runs.values()
        )
        return Outcome(results, interrupted)

    def _unreached(self) -> bool:
        return any(run.state is StepState.WAITING for run in self._runs.values())
