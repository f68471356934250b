"""Who is told what happens while stacks are applied."""

from __future__ import annotations

import threading
from enum import StrEnum
from typing import Protocol

from futago.deploy.events import Event


class Phase(StrEnum):
    """A Terraform run over a stack, in words for people."""

    INIT = "init"
    PLAN = "plan"
    APPLY = "apply"
    SECOND_PLAN = "second plan"
    DESTROY = "destroy"


class Observer(Protocol):
    """Told what happens; from several threads, but one call at a time."""

    def phase_began(self, stack: str, phase: Phase) -> None:
        """A run over a stack began."""

    def happened(self, stack: str, event: Event) -> None:
        """Terraform said something."""

    def phase_ended(self, stack: str, phase: Phase, *, seconds: float, succeeded: bool) -> None:
        """A run over a stack ended."""

    def stopping(self) -> None:
        """The user asked to stop; Terraform finishes what it has in hand."""


class Silent:
    """An observer that tells nobody."""

    def phase_began(self, stack: str, phase: Phase) -> None:
        """Do nothing."""

    def happened(self, stack: str, event: Event) -> None:
        """Do nothing."""

    def phase_ended(self, stack: str, phase: Phase, *, seconds: float, succeeded: bool) -> None:
        """Do nothing."""

    def stopping(self) -> None:
        """Do nothing."""


class OneAtATime:
    """Hands on to an observer one call at a time.

    Args:
        observer: the observer to hand on to.
    """

    def __init__(self, observer: Observer) -> None:
        self._observer = observer
        self._lock = threading.Lock()

    def phase_began(self, stack: str, phase: Phase) -> None:
        """Hand on."""
        with self._lock:
            self._observer.phase_began(stack, phase)

    def happened(self, stack: str, event: Event) -> None:
        """Hand on."""
        with self._lock:
            self._observer.happened(stack, event)

    def phase_ended(self, stack: str, phase: Phase, *, seconds: float, succeeded: bool) -> None:
        """Hand on."""
        with self._lock:
            self._observer.phase_ended(stack, phase, seconds=seconds, succeeded=succeeded)

    def stopping(self) -> None:
        """Hand on."""
        with self._lock:
            self._observer.stopping()
