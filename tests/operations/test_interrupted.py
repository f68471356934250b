"""Ctrl-C: the first lets calls under way come to their end, the second ends at once; both can be resumed."""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
from pathlib import Path

import pytest

from futago.operations.events import Silent
from futago.operations.journal import read
from futago.operations.promote import begin, carry_out
from futago.operations.run import StopRequest
from futago.operations.stopping import stopping_on_signals
from modules.operation import Mode
from tests.operations.faulty_aws import Request
from tests.operations.promotions import Place, Scene, effects_expected

PROCESSES = multiprocessing.get_context("forkserver")
PROCESSES.set_forkserver_preload(["test_interrupted"])
LIFETIME_SECONDS = 60.0
AT = ("ap-northeast-3 ssm PutParameter 20261122t000000z-abcdef String ledger/postings/promote", 1)


def promote_interruptibly(place: Place) -> None:
    """Promote as the command does; exits with 130 when it was interrupted, and 3 if at once."""
    decision, calls = place.prepare(Mode.SWITCHOVER)
    stop, observer = StopRequest(), Silent()
    try:
        with begin(place.folder, decision, embedded=True) as journal, stopping_on_signals(stop, observer):
            outcome = carry_out(decision, calls, journal, observer, stop=stop)
    except KeyboardInterrupt:
        os._exit(3)
    os._exit(130 if outcome.interrupted else 0)


class Interrupter:
    """Sends SIGINT so many times when a call is under way, before its effect, and lets it go on."""

    def __init__(self, times: int) -> None:
        self._times = times
        self.victim: int | None = None
        self.told = threading.Event()
        self.ended = threading.Event()

    def __call__(self, request: Request, number: int) -> None:
        if (request.label, number) != AT or self.victim is None:
            return
        os.kill(self.victim, signal.SIGINT)
        self.told.set()
        if self._times > 1:
            threading.Timer(0.2, os.kill, (self.victim, signal.SIGINT)).start()
            self.ended.wait(LIFETIME_SECONDS)  # the call would take for ever


def interrupted(place: Place, served: Scene, interrupter: Interrupter) -> int:
    """Promote in a process of its own with the interrupter at work; returns the exit code."""
    served.set_for(Mode.SWITCHOVER)
    served.faults.before = interrupter
    process = PROCESSES.Process(target=promote_interruptibly, args=(place,))
    process.start()
    interrupter.victim = process.pid
    process.join(LIFETIME_SECONDS)
    interrupter.ended.set()
    assert interrupter.told.is_set()
    assert process.exitcode is not None
    return process.exitcode


def journal_of(place: Place) -> Path:
    (path,) = place.folder.glob("*.jsonl")
    return path


@pytest.mark.parametrize(("times", "code", "at_once"), [(1, 130, False), (2, 3, True)])
def test_interrupted_and_resumed(
    place: Place, aws_scene: Scene, times: int, code: int, *, at_once: bool
) -> None:
    """However often Ctrl-C was pressed the journal says so, and the resumption does the rest, once."""
    assert code == interrupted(place, aws_scene, Interrupter(times))
    past = read(journal_of(place))
    (entry,) = [each for each in past.entries if each.event == "interrupted"]
    assert at_once == entry.details["at_once"]
    assert not past.is_finished
    assert place.resume().is_done
    assert effects_expected(Mode.SWITCHOVER) == dict(aws_scene.aws.effects)


def test_first_ctrl_c_waits_for_the_call(place: Place, aws_scene: Scene) -> None:
    """The call under way came to its end, with its answer in the journal; nothing came after it."""
    interrupted(place, aws_scene, Interrupter(1))
    whats = [entry.details["what"] for entry in read(journal_of(place)).steps["ledger/postings/promote"]]
    assert ["begun", "acting", "taken"] == whats
    assert "ledger/postings/probe" not in read(journal_of(place)).steps
