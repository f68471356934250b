"""What happens while a promotion runs, and who is told."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

from modules.operation import Step


class StepState(StrEnum):
    """How far a step is."""

    WAITING = "waiting"
    """For the steps that it needs."""
    LOOKING = "looking"
    """Where it stands is being asked."""
    ACTING = "acting"
    """Its call is being made."""
    RUNNING = "running"
    """AWS is at it."""
    TROUBLED = "troubled"
    """A call failed in a way that may pass; it is asked again."""
    DONE = "done"
    FAILED = "failed"
    LEFT = "left"
    """A fence in a Region that is dark: left for when that is back."""
    STOPPED = "stopped"
    """Interrupted before its end; a resumed promotion goes on with it."""

    @property
    def is_end(self) -> bool:
        """Whether it stays so."""
        return self in {StepState.DONE, StepState.FAILED, StepState.LEFT, StepState.STOPPED}


@dataclass(frozen=True)
class StepEvent:
    """Something happened to a step.

    Attributes:
        step: the step.
        state: how far it is now.
        seen: what was seen, or what went wrong, for a person.
        lag_seconds: how far the target is behind; None if nobody says.
        seconds: since the step was begun.
    """

    step: Step
    state: StepState
    seen: str = ""
    lag_seconds: float | None = None
    seconds: float = 0.0


class Observer(Protocol):
    """Told what happens, always from the thread that runs the promotion."""

    def happened(self, event: StepEvent) -> None:
        """Something happened to a step."""

    def noted(self, note: str) -> None:
        """Something happened that a person should know and that is no step's."""


class Silent:
    """An observer that tells nobody."""

    def happened(self, event: StepEvent) -> None:
        """Do nothing."""

    def noted(self, note: str) -> None:
        """Do nothing."""
