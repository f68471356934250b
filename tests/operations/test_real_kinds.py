"""The kinds' own steps on the embedded AWS: answers lost and processes killed at every call that changes."""

from __future__ import annotations

import multiprocessing
import os
import signal
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from futago.operations import step_run
from futago.operations.events import StepState
from modules.operation import Mode
from tests.operations.faulty_aws import Fault, Request
from tests.operations.real_kinds import TO, RealPlace, RealScene, hurry, real_scene

PROCESSES = multiprocessing.get_context("forkserver")
PROCESSES.set_forkserver_preload(["test_real_kinds"])
LIFETIME_SECONDS = 120.0
each_mode = pytest.mark.parametrize("mode", Mode)


@pytest.fixture(scope="module")
def scene(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RealScene]:
    """The embedded AWS, with the estate."""
    with pytest.MonkeyPatch.context() as patch:
        hurry(patch)
        patch.setattr(step_run, "_BACKOFF_SECONDS", 0.05)
        with real_scene(tmp_path_factory.mktemp("aws")) as served:
            yield served


def promote(place: RealPlace, mode: Mode) -> None:
    """Promote, in a process of its own."""
    hurry(pytest.MonkeyPatch())
    step_run._BACKOFF_SECONDS = 0.05  # type: ignore[misc] # of this process only
    place.promote(mode, TO[mode])


class Killer:
    """Kills a process at a call, when it has taken effect and before it is answered."""

    def __init__(self, label: str) -> None:
        self._label = label
        self.victim: int | None = None

    def __call__(self, request: Request, _number: int) -> None:
        if request.label == self._label and self.victim is not None:
            os.kill(self.victim, signal.SIGKILL)
            self.victim = None


def undisturbed(scene: RealScene, folder: Path, mode: Mode) -> tuple[list[str], dict[str, Any]]:
    """The calls that change something in a promotion, and the state in which it ends."""
    scene.set_for(mode)
    outcome = RealPlace(scene.urls, folder / "whole").promote(mode, TO[mode])
    assert outcome.is_done
    assert {1} == set(scene.effects.values())
    return sorted(scene.effects), scene.end_state()


@each_mode
def test_every_lost_answer_is_found_out_about(scene: RealScene, tmp_path: Path, mode: Mode) -> None:
    """A call that took effect and whose answer is lost is not made again, and the promotion ends as ever."""
    calls, end = undisturbed(scene, tmp_path, mode)
    for number, label in enumerate(calls):
        scene.set_for(mode)
        scene.faults.planned[label, 1] = Fault.LOST
        outcome = RealPlace(scene.urls, tmp_path / str(number)).promote(mode, TO[mode])
        assert scene.faults.calls[label], label
        failed = [result.seen for result in outcome.results if result.state is StepState.FAILED]
        assert ([], {1}) == (failed, set(scene.effects.values())), label
        assert end == scene.end_state(), label


@each_mode
def test_killed_at_every_call_that_changes(scene: RealScene, tmp_path: Path, mode: Mode) -> None:
    """Killed when a call has taken effect, it is resumed to the same end, and nothing is done twice."""
    calls, end = undisturbed(scene, tmp_path, mode)
    for number, label in enumerate(calls):
        scene.set_for(mode)
        place = RealPlace(scene.urls, tmp_path / str(number))
        scene.faults.after = killer = Killer(label)
        process = PROCESSES.Process(target=promote, args=(place, mode))
        process.start()
        killer.victim = process.pid
        process.join(LIFETIME_SECONDS)
        assert -signal.SIGKILL == process.exitcode, label
        assert place.folder.exists(), label
        assert place.resume().is_done, label
        assert {1} == set(scene.effects.values()), label
        assert end == scene.end_state(), label
