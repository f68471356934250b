"""What each stack is doing right now, counted from events."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field

from futago.deploy.events import Action, ChangeSummary, Event, ResourceStep, Step
from futago.deploy.observer import Phase


@dataclass
class StackActivity:
    """What one stack is doing.

    Attributes:
        stack: its name.
        phase: the run that is under way or ended last; None before the first.
        state: ``waiting``, ``running``, ``done`` or ``failed``.
        done: how many resources this phase is through with.
        total: how many it will be; None while unknown.
        waiting_for: the addresses still in work and when each began, oldest first.
        began_at: when the phase began, on the clock of ``Activities``.
        seconds: how long all ended phases took.
    """

    stack: str
    phase: Phase | None = None
    state: str = "waiting"
    done: int = 0
    total: int | None = None
    waiting_for: dict[str, float] = field(default_factory=dict)
    began_at: float = 0.0
    seconds: float = 0.0


class Activities:
    """Follows events; the views of the progress are made from it.

    Args:
        stacks: the names of all stacks, in their order.
        clock: tells the time in seconds.
    """

    def __init__(self, stacks: Sequence[str], clock: Callable[[], float] = time.monotonic) -> None:
        self.clock = clock
        self._stacks = {stack: StackActivity(stack) for stack in stacks}

    def __iter__(self) -> Iterator[StackActivity]:
        return iter(tuple(self._stacks.values()))

    def of(self, stack: str) -> StackActivity:
        """What one stack is doing."""
        return self._stacks.setdefault(stack, StackActivity(stack))

    def begin(self, stack: str, phase: Phase) -> StackActivity:
        """A phase began."""
        activity = self.of(stack)
        activity.phase, activity.state = phase, "running"
        activity.done, activity.total = 0, None
        activity.waiting_for.clear()
        activity.began_at = self.clock()
        return activity

    def end(self, stack: str, *, seconds: float, succeeded: bool) -> StackActivity:
        """A phase ended."""
        activity = self.of(stack)
        activity.state = "done" if succeeded else "failed"
        activity.waiting_for.clear()
        activity.seconds += seconds
        return activity

    def follow(self, stack: str, event: Event) -> StackActivity:
        """Something happened."""
        activity = self.of(stack)
        match event:
            case ChangeSummary(operation="plan") if activity.phase in {Phase.APPLY, Phase.DESTROY}:
                activity.total = event.total
                activity.done = 0  # what was counted till now were refreshes
            case ResourceStep(step=Step.BEGAN):
                activity.waiting_for[event.address] = self.clock()
            case ResourceStep(step=Step.DONE | Step.FAILED):
                activity.waiting_for.pop(event.address, None)
                if event.step is Step.DONE and _counts(activity, event):
                    activity.done += 1
            case _:
                pass
        return activity

    def elapsed_seconds(self, activity: StackActivity) -> float:
        """How long all of a stack's phases have taken, the one under way included."""
        running = self.clock() - activity.began_at if activity.state == "running" else 0.0
        return activity.seconds + running


def _counts(activity: StackActivity, event: ResourceStep) -> bool:
    """Whether a finished step is one of those that the total counts."""
    changes = event.action in {Action.CREATE, Action.UPDATE, Action.DELETE}
    return changes if activity.total is not None else event.action is Action.REFRESH
