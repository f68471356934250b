"""Every call of a promotion fails once, in every way: it succeeds all the same, or can be resumed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest

from futago.errors import AwsError
from futago.operations.events import StepState
from futago.operations.journal import read
from futago.operations.report import report
from modules.operation import Mode
from tests.operations.faulty_aws import Fault
from tests.operations.promotions import OPERATION, Place, Scene, effects_expected, scene

NAMES = ("postings",)
PASSES = [fault for fault in Fault if fault is not Fault.DENIED]
PROMOTE = f"ap-northeast-3 ssm PutParameter {OPERATION} String ledger/postings/promote"
each_mode = pytest.mark.parametrize("mode", Mode)
each_fault = pytest.mark.parametrize("fault", Fault)


@pytest.fixture(scope="module")
def aws_scene() -> Iterator[Scene]:
    """A simulated AWS with one ledger: each call of its promotion gets a promotion of its own."""
    with scene(NAMES) as served:
        yield served


@pytest.fixture
def place(place: Place) -> Place:
    """A place for promotions of that ledger."""
    return replace(place, names=NAMES)


def calls_of_a_promotion(place: Place, served: Scene, mode: Mode) -> list[tuple[str, int]]:
    """Every call that a promotion makes."""
    served.set_for(mode)
    replace(place, folder=place.folder / "whole").promote(mode)
    calls = sorted(served.faults.calls.items())
    return [(label, number) for label, count in calls for number in range(1, count + 1)]


def attempt(place: Place, mode: Mode) -> list[str | None]:
    """Promote if it is allowed; returns what the operator is told to do if it is not."""
    try:
        decision, _ = place.prepare(mode)
    except AwsError as error:
        return [error.next_command]
    if decision.is_allowed:
        place.run_prepared(mode, decision)
    return [obstacle.remedy for obstacle in decision.obstacles]


@each_fault
@each_mode
def test_every_call_fails_once(place: Place, aws_scene: Scene, mode: Mode, fault: Fault) -> None:
    """Whatever call fails, nothing is done twice, and after a resumption at most all is done."""
    for number, call in enumerate(calls_of_a_promotion(place, aws_scene, mode)):
        aws_scene.set_for(mode)
        aws_scene.faults.planned[call] = fault
        here = replace(place, folder=place.folder / str(number))
        said = attempt(here, mode)
        assert all(said), call
        aws_scene.faults.planned.clear()
        here.finish(mode)
        assert {"writer"} == aws_scene.role_of_osaka, call
        assert set(dict(aws_scene.aws.effects).items()) <= set(effects_expected(mode, NAMES).items()), call


@pytest.mark.parametrize("fault", PASSES)
@each_mode
def test_what_passes_stops_nothing(place: Place, aws_scene: Scene, mode: Mode, fault: Fault) -> None:
    """A call that changes something and fails once, in a way that passes, does not end the run."""
    calls = [call for call in calls_of_a_promotion(place, aws_scene, mode) if "PutParameter" in call[0]]
    for number, call in enumerate(calls):
        aws_scene.set_for(mode)
        aws_scene.faults.planned[call] = fault
        outcome = replace(place, folder=place.folder / str(number)).promote(mode)
        assert outcome.is_done, call
        assert {"writer"} == aws_scene.role_of_osaka, call


@each_mode
def test_refusal_stops_and_says_what_to_do(place: Place, aws_scene: Scene, mode: Mode) -> None:
    """A missing right fails its step at once; what needs it waits, and the report says how to go on."""
    aws_scene.set_for(mode)
    aws_scene.faults.always[PROMOTE] = Fault.DENIED
    decision, _ = place.prepare(mode)
    outcome = place.run_prepared(mode, decision)
    states = {result.step.id: result.state for result in outcome.results}
    assert StepState.FAILED is states["ledger/postings/promote"]
    assert StepState.WAITING is states["ledger/postings/probe"]
    (path,) = place.folder.glob("*.jsonl")
    summed = report(decision, outcome, read(path))
    assert ["ledger/postings/promote", "ledger/postings/probe"] == [left.step for left in summed.left]
    assert "not authorized" in summed.left[0].why
    assert {"futago promote --resume"} == {left.command for left in summed.left}
    assert summed.rto.seconds is None


def test_throttled_for_good_is_given_up(
    place: Place, aws_scene: Scene, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A step that AWS keeps putting off fails after its time, and was asked with growing pauses."""
    from tests.operations import ledgers  # noqa: PLC0415 # to shorten its time

    monkeypatch.setattr(ledgers, "TIMEOUT_SECONDS", 1.0)
    aws_scene.set_for(Mode.SWITCHOVER)
    aws_scene.faults.always[PROMOTE] = Fault.THROTTLED
    outcome = place.promote(Mode.SWITCHOVER)
    (result,) = [each for each in outcome.results if each.step.id == "ledger/postings/promote"]
    assert StepState.FAILED is result.state
    assert "given up after 1 s: An error occurred (ThrottlingException)" in result.seen
    assert 2 <= aws_scene.faults.calls[PROMOTE] <= 12
