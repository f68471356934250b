"""Whole promotions on a simulated AWS, with nothing in their way."""

from __future__ import annotations

import pytest

from futago.operations.events import StepState
from futago.operations.journal import read
from modules.operation import Mode
from tests.operations.promotions import Place, Scene, effects_expected

each_mode = pytest.mark.parametrize("mode", Mode)


@each_mode
def test_promotes(place: Place, aws_scene: Scene, mode: Mode) -> None:
    """Every step is done, each by one call, and the Region activated writes."""
    aws_scene.set_for(mode)
    outcome = place.promote(mode)
    assert {StepState.DONE} == {result.state for result in outcome.results}
    assert effects_expected(mode) == dict(aws_scene.aws.effects)
    assert {"writer"} == aws_scene.role_of_osaka


@each_mode
def test_second_promotion_has_nothing_to_do(place: Place, aws_scene: Scene, mode: Mode) -> None:
    """What is promoted needs no step."""
    aws_scene.set_for(mode)
    place.promote(mode)
    decision, _ = place.prepare(mode)
    assert () == decision.steps


def test_journal_says_it_all(place: Place, aws_scene: Scene) -> None:
    """The journal ends with its end, and every call stands in it before its effect."""
    aws_scene.set_for(Mode.SWITCHOVER)
    outcome = place.promote(Mode.SWITCHOVER)
    (path,) = place.folder.glob("*.jsonl")
    past = read(path)
    assert past.is_finished
    for result in outcome.results:
        said = [entry.details["what"] for entry in past.steps[result.step.id]]
        assert ["begun", "acting", "taken", "done"] == said
