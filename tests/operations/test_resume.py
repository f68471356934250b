"""What may be gone on with, and what may not."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from futago.errors import JournalError
from futago.operations.events import StepState
from futago.operations.journal import Journal, read
from futago.operations.promote import begin, resumption, unfinished
from futago.operations.report import report
from modules.kms.inputs import KeyInputs
from modules.operation import Mode
from regions import TOKYO
from tests.estates import an_estate
from tests.operations.faulty_aws import Fault
from tests.operations.ledgers import resources
from tests.operations.promotions import OPERATION, Place, Scene


@pytest.fixture
def begun(place: Place, aws_scene: Scene) -> Path:
    """The journal of a switchover that was confirmed, and then nothing."""
    aws_scene.set_for(Mode.SWITCHOVER)
    decision, _ = place.prepare(Mode.SWITCHOVER)
    with begin(place.folder, decision, embedded=True) as journal:
        return journal.path


def test_same_decision(place: Place, aws_scene: Scene, begun: Path) -> None:
    """What is resumed is what was decided, whatever has become of the estate since."""
    before, _ = place.prepare(Mode.SWITCHOVER)
    aws_scene.aws.sides[TOKYO.code, "postings"].role = "reader"
    resumed = resumption(begun, place.estate, embedded=True, resources=resources(place.names))
    assert [step.id for step in before.steps] == [step.id for step in resumed.decision.steps]
    assert before.observations == resumed.decision.observations
    assert OPERATION == resumed.decision.promotion.operation


def test_other_estate(begun: Path) -> None:
    """The journal of another estate is refused, with both names."""
    other = replace(an_estate(), name="shop")
    with pytest.raises(JournalError, match=r"of estate payments, and not of shop"):
        resumption(begun, other, embedded=True)


def test_other_account(begun: Path) -> None:
    """The journal of the same estate in another account is refused."""
    with pytest.raises(JournalError, match=r"of account 123456789012, and not of 210987654321"):
        resumption(begun, replace(an_estate(), account="210987654321"), embedded=True)


def test_other_aws(begun: Path) -> None:
    """What was begun on the embedded AWS is never gone on with on AWS."""
    with pytest.raises(JournalError, match=r"of target the embedded AWS, and not of AWS"):
        resumption(begun, an_estate(), embedded=False)


def test_changed_spec(begun: Path) -> None:
    """With another spec the steps may be others: it is refused, with the command to begin anew."""
    changed = an_estate({"keys": {"main": KeyInputs(), "other": KeyInputs()}})
    with pytest.raises(JournalError, match=r"the spec is another") as raised:
        resumption(begun, changed, embedded=True)
    assert "futago promote ap-northeast-3 --mode switchover --dry-run" == raised.value.next_command


def test_finished_promotion(place: Place, aws_scene: Scene) -> None:
    """There is nothing to resume in a promotion that came to its end."""
    aws_scene.set_for(Mode.SWITCHOVER)
    place.promote(Mode.SWITCHOVER)
    (path,) = place.folder.glob("*.jsonl")
    with pytest.raises(JournalError, match="is finished"):
        resumption(path, place.estate, embedded=True, resources=resources(place.names))
    assert () == unfinished(place.folder, place.estate)


def test_unconfirmed_promotion(begun: Path, place: Place) -> None:
    """A journal that ends before the yes touched nothing, and says how to begin again."""
    lines = begun.read_bytes().splitlines(keepends=True)
    begun.write_bytes(b"".join(lines[:2]))
    with pytest.raises(JournalError, match="ended before it was confirmed"):
        resumption(begun, place.estate, embedded=True)


def test_observation_of_another_version(begun: Path, place: Place) -> None:
    """An observation that this futago does not know is refused, with its class."""
    past = read(begun)
    observed = past.last("observed")
    assert observed is not None
    seen = json.loads(json.dumps(observed.details["observations"]).replace("LedgerObservation", "Other"))
    path = begun.with_name("other.jsonl")
    with Journal.begin(begun.parent, replace(past.header, operation="other")) as journal:
        journal.write("observed", observations=seen)
        journal.write("confirmed", by="a@b")
    with pytest.raises(JournalError, match="ledgers:Other"):
        resumption(path, place.estate, embedded=True, resources=resources(place.names))


def test_fence_of_a_dark_region_is_left_and_done_later(place: Place, aws_scene: Scene) -> None:
    """A fence whose Region went dark is left, told, and done by --resume when it is back; nothing else is."""
    aws_scene.set_for(Mode.FAILOVER)
    decision, _ = place.prepare(Mode.FAILOVER)
    aws_scene.faults.silent_regions.add(TOKYO.code)
    outcome = place.run_prepared(Mode.FAILOVER, decision)
    assert outcome.is_done
    left = {"ledger/accounts/fence", "ledger/postings/fence"}
    assert left == {result.step.id for result in outcome.results if result.state is StepState.LEFT}
    (path,) = unfinished(place.folder, place.estate)
    summed = report(decision, outcome, read(path))
    assert left == {each.step for each in summed.left}
    assert {"futago promote --resume"} == {each.command for each in summed.left}
    before = dict(aws_scene.aws.effects)
    aws_scene.faults.silent_regions.clear()
    assert place.resume().is_done
    new = {key: count for key, count in aws_scene.aws.effects.items() if key not in before}
    assert {f"{TOKYO.code} {step}": 1 for step in left} == new
    assert () == unfinished(place.folder, place.estate)


def test_failed_step_is_tried_again(place: Place, aws_scene: Scene) -> None:
    """A step that was refused is tried again by --resume, and what was done is not."""
    aws_scene.set_for(Mode.SWITCHOVER)
    label = f"ap-northeast-3 ssm PutParameter {OPERATION} String ledger/postings/promote"
    aws_scene.faults.always[label] = Fault.DENIED
    assert not place.promote(Mode.SWITCHOVER).is_done
    aws_scene.faults.forget()
    assert place.resume().is_done
    assert {1} == set(aws_scene.aws.effects.values())
