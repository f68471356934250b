"""Showing people what Terraform is doing: a live table on a terminal, plain lines elsewhere."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Final, TextIO, TypeGuard

from rich.console import Console, Group
from rich.live import Live
from rich.table import Table
from rich.text import Text

from futago.deploy.activity import Activities, StackActivity
from futago.deploy.events import Diagnostic, Event
from futago.deploy.observer import Observer, Phase

_SHOWN_ADDRESSES: Final = 2
_REFRESHES_A_SECOND: Final = 4
_QUIET_SECONDS: Final = 15.0
_STOPPING: Final = "stopping: Terraform finishes what it has in hand and writes its state"
_SIGNS: Final = {"waiting": "·", "running": "▸", "done": "✓", "failed": "✗"}
_STYLES: Final = {"waiting": "dim", "running": "cyan", "done": "green", "failed": "bold red"}


@contextmanager
def shown_progress(stacks: Sequence[str], stream: TextIO | None = None) -> Iterator[Observer]:
    """Show the progress of stacks while the block runs.

    Args:
        stacks: the names of the stacks, in their order.
        stream: where to; stderr by default, since stdout is for data.

    Yields:
        The observer to hand to the functions of ``futago.deploy.apply``.
    """
    stream = stream or sys.stderr
    activities = Activities(stacks)
    if not stream.isatty():
        yield PlainProgress(activities, stream)
        return
    live_progress = LiveProgress(activities)
    with Live(
        get_renderable=live_progress.render,
        console=Console(file=stream),
        refresh_per_second=_REFRESHES_A_SECOND,
    ):
        yield live_progress


class LiveProgress:
    """One row a stack: phase, resources done, what it waits for now, time.

    Args:
        activities: what the stacks are doing.
    """

    def __init__(self, activities: Activities) -> None:
        self._activities = activities
        self._notes: list[str] = []

    def phase_began(self, stack: str, phase: Phase) -> None:
        """Note it for the next refresh."""
        self._activities.begin(stack, phase)

    def happened(self, stack: str, event: Event) -> None:
        """Note it for the next refresh."""
        activity = self._activities.follow(stack, event)
        if is_worth_a_warning(event, activity):
            self._notes.append(f"{stack}: {warning(event)}")

    def phase_ended(self, stack: str, phase: Phase, *, seconds: float, succeeded: bool) -> None:  # noqa: ARG002
        """Note it for the next refresh."""
        self._activities.end(stack, seconds=seconds, succeeded=succeeded)

    def stopping(self) -> None:
        """Note it for the next refresh."""
        self._notes.append(_STOPPING)

    def render(self) -> Group:
        """The table as of now."""
        table = Table(box=None, pad_edge=False, header_style="dim")
        table.add_column("stack", no_wrap=True)
        table.add_column("phase", no_wrap=True)
        table.add_column("resources", no_wrap=True, justify="right")
        table.add_column("time", no_wrap=True, justify="right")
        table.add_column("waiting for", no_wrap=True, overflow="ellipsis")
        for activity in self._activities:
            table.add_row(
                Text(f"{_SIGNS[activity.state]} {activity.stack}", style=_STYLES[activity.state]),
                activity.phase or "",
                counted(activity),
                f"{self._activities.elapsed_seconds(activity):.0f} s" if activity.phase else "",
                Text(waited_for(self._activities, activity), style="dim"),
            )
        return Group(table, *(Text(each, style="yellow") for each in dict.fromkeys(self._notes)))


class PlainProgress:
    """A line at the beginning and the end of a phase, and one now and then between.

    Args:
        activities: what the stacks are doing.
        stream: where to write.
    """

    def __init__(self, activities: Activities, stream: TextIO) -> None:
        self._activities = activities
        self._stream = stream
        self._last_line_at: dict[str, float] = {}

    def phase_began(self, stack: str, phase: Phase) -> None:
        """Say so."""
        self._activities.begin(stack, phase)
        self._line(stack, f"{phase} ...")

    def happened(self, stack: str, event: Event) -> None:
        """Say what is waited for if nothing was said for a while."""
        activity = self._activities.follow(stack, event)
        if is_worth_a_warning(event, activity):
            self._line(stack, warning(event))
        if self._activities.clock() - self._last_line_at.get(stack, 0.0) >= _QUIET_SECONDS:
            waits = waited_for(self._activities, activity)
            told = (counted(activity), f"waiting for {waits}" if waits else "")
            self._line(stack, f"{activity.phase}: {', '.join(filter(None, told)) or 'planning'}")

    def phase_ended(self, stack: str, phase: Phase, *, seconds: float, succeeded: bool) -> None:
        """Say so, with the count and the time."""
        activity = self._activities.end(stack, seconds=seconds, succeeded=succeeded)
        count = counted(activity)
        told = "done" if succeeded else "failed"
        self._line(stack, f"{phase} {told} in {seconds:.1f} s" + (f", {count}" if count else ""))

    def stopping(self) -> None:
        """Say so."""
        self._stream.write(f"{_STOPPING}\n")
        self._stream.flush()

    def _line(self, stack: str, text: str) -> None:
        self._last_line_at[stack] = self._activities.clock()
        self._stream.write(f"{stack}: {text}\n")
        self._stream.flush()


def counted(activity: StackActivity) -> str:
    """How many resources are done, of how many if that is known."""
    if activity.total is not None:
        return f"{activity.done} of {activity.total}"
    return f"{activity.done} read" if activity.done else ""


def waited_for(activities: Activities, activity: StackActivity) -> str:
    """The addresses that have been in work for longest, with their times."""
    now = activities.clock()
    oldest = list(activity.waiting_for.items())[:_SHOWN_ADDRESSES]
    told = ", ".join(f"{address} ({now - began:.0f} s)" for address, began in oldest)
    more = len(activity.waiting_for) - len(oldest)
    return f"{told} and {more} more" if more else told


def is_worth_a_warning(event: Event, activity: StackActivity) -> TypeGuard[Diagnostic]:
    """Whether people should see a warning; not init's, which is about a lock file that no one keeps."""
    return isinstance(event, Diagnostic) and not event.is_error and activity.phase is not Phase.INIT


def warning(diagnostic: Diagnostic) -> str:
    """A warning of Terraform's in one line."""
    place = f"{diagnostic.address}: " if diagnostic.address else ""
    return f"warning: {place}{diagnostic.summary}"
