"""What people see while Terraform runs."""

from __future__ import annotations

import io

import pytest
from rich.console import Console

from futago.deploy.activity import Activities
from futago.deploy.events import Action, ChangeSummary, Diagnostic, ResourceStep, Step
from futago.deploy.observer import Phase
from futago.deploy.progress import LiveProgress, PlainProgress, shown_progress


class Clock:
    """A clock that the test sets."""

    def __init__(self) -> None:
        self.seconds = 100.0

    def __call__(self) -> float:
        return self.seconds


def begun_and_done(address: str, *steps: Step) -> list[ResourceStep]:
    """Steps of one resource's creation."""
    return [ResourceStep(address, Action.CREATE, step) for step in steps]


@pytest.fixture
def clock() -> Clock:
    """A clock that the test sets."""
    return Clock()


@pytest.fixture
def live(clock: Clock) -> LiveProgress:
    """A view in the middle of an apply: one of three done, two in work for 12 and 2 seconds."""
    live = LiveProgress(Activities(["keys", "apne1"], clock))
    live.phase_began("keys", Phase.APPLY)
    live.happened("keys", ChangeSummary("plan", 3, 0, 0))
    for event in begun_and_done("aws_kms_key.a", Step.BEGAN, Step.DONE):
        live.happened("keys", event)
    live.happened("keys", *begun_and_done("aws_kms_key.slow", Step.BEGAN))
    clock.seconds += 10
    live.happened("keys", *begun_and_done("aws_kms_key.late", Step.BEGAN))
    clock.seconds += 2
    return live


def lines(live: LiveProgress) -> list[list[str]]:
    """The words of every line that is shown."""
    console = Console(file=io.StringIO(), width=120)
    with console.capture() as captured:
        console.print(live.render())
    return [line.split() for line in captured.get().splitlines()]


def test_table_shows_count_time_and_what_is_waited_for_longest(live: LiveProgress) -> None:
    """A row shows phase, count, time and the oldest resource in work first."""
    expected = ["▸", "keys", "apply", "1", "of", "3", "12", "s"]
    expected += ["aws_kms_key.slow", "(12", "s),", "aws_kms_key.late", "(2", "s)"]

    assert expected == lines(live)[1]


def test_table_shows_stacks_that_wait(live: LiveProgress) -> None:
    """A stack that has not begun has a row, too."""
    assert ["·", "apne1"] == lines(live)[2]


def test_table_shows_the_end_of_a_phase(live: LiveProgress) -> None:
    """When a phase has failed the row says so, and waits for nothing."""
    live.phase_ended("keys", Phase.APPLY, seconds=14.0, succeeded=False)

    assert ["✗", "keys", "apply", "1", "of", "3", "14", "s"] == lines(live)[1]


def test_warnings_are_shown_but_not_those_of_init(live: LiveProgress) -> None:
    """A warning of an apply is shown once; one of init is about a lock file that no one keeps."""
    deprecated = Diagnostic("warning", "Argument is deprecated", "", "aws_kms_key.a")
    live.happened("keys", deprecated)
    live.happened("keys", deprecated)
    live.phase_began("apne1", Phase.INIT)
    live.happened("apne1", Diagnostic("warning", "Incomplete lock file", "", None))

    assert [["keys:", "warning:", "aws_kms_key.a:", "Argument", "is", "deprecated"]] == lines(live)[3:]


def test_plain_lines_are_few(clock: Clock) -> None:
    """Without a terminal there is a line for begin and end, and one after 15 quiet seconds."""
    stream = io.StringIO()
    plain = PlainProgress(Activities(["keys"], clock), stream)

    plain.phase_began("keys", Phase.APPLY)
    plain.happened("keys", ChangeSummary("plan", 1, 0, 0))
    plain.happened("keys", *begun_and_done("aws_kms_key.slow", Step.BEGAN))
    clock.seconds += 20
    plain.happened("keys", *begun_and_done("aws_kms_key.slow", Step.GOES_ON))
    plain.happened("keys", *begun_and_done("aws_kms_key.slow", Step.DONE))
    plain.phase_ended("keys", Phase.APPLY, seconds=20.0, succeeded=True)

    assert [
        "keys: apply ...",
        "keys: apply: 0 of 1, waiting for aws_kms_key.slow (20 s)",
        "keys: apply done in 20.0 s, 1 of 1",
    ] == stream.getvalue().splitlines()


def test_stream_that_is_no_terminal_gets_plain_lines() -> None:
    """Into a file or a pipe goes no table and no colour."""
    stream = io.StringIO()

    with shown_progress(["keys"], stream) as observer:
        observer.phase_began("keys", Phase.INIT)
        observer.stopping()

    assert (
        "keys: init ...\nstopping: Terraform finishes what it has in hand and writes its state\n"
        == stream.getvalue()
    )
