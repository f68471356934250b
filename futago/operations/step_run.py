"""One step on its way: look, announce, act, look again, until it is done or can't be.

The rules that keep a promotion safe to kill and to resume are all here:

* Nothing is done before ``check`` has said ``todo``.
* What is about to be done is in the journal, on the disk, before it is done.
* A call is repeated only if AWS is known to have refused it, or if its answer was lost and AWS has gone on
  saying ``todo`` for the step's ``settle_seconds``. One that AWS took is never repeated in the same run.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final, Literal

from futago.aws import Trouble, trouble_of
from futago.operations.events import StepState
from futago.operations.journal import Entry
from modules.operation import Progress, Step

_BACKOFF_SECONDS: Final = 0.5
_BACKOFF_MOST_SECONDS: Final = 20.0
_DARK_FENCE_SECONDS: Final = 5.0
"""So long a fence in a Region that is given up may be in trouble; everything else waits for the fences."""
_PASSES: Final = frozenset({Trouble.UNSENT, Trouble.UNANSWERED, Trouble.THROTTLED, Trouble.BUSY})
"""Troubles that may pass by themselves."""

Record = Callable[..., None]
"""Writes about the step into the journal: ``record("done", seen=…)``."""


@dataclass(frozen=True)
class Terms:
    """What a step's run has to know besides the step.

    Attributes:
        left_if_dark: whether the step is left for later, and not failed, where its Region does not answer.
        record: writes about the step into the journal.
        now: seconds that only grow.
        utc_now: the time of day, UTC.
        jitter: from 0 to 1, to spread repetitions.
    """

    left_if_dark: bool
    record: Record
    now: Callable[[], float]
    utc_now: Callable[[], datetime]
    jitter: Callable[[], float] = random.random


class StepRun:
    """Where one step stands in a run.

    Attributes:
        step: the step.
        state: how far it is.
        next: what to do next, once ``due_at`` has come.
        due_at: when, by ``Terms.now``.
        began_at: when it was begun, UTC; None if it was not. Of an earlier run, if that began it.
        ended_at: when it came to its end, UTC.
        acted: whether a call of ours changed something, in this run or an earlier one.
        seen: what was seen last, or what went wrong.
        lag_seconds: how far the target was behind when it was last asked before acting.
    """

    def __init__(self, step: Step, terms: Terms, past: Sequence[Entry] = ()) -> None:
        self.step = step
        self.state = StepState.WAITING
        self.next: Literal["check", "act"] = "check"
        self.due_at = 0.0
        self.began_at: datetime | None = past[0].at if past else None
        self.ended_at: datetime | None = None
        self.acted = False
        self.seen = ""
        self.lag_seconds: float | None = None
        self._terms = terms
        self._deadline = 0.0
        self._was_taken = False
        self._believe_todo_at = 0.0
        self._refusal: Exception | None = None
        self._troubles = 0
        self._trouble = ""
        self._remember(past)

    def begin(self) -> None:
        """Begin it: what it needs is done."""
        now = self._terms.now()
        if self.began_at is None:
            self.began_at = self._terms.utc_now()
        self._deadline = now + self.step.timeout_seconds
        self.state, self.due_at = StepState.LOOKING, now
        self._terms.record("begun", durable=False)

    def stop(self) -> None:
        """Leave it where it is."""
        self.state = StepState.STOPPED

    def announce(self) -> None:
        """Put on the disk that the call is about to be made; to be called just before it is."""
        self._terms.record("acting", seen=self.seen, lag_seconds=self.lag_seconds)

    def checked(self, progress: Progress) -> None:
        """It was looked at."""
        if progress.state != "todo":  # a call that was put off is put off for longer the next time
            self._troubles = 0
        self.seen = progress.seen
        if progress.lag_seconds is not None and not self.acted:
            self.lag_seconds = progress.lag_seconds
        if progress.state == "done":
            self._end(StepState.DONE)
        elif progress.state == "blocked":
            self._end(StepState.FAILED)
        elif progress.state == "todo":
            self._todo()
        else:
            self.state = StepState.RUNNING
            self._look_again()

    def acted_well(self) -> None:
        """AWS took the call."""
        self._terms.record("taken", durable=False)
        self.acted = self._was_taken = True
        self.seen = "AWS took the call"
        self.state, self.next = StepState.RUNNING, "check"
        self.due_at = self._terms.now()
        self._troubles = 0

    def call_failed(self, error: Exception) -> None:
        """The look or the call failed."""
        trouble = trouble_of(error)
        was_act, self.next = self.next == "act", "check"
        self.seen = str(error) if trouble is not None else f"{type(error).__name__}: {error}"
        self._trouble = self.seen
        if was_act:
            answer = "unanswered" if trouble is Trouble.UNANSWERED else "refused"
            self._terms.record(answer, durable=False, seen=self.seen, trouble=trouble)
        if self._is_to_be_left(trouble):
            self._end(StepState.LEFT)
        elif trouble in _PASSES:
            if was_act and trouble is Trouble.UNANSWERED:
                self.acted = True
                self._believe_todo_at = self._terms.now() + self.step.settle_seconds
            self._back_off()
        elif was_act:
            self._refusal = error  # unless it turns out to be done already, that is the end
            self.due_at = self._terms.now()
        else:
            self._end(StepState.FAILED)

    def _is_to_be_left(self, trouble: Trouble | None) -> bool:
        began = self._deadline - self.step.timeout_seconds
        is_late = self._terms.now() - began > _DARK_FENCE_SECONDS
        return self._terms.left_if_dark and (trouble is Trouble.UNSENT or (is_late and trouble in _PASSES))

    def _todo(self) -> None:
        now = self._terms.now()
        if self._refusal is not None:
            self.seen = str(self._refusal)
            self._end(StepState.FAILED)
        elif self._was_taken or now < self._believe_todo_at:
            self.state = StepState.RUNNING
            self._look_again()
        elif now > self._deadline:
            self._give_up()
        else:
            self.state, self.next, self.due_at = StepState.ACTING, "act", now

    def _look_again(self) -> None:
        now = self._terms.now()
        if now > self._deadline:
            self.seen = f"not done after {self.step.timeout_seconds:g} s: {self.seen}"
            self._end(StepState.FAILED)
        else:
            self.due_at = now + self.step.poll_seconds

    def _back_off(self) -> None:
        now = self._terms.now()
        if now > self._deadline:
            self._give_up()
            return
        longest = min(_BACKOFF_MOST_SECONDS, _BACKOFF_SECONDS * 2.0**self._troubles)
        self._troubles += 1
        self.state, self.due_at = StepState.TROUBLED, now + longest * (0.5 + self._terms.jitter() / 2)

    def _give_up(self) -> None:
        self.seen = f"given up after {self.step.timeout_seconds:g} s: {self._trouble or self.seen}"
        self._end(StepState.FAILED)

    def _end(self, state: StepState) -> None:
        self.ended_at = self._terms.utc_now()
        details: dict[str, Any] = {"seen": self.seen, "lag_seconds": self.lag_seconds, "acted": self.acted}
        self._terms.record(state.value, durable=False, **details)
        self.state = state

    def _remember(self, past: Sequence[Entry]) -> None:
        """Take over what an earlier run knew: what is done stays done, what was sent may yet show."""
        before = False
        for entry in past:
            what = entry.details["what"]
            if what in {"acting", "taken", "unanswered"}:
                before, self.acted = self.acted if what == "acting" else before, True
                gone_seconds = (self._terms.utc_now() - entry.at).total_seconds()
                left_seconds = self.step.settle_seconds - max(0.0, gone_seconds)
                self._believe_todo_at = self._terms.now() + left_seconds
            elif what == "refused":
                self.acted, self._believe_todo_at = before, self._terms.now()
            if entry.details.get("lag_seconds") is not None:
                self.lag_seconds = entry.details["lag_seconds"]
            if what == "done":
                self.state, self.ended_at, self.seen = StepState.DONE, entry.at, entry.details["seen"]
                self.acted = entry.details["acted"]
