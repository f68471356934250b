"""A promotion that is killed anywhere comes to the same end when it is resumed, and does nothing twice.

Each is a process of its own, ended by SIGKILL: at every line of the journal before and after it is on the
disk, and at every call to AWS before and after it takes effect.
"""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
from collections.abc import Callable, Iterator
from dataclasses import replace

import pytest

from futago.operations import step_run
from futago.operations.journal import Journal, read
from modules.operation import Mode
from tests.operations.faulty_aws import Request
from tests.operations.promotions import Place, Scene, effects_expected, scene

PROCESSES = multiprocessing.get_context("forkserver")
PROCESSES.set_forkserver_preload(["test_killed"])
LIFETIME_SECONDS = 60.0
NAMES = ("postings",)
each_mode = pytest.mark.parametrize("mode", Mode)


def promote_until_line(place: Place, mode: Mode, number: int, *, written: bool) -> None:
    """Promote, and die at the ``number``-th line of the journal: after it is written, or half-way."""
    step_run._BACKOFF_SECONDS = 0.02  # type: ignore[misc] # in a process of its own
    write, lines = Journal.write, iter(range(1, 10_000))

    def dying_write(self: Journal, event: str, *, durable: bool = True, **details: object) -> None:
        dies = next(lines) == number
        if dies and not written:
            os.write(self._descriptor, b'{"at":"2026-11-22T')
            os.kill(os.getpid(), signal.SIGKILL)
        write(self, event, durable=durable, **details)
        if dies:
            os.kill(os.getpid(), signal.SIGKILL)

    Journal.write = dying_write  # type: ignore[method-assign] # in a process of its own
    place.promote(mode)


def promote(place: Place, mode: Mode) -> None:
    """Promote."""
    step_run._BACKOFF_SECONDS = 0.02  # type: ignore[misc] # in a process of its own
    place.promote(mode)


def died(target: Callable[..., None], *arguments: object, **options: object) -> bool:
    """Run it in a process of its own; returns whether that was killed."""
    process = PROCESSES.Process(target=target, args=arguments, kwargs=options)
    process.start()
    process.join(LIFETIME_SECONDS)
    assert process.exitcode in {0, -signal.SIGKILL}
    return process.exitcode != 0


def check_the_end(place: Place, served: Scene, mode: Mode) -> None:
    """Resume, and see that all is as if nothing had happened."""
    place.finish(mode)
    assert effects_expected(mode, NAMES) == dict(served.aws.effects)
    assert {"writer"} == served.role_of_osaka


@pytest.fixture(scope="module")
def aws_scene() -> Iterator[Scene]:
    """A simulated AWS with one ledger: each call of its promotion gets processes of its own."""
    with scene(NAMES) as served:
        yield served


@pytest.fixture
def place(place: Place) -> Place:
    """A place for promotions of that ledger."""
    return replace(place, names=NAMES)


@each_mode
@pytest.mark.parametrize("written", [True, False], ids=["after", "torn"])
def test_killed_at_every_line_of_the_journal(
    place: Place, aws_scene: Scene, mode: Mode, *, written: bool
) -> None:
    """Killed with a line just written, or with half of it written, it resumes to the same end."""
    killed = 0
    for number in range(1, 200):
        aws_scene.set_for(mode)
        here = replace(place, folder=place.folder / str(number))
        if not died(promote_until_line, here, mode, number, written=written):
            break
        killed += 1
        check_the_end(here, aws_scene, mode)
    assert killed >= len(effects_expected(mode, NAMES)) * 4


class Killer:
    """Kills a process at a call."""

    def __init__(self, label: str, number: int) -> None:
        self._at = label, number
        self.victim: int | None = None
        self.has_killed = threading.Event()

    def __call__(self, request: Request, number: int) -> None:
        if (request.label, number) == self._at and self.victim is not None and not self.has_killed.is_set():
            os.kill(self.victim, signal.SIGKILL)
            self.has_killed.set()


def calls_of_a_promotion(place: Place, served: Scene, mode: Mode) -> Iterator[tuple[str, int]]:
    """Every call that a promotion makes."""
    served.set_for(mode)
    replace(place, folder=place.folder / "whole").promote(mode)
    for label, count in sorted(served.faults.calls.items()):
        yield from ((label, number) for number in range(1, count + 1))


@each_mode
@pytest.mark.parametrize("when", ["before", "after"])
def test_killed_at_every_call(place: Place, aws_scene: Scene, mode: Mode, when: str) -> None:
    """Killed with a call under way, before or after its effect, it resumes to the same end."""
    killed = 0
    for place_number, (label, number) in enumerate(list(calls_of_a_promotion(place, aws_scene, mode))):
        aws_scene.set_for(mode)
        here = replace(place, folder=place.folder / str(place_number))
        killer = Killer(label, number)
        setattr(aws_scene.faults, when, killer)
        process = PROCESSES.Process(target=promote, args=(here, mode))
        process.start()
        killer.victim = process.pid
        process.join(LIFETIME_SECONDS)
        assert process.exitcode in {0, -signal.SIGKILL}
        killed += process.exitcode != 0
        setattr(aws_scene.faults, when, lambda _request, _number: None)
        check_the_end(here, aws_scene, mode)
    assert killed >= len(effects_expected(mode, NAMES)) * 2


def test_torn_line_is_cut(place: Place, aws_scene: Scene) -> None:
    """Half a last line is told as torn, and gone from the journal that is gone on with."""
    aws_scene.set_for(Mode.SWITCHOVER)
    assert died(promote_until_line, place, Mode.SWITCHOVER, 8, written=False)
    (path,) = place.folder.glob("*.jsonl")
    assert read(path).torn
    place.resume()
    assert not read(path).torn
