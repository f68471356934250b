"""``futago backfill watch``."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, Protocol

import click

from futago.cli.backfill_options import Selection, selection
from futago.cli.options import JSON

if TYPE_CHECKING:
    from rich.console import Console
    from rich.progress import Progress, TaskID

    from futago.backfill.direction import Direction
    from futago.backfill.observation import BackfillObservation


class Shown(Protocol):
    """Shows how directions stand."""

    def __call__(self, observed: Sequence[BackfillObservation]) -> None:
        """Show it."""


@click.command("watch")
@selection
@click.option(
    "--interval-seconds",
    type=click.FloatRange(min=0.1),
    default=5.0,
    show_default=True,
    help="How often to ask.",
)
@click.option("--timeout-seconds", type=click.FloatRange(min=0), help="When to stop though jobs are at work.")
@JSON
def command(
    selected: Selection,
    interval_seconds: float,
    timeout_seconds: float | None,
    *,
    as_json: bool,
) -> int:
    """Follow the jobs until none is at work any more.

    Can be stopped and started again, anywhere: S3 knows how far the jobs are. A Region that does not answer
    is asked again and again. With --json a line is printed whenever something has changed. Exits with 1
    where objects failed, a job failed, was cancelled or waits to be confirmed.

    \b
    Examples:
      futago backfill watch
      futago backfill watch --from apne1 --json
    """
    from futago.backfill.observation import State  # noqa: PLC0415 # imports botocore
    from futago.backfill.watching import watch  # noqa: PLC0415 # likewise
    from futago.cli.backfill_shown import show_observations, stderr  # noqa: PLC0415 # imports rich

    clients, directions = selected.chosen()
    console = stderr()
    observed: tuple[BackfillObservation, ...] = ()
    with _shown(directions, console, as_json=as_json) as show:
        for observed in watch(
            clients, directions, interval_seconds=interval_seconds, timeout_seconds=timeout_seconds
        ):
            show(observed)
    if not as_json:
        show_observations(observed, console)
    if not any(each.job for each in observed):
        click.echo("There is no job to watch. Next: futago backfill start", err=True)
        return 1
    return 0 if all(each.state in (State.COMPLETE, State.NEVER) for each in observed) else 1


@contextmanager
def _shown(directions: Sequence[Direction], console: Console, *, as_json: bool) -> Iterator[Shown]:
    """Bars on a terminal, a line for each change elsewhere, JSON lines by ``as_json``."""
    if as_json:
        yield _JsonLines()
    elif not console.is_terminal:
        yield _Lines()
    else:
        with _bars(console) as progress:
            yield _Bars(progress, directions)


def _bars(console: Console) -> Progress:
    from rich.progress import BarColumn, Progress, TextColumn  # noqa: PLC0415 # rich takes a while

    return Progress(
        TextColumn("{task.description}"),
        BarColumn(bar_width=28),
        TextColumn("{task.fields[counted]}", justify="right"),
        TextColumn("{task.fields[failed]}", justify="right", style="bold red"),
        TextColumn("{task.fields[pace]}", justify="right", style="dim"),
        TextColumn("{task.fields[state]}"),
        console=console,
    )


class _Bars:
    """A bar a direction."""

    def __init__(self, progress: Progress, directions: Sequence[Direction]) -> None:
        from futago.cli.backfill_shown import way  # noqa: PLC0415 # imports rich

        self._progress = progress
        self._tasks: dict[Direction, TaskID] = {
            each: progress.add_task(
                f"{each.name}  {way(each)}", total=None, counted="", failed="", pace="", state="…"
            )
            for each in directions
        }

    def __call__(self, observed: Sequence[BackfillObservation]) -> None:
        """Move the bars."""
        from futago.cli.backfill_shown import STYLES, counted  # noqa: PLC0415 # imports rich

        for each in observed:
            job, state = each.job, each.state.value
            seen = job.state if job and not each.why_unknown else state
            self._progress.update(
                self._tasks[each.direction],
                total=(job.total or None) if job else 1,
                completed=job.done if job else 0,
                counted=counted(job),
                failed=f"{job.failed:,} failed" if job and job.failed else "",
                pace=pace(each),
                state=f"[{STYLES.get(state, 'dim')}]{seen}[/]",
            )


class _Lines:
    """A line whenever something has changed."""

    def __init__(self) -> None:
        self._said: dict[Direction, str] = {}

    def __call__(self, observed: Sequence[BackfillObservation]) -> None:
        """Say what is new."""
        from futago.cli.backfill_shown import counted  # noqa: PLC0415 # imports rich
        from futago.rendering.inert import visible  # noqa: PLC0415 # only here

        for each in observed:
            job = each.job
            failed = f", {job.failed:,} failed" if job and job.failed else ""
            said = f"{each.state.value} {counted(job)}{failed} {visible(each.why_unknown)}".strip()
            if self._said.get(each.direction) != said:
                self._said[each.direction] = said
                click.echo(f"{each.direction}: {said}", err=True)


class _JsonLines:
    """A line of JSON whenever something has changed."""

    def __init__(self) -> None:
        self._last = ""

    def __call__(self, observed: Sequence[BackfillObservation]) -> None:
        """Print what is new."""
        line = json.dumps([each.as_json() for each in observed])
        if line != self._last:
            self._last = line
            click.echo(line)


def pace(each: BackfillObservation) -> str:
    """Objects a second and the time left, by S3's own count of the seconds at work: ``120/s, 3 min left``."""
    job = each.job
    if job is None or job.has_ended or not job.active_seconds or not job.done:
        return ""
    a_second = job.done / job.active_seconds
    if not job.total:
        return f"{a_second:,.0f}/s"
    left_seconds = (job.total - job.done) / a_second
    left = f"{left_seconds:,.0f} s" if left_seconds < 120 else f"{left_seconds / 60:,.0f} min"  # noqa: PLR2004 # two minutes
    return f"{a_second:,.0f}/s, {left} left"
