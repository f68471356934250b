"""What a person sees while a promotion runs: a live table with the RTO clock, or lines where none can be."""

from __future__ import annotations

import sys
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from textwrap import shorten
from typing import Final, TextIO

from rich.console import Console, Group
from rich.live import Live
from rich.table import Table
from rich.text import Text

from futago.operations.decide import Decision
from futago.operations.duration import duration
from futago.operations.events import Observer, StepEvent, StepState
from futago.rendering.inert import visible
from modules.promotion.inputs import promotion_of

_REFRESHES_A_SECOND: Final = 4
_QUIET_SECONDS: Final = 15.0
_NOT_ROWS: Final = 6
"""Lines of the screen that are no steps: clock, heading, what is not shown, notes."""
_COLUMNS: Final = 60
"""Width of all columns but the step's id and what was seen."""
_LEAST_SEEN: Final = 15
_SIGNS: Final = {
    StepState.WAITING: ("·", "dim"),
    StepState.LOOKING: ("▸", "cyan"),
    StepState.ACTING: ("▸", "bold cyan"),
    StepState.RUNNING: ("▸", "cyan"),
    StepState.TROUBLED: ("↻", "yellow"),
    StepState.DONE: ("✓", "green"),
    StepState.FAILED: ("✗", "bold red"),
    StepState.LEFT: ("…", "yellow"),
    StepState.STOPPED: ("■", "yellow"),
}
_URGENCY: Final = (
    *(StepState.FAILED, StepState.TROUBLED, StepState.ACTING, StepState.RUNNING, StepState.LOOKING),
    *(StepState.LEFT, StepState.STOPPED, StepState.WAITING, StepState.DONE),
)
"""What is shown first where not all steps have room."""


@contextmanager
def shown_progress(decision: Decision, since: datetime, stream: TextIO | None = None) -> Iterator[Observer]:
    """Show a promotion while the block runs.

    Args:
        decision: what is done.
        since: when the RTO's clock began, UTC.
        stream: where to; stderr by default, since stdout is for data.

    Yields:
        The observer to run it with.
    """
    stream = stream or sys.stderr
    if not stream.isatty():
        yield PlainProgress(stream)
        return
    console = Console(file=stream)
    live_progress = LiveProgress(decision, since, console)
    with Live(get_renderable=live_progress.render, console=console, refresh_per_second=_REFRESHES_A_SECOND):
        yield live_progress


class LiveProgress:
    """A row for every step, as many as have room; the most urgent ones first.

    Args:
        decision: what is done.
        since: when the RTO's clock began, UTC.
        console: where it is shown; tells how much room there is.
    """

    def __init__(self, decision: Decision, since: datetime, console: Console) -> None:
        self._since = since
        self._console = console
        self._target_seconds = promotion_of(decision.promotion.estate).rto_seconds
        self._expected_seconds = decision.expected_seconds
        self._events = {step.id: StepEvent(step, StepState.WAITING) for step in decision.steps}
        self._told_at = dict.fromkeys(self._events, 0.0)
        self._notes: list[str] = []
        self._other_columns = _COLUMNS + max(map(len, self._events), default=0)

    def happened(self, event: StepEvent) -> None:
        """Note it for the next refresh."""
        self._events[event.step.id] = event
        self._told_at[event.step.id] = time.monotonic()

    def noted(self, note: str) -> None:
        """Note it for the next refresh."""
        self._notes.append(note)

    def render(self) -> Group:
        """The table as of now."""
        room = max(3, self._console.height - _NOT_ROWS - len(self._notes))
        order = list(self._events)
        if len(order) > room:
            order.sort(key=lambda id_: (_URGENCY.index(self._events[id_].state), -self._told_at[id_]))
        hidden = order[room:]
        table = Table(box=None, pad_edge=False, header_style="dim")
        table.add_column("step", no_wrap=True)
        table.add_column("Region", no_wrap=True)
        table.add_column("", no_wrap=True)
        table.add_column("time", no_wrap=True, justify="right")
        table.add_column("expected", no_wrap=True, justify="right", style="dim")
        table.add_column("lag", no_wrap=True, justify="right")
        table.add_column("seen", no_wrap=True, overflow="ellipsis")
        seen_width = max(_LEAST_SEEN, self._console.width - self._other_columns)
        for id_ in order[:room]:
            self._add_row(table, self._events[id_], seen_width)
        rest = [Text(f"and {len(hidden)} more: {self._counted(hidden)}", style="dim")] if hidden else []
        notes = [Text(each, style="yellow") for each in dict.fromkeys(self._notes)]
        return Group(self._clock(), table, *rest, *notes)

    def _add_row(self, table: Table, event: StepEvent, seen_width: int) -> None:
        sign, style = _SIGNS[event.state]
        seconds = event.seconds
        if not event.state.is_end and event.state is not StepState.WAITING:
            seconds += time.monotonic() - self._told_at[event.step.id]
        table.add_row(
            Text(f"{sign} {event.step.id}", style=style),
            event.step.region,
            Text(event.state.value, style=style),
            "" if event.state is StepState.WAITING else duration(seconds),
            duration(event.step.expected_seconds),
            "" if event.lag_seconds is None else duration(event.lag_seconds),
            Text(shorten(visible(event.seen), seen_width, placeholder=" …"), style="dim"),
        )

    def _clock(self) -> Text:
        gone = (datetime.now(UTC) - self._since).total_seconds()
        target = self._target_seconds
        late = target is not None and gone > target
        of = f" of {duration(target)}" if target is not None else ""
        clock = Text(f"RTO {duration(gone)}{of}", style="bold red" if late else "bold")
        clock.append(f"   expected {duration(self._expected_seconds)}   {self._counted(self._events)}", "dim")
        return clock

    def _counted(self, ids: Iterable[str]) -> str:
        counts = Counter(self._events[id_].state for id_ in ids)
        return ", ".join(f"{counts[state]} {state.value}" for state in StepState if counts[state])


class PlainProgress:
    """A line for every change, and one now and then for what goes on.

    Args:
        stream: where to write.
        clock: seconds that only grow.
    """

    def __init__(self, stream: TextIO, clock: Callable[[], float] = time.monotonic) -> None:
        self._stream = stream
        self._clock = clock
        self._told: dict[str, tuple[StepState, float]] = {}

    def happened(self, event: StepEvent) -> None:
        """Say it if it is new, or if nothing was said of the step for a while."""
        state, told_at = self._told.get(event.step.id, (StepState.WAITING, 0.0))
        is_quiet = self._clock() - told_at < _QUIET_SECONDS
        if event.state is StepState.LOOKING or (state is event.state and is_quiet):
            return
        self._told[event.step.id] = (event.state, self._clock())
        lag = "" if event.lag_seconds is None else f", lag {duration(event.lag_seconds)}"
        seen = f": {visible(event.seen)}" if event.seen else ""
        self._line(f"{event.step.id}: {event.state.value} ({duration(event.seconds)}{lag}){seen}")

    def noted(self, note: str) -> None:
        """Say it."""
        self._line(note)

    def _line(self, text: str) -> None:
        self._stream.write(f"{text}\n")
        self._stream.flush()
