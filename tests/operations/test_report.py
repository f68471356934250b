"""What is said at the end: measured times against targets, what is left, and nothing that is not known."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from futago.operations.decide import Decision, decide
from futago.operations.events import StepState
from futago.operations.journal import Entry, Past
from futago.operations.report import Measure, Report, as_json, report
from futago.operations.report_markdown import as_markdown
from futago.operations.run import Outcome, StepResult
from modules.operation import Loss, Mode, Phase, Promotion, Step
from modules.promotion.inputs import PromotionInputs
from regions import OSAKA
from tests.estates import an_estate
from tests.operations.test_decide import a_step
from tests.operations.test_journal import HEADER

NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)
TARGETS = {"promotion": PromotionInputs(rto_seconds=300, rpo_seconds=5)}
PROMOTE = a_step("database/ledger/failover", seconds=60)
VERIFY = a_step("database/ledger/verify", "database/ledger/failover", phase=Phase.VERIFY)
FENCE = a_step("table/carts/fence", phase=Phase.FENCE)
LOSS = Loss("database", "ledger", 3.0, 20.0, "the last of Tokyo")


def decision_of(*steps: Step, mode: Mode = Mode.FAILOVER, losses: tuple[Loss, ...] = (LOSS,)) -> Decision:
    promotion = Promotion(an_estate(settings=TARGETS), mode, OSAKA, "test")
    return replace(decide(promotion, (), {}), steps=steps, losses=losses)


def result(
    step: Step, state: StepState = StepState.DONE, until: float = 60, lag_seconds: float | None = None
) -> StepResult:
    ended_at = NOON + timedelta(seconds=until) if state.is_end else None
    return StepResult(step, state, NOON, ended_at, True, "as it is", lag_seconds)  # noqa: FBT003


def reported(decision: Decision, *results: StepResult, outage_since: datetime | None = None) -> Report:
    since = outage_since.isoformat() if outage_since else None
    past = Past(replace(HEADER, outage_since=since), NOON, (Entry(NOON, "confirmed", {}),))
    return report(decision, Outcome(results, interrupted=False), past)


def test_rto_is_from_the_yes_until_verified() -> None:
    """It counts from the yes to the end of the last step that must be."""
    summed = reported(decision_of(PROMOTE, VERIFY), result(PROMOTE), result(VERIFY, until=100))
    assert Measure(100.0, 300) == summed.rto


def test_rto_is_from_the_stated_outage() -> None:
    """Where the operator said when the outage began it counts from there."""
    since = NOON - timedelta(minutes=10)
    summed = reported(decision_of(PROMOTE), result(PROMOTE), outage_since=since)
    assert Measure(660.0, 300) == summed.rto
    assert "missed" == summed.rto.verdict


def test_fence_and_optional_steps_do_not_delay_it() -> None:
    """What is done later in a Region that is back, or may be left out, does not count."""
    optional = replace(a_step("table/carts/tidy", phase=Phase.VERIFY), optional=True)
    results = (result(FENCE, until=9000), result(PROMOTE), result(optional, until=200))
    assert 60.0 == reported(decision_of(FENCE, PROMOTE, optional), *results).rto.seconds


def test_what_is_not_verified_has_no_rto() -> None:
    """A promotion that is not whole has no time, and an unknown time has not met its target."""
    summed = reported(decision_of(PROMOTE, VERIFY), result(PROMOTE), result(VERIFY, StepState.FAILED))
    assert (None, "unknown") == (summed.rto.seconds, summed.rto.verdict)


@pytest.mark.parametrize(
    ("seconds", "target", "verdict"),
    [(5.0, 5, "met"), (5.1, 5, "missed"), (None, 5, "unknown"), (1.0, None, "no target")],
)
def test_verdict(seconds: float | None, target: int | None, verdict: str) -> None:
    """Unknown is never met."""
    assert verdict == Measure(seconds, target).verdict


def test_rpo_is_the_lag_at_the_call() -> None:
    """The lag just before the call counts, and not the older one that was confirmed."""
    assert 0.7 == reported(decision_of(PROMOTE), result(PROMOTE, lag_seconds=0.7)).rpo.seconds


def test_rpo_is_the_last_known_lag() -> None:
    """Where nobody said it at the call the last known one counts."""
    assert 3.0 == reported(decision_of(PROMOTE), result(PROMOTE)).rpo.seconds


def test_one_unknown_lag_makes_the_rpo_unknown() -> None:
    """With a resource of which nobody knows the lag there is no bound."""
    unknown = replace(LOSS, name="accounts", lag_seconds=None)
    assert reported(decision_of(PROMOTE, losses=(LOSS, unknown)), result(PROMOTE)).rpo.seconds is None


def test_switchover_loses_nothing() -> None:
    """A switchover that is done has an RPO of zero."""
    decision = decision_of(PROMOTE, mode=Mode.SWITCHOVER, losses=())
    assert 0.0 == reported(decision, result(PROMOTE)).rpo.seconds


def test_left_to_do() -> None:
    """A fence that was left, what failed, what waits for it, and what was left out, each with a command."""
    failed = replace(result(PROMOTE, StepState.FAILED), seen="AccessDenied")
    waits = replace(result(VERIFY, StepState.WAITING), began_at=None)
    decision = replace(decision_of(FENCE, PROMOTE, VERIFY), skipped=(a_step("secret/salt/promote"),))
    left = reported(decision, result(FENCE, StepState.LEFT), failed, waits).left
    assert [
        "table/carts/fence",
        "database/ledger/failover",
        "database/ledger/verify",
        "secret/salt/promote",
    ] == [each.step for each in left]
    assert "AccessDenied" == left[1].why
    assert "it waits for database/ledger/failover" in left[2].why
    assert "futago promote ap-northeast-3 --mode failover --only secret/salt/promote" == left[3].command


def test_failed_optional_step_is_left_and_not_fatal() -> None:
    """A step that may be left out and fails is told, and the Region is promoted all the same."""
    optional = replace(a_step("table/carts/tidy", phase=Phase.VERIFY), optional=True)
    summed = reported(decision_of(PROMOTE, optional), result(PROMOTE), result(optional, StepState.FAILED))
    assert summed.is_done
    assert ["table/carts/tidy"] == [left.step for left in summed.left]


def test_json_holds_it_all() -> None:
    """The report for scripts is plain data."""
    told = json.loads(json.dumps(as_json(reported(decision_of(PROMOTE), result(PROMOTE)))))
    assert {"seconds": 60.0, "target_seconds": 300, "verdict": "met"} == told["rto"]
    assert ("database/ledger/failover", "done", 60.0) == tuple(
        told["steps"][0][key] for key in ("id", "state", "seconds")
    )


def test_markdown_is_inert() -> None:
    """Text of others ends no cell and begins no markup."""
    hostile = replace(result(PROMOTE), seen="a | b\n# c <script> [x](y) `z`")
    told = as_markdown(reported(decision_of(PROMOTE), hostile))
    (row,) = [line for line in told.splitlines() if "database/ledger/failover" in line]
    assert "a \\| b" in row
    assert "\\<script\\>" in row
    assert "\\[x\\](y)" in row
    assert "| RTO, from the yes | 1 min 00 s | 5 min 00 s | **met** |" in told
