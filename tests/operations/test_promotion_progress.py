"""What a person sees while a promotion runs."""

from __future__ import annotations

import io
from datetime import UTC, datetime, timedelta

import pytest
from rich.console import Console

from futago.cli.promote_progress import LiveProgress, PlainProgress, shown_progress
from futago.operations.events import StepEvent, StepState
from tests.operations.test_decide import a_step
from tests.operations.test_report import PROMOTE, VERIFY, decision_of


def rendered(progress: LiveProgress, width: int = 120, height: int = 20) -> str:
    console = Console(width=width, height=height, file=io.StringIO(), record=True)
    console.print(progress.render())
    return console.export_text()


def live(*steps: object, height: int = 20, since: datetime | None = None) -> LiveProgress:
    console = Console(width=120, height=height, file=io.StringIO())
    return LiveProgress(decision_of(*steps), since or datetime.now(UTC), console)  # type: ignore[arg-type] # steps


def test_every_step_has_a_row() -> None:
    """State, time, expectation, lag and what was seen stand beside the step."""
    progress = live(PROMOTE, VERIFY)
    progress.happened(StepEvent(PROMOTE, StepState.DONE, "Osaka writes", 0.7, 58.0))
    done, waiting = [line for line in rendered(progress).splitlines() if "database/ledger" in line]
    for part in ("✓", "ap-northeast-3", "done", "58 s", "1 min 00 s", "0.7 s", "Osaka writes"):
        assert part in done
    assert "waiting" in waiting


def test_clock_runs_from_its_beginning() -> None:
    """The clock shows the time since the yes, or the outage, against the target."""
    progress = live(PROMOTE, since=datetime.now(UTC) - timedelta(seconds=130))
    assert "RTO 2 min 1" in rendered(progress)
    assert "of 5 min 00 s" in rendered(progress)


def test_many_steps_fit_the_screen() -> None:
    """Where not all have room the urgent ones are shown, and the rest is counted."""
    steps = [a_step(f"secret/s{number}/promote") for number in range(200)]
    progress = live(*steps)
    for step in steps[:150]:
        progress.happened(StepEvent(step, StepState.DONE))
    progress.happened(StepEvent(steps[199], StepState.FAILED, "AccessDenied"))
    lines = rendered(progress).splitlines()
    assert len(lines) <= 20
    assert "secret/s199/promote" in lines[2]
    assert any("and 186 more: " in line and "150 done" in line for line in lines)


def test_text_of_aws_is_no_markup() -> None:
    """What AWS says can't colour the screen or break the row."""
    progress = live(PROMOTE)
    progress.happened(StepEvent(PROMOTE, StepState.FAILED, "[bold red]no[/] \x1b[2J\nsecond line"))
    text = rendered(progress)
    assert "[bold red]no[/]" in text
    assert "\x1b" not in text


def test_notes_are_shown() -> None:
    """What is no step's, such as a stop that was asked for, stands below."""
    progress = live(PROMOTE)
    progress.noted("Stopping")
    assert "Stopping" in rendered(progress)


def plain(*events: StepEvent, seconds_between: float = 1.0) -> list[str]:
    stream, now = io.StringIO(), [0.0]
    progress = PlainProgress(stream, lambda: now[0])
    for event in events:
        progress.happened(event)
        now[0] += seconds_between
    return stream.getvalue().splitlines()


def test_lines_where_there_is_no_terminal() -> None:
    """A line for every change, in the words of the table."""
    events = [StepEvent(PROMOTE, state) for state in (StepState.LOOKING, StepState.ACTING, StepState.DONE)]
    assert ["database/ledger/failover: acting (0.0 s)", "database/ledger/failover: done (0.0 s)"] == plain(
        *events
    )


@pytest.mark.parametrize(("seconds_between", "lines"), [(1.0, 1), (20.0, 3)])
def test_what_goes_on_is_said_now_and_then(seconds_between: float, lines: int) -> None:
    """A step that keeps running is told again only after a while."""
    events = [StepEvent(PROMOTE, StepState.RUNNING, "waiting")] * 3
    assert lines == len(plain(*events, seconds_between=seconds_between))


def test_stream_decides() -> None:
    """A stream that is no terminal gets lines."""
    with shown_progress(decision_of(PROMOTE), datetime.now(UTC), io.StringIO()) as progress:
        assert isinstance(progress, PlainProgress)
