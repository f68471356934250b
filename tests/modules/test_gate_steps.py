"""What moving the writers' grant of a store takes, from the state of its gates."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from modules.consistency import DataStoreInputs
from modules.dynamodb import operate as tables
from modules.dynamodb.inputs import TableInputs
from modules.lag import Lag
from modules.operation import Loss, Mode, Observation, Obstacle, Operator, Phase, Promotion, Step
from modules.promotion.inputs import PromotionInputs
from modules.s3 import operate as buckets
from modules.s3.inputs import BucketInputs
from regions import PAIRS, Region
from tests.estates import an_estate
from tests.steps_of_kinds import a_promotion, dark, losses_of, obstacles_of, steps_of, verbs

TOKYO, OSAKA = PAIRS[0]
TABLE = {"consistency": "strong", "partition_key": "id"}
BUCKET = {"consistency": "strong"}
STORES: dict[str, tuple[Operator, DataStoreInputs]] = {
    "table": (tables, TableInputs.model_validate(TABLE)),
    "bucket": (buckets, BucketInputs.model_validate(BUCKET)),
}
ESTATE = an_estate()
SWITCHOVER = a_promotion(ESTATE, Mode.SWITCHOVER)
FAILOVER = a_promotion(ESTATE, Mode.FAILOVER)
FAILBACK = a_promotion(ESTATE, Mode.FAILBACK, TOKYO)

each_store = pytest.mark.parametrize("store", STORES)
each_mode = pytest.mark.parametrize(
    "promotion", [SWITCHOVER, FAILOVER, FAILBACK], ids=lambda each: each.mode.value
)


def well(store: str, region: Region, gate: str | None, **other: Any) -> Observation:
    """What is seen in a Region with the gate in this state, well but for what is said otherwise."""
    operator, inputs = STORES[store]
    seen: Any = operator.expected(ESTATE, "ledger", inputs, region, TOKYO)
    changed: Observation = replace(seen, gate=gate, **other)
    return changed


def plan(
    promotion: Promotion, store: str, *, inputs: DataStoreInputs | None = None, **seen: Any
) -> list[Step | Obstacle | Loss]:
    """The plan from what is seen in either city: an observation, or the state of its gate."""
    operator, its = STORES[store]
    both: dict[str, Any] = {
        region.code: well(store, region, found) if isinstance(found, str | None) else found
        for region in ESTATE.pair
        for found in (seen[region.city.lower()],)
    }
    return list(operator.plan(promotion, "ledger", inputs or its, both))


def moves(planned: list[Step | Obstacle | Loss]) -> list[str]:
    """What the steps do, but for those of the proof that every store has."""
    return [verb for verb in verbs(planned) if verb != "verify" and not verb.startswith("tidy")]


@each_store
def test_switchover(store: str) -> None:
    """Closed where it is left, waited for, opened where it goes, proved there; nothing is lost."""
    planned = plan(SWITCHOVER, store, tokyo="open", osaka="closed")
    assert ["fence", "drain", "promote"] == moves(planned)
    fence, drain, promote, verify, *_ = steps_of(planned)
    assert [TOKYO.code, TOKYO.code, OSAKA.code, OSAKA.code] == [
        step.region for step in (fence, drain, promote, verify)
    ]
    assert [Phase.FENCE, Phase.PROMOTE, Phase.PROMOTE, Phase.VERIFY] == [
        step.phase for step in (fence, drain, promote, verify)
    ]
    assert [(fence.id,), (drain.id,), (promote.id,)] == [drain.needs, promote.needs, verify.needs]
    assert [] == losses_of(planned)


@each_store
def test_failover_of_a_dark_region(store: str) -> None:
    """The dark gate is to be closed, now or later; nothing is waited for, and the loss has no known bound."""
    planned = plan(FAILOVER, store, tokyo=dark(TOKYO), osaka="closed")
    assert ["fence", "promote"] == moves(planned)
    fence, *others = steps_of(planned)
    assert (TOKYO.code, Phase.FENCE) == (fence.region, fence.phase)
    assert {OSAKA.code} == {permission.region for step in others for permission in step.permissions}
    assert [None] == [loss.lag_seconds for loss in losses_of(planned)]


@each_store
def test_failover_of_a_region_that_answers(store: str) -> None:
    """Its writers are stopped; nothing is waited for all the same: it may not be well."""
    assert ["fence", "promote"] == moves(plan(FAILOVER, store, tokyo="open", osaka="closed"))


@each_store
def test_failback(store: str) -> None:
    """Home again as by a switchover."""
    assert ["fence", "drain", "promote"] == moves(plan(FAILBACK, store, tokyo="closed", osaka="open"))


@each_store
def test_a_way_home_is_described_whole(store: str) -> None:
    """A runbook and a policy for a failback are of a Region whose gate stayed open."""
    operator, inputs = STORES[store]
    tokyo, osaka = (
        operator.expected(ESTATE, "ledger", inputs, region, OSAKA, after_failover=True)
        for region in ESTATE.pair
    )
    planned = plan(FAILBACK, store, tokyo=tokyo, osaka=osaka)
    assert ["fence", "hold", "drain", "promote"] == moves(planned)


@each_store
def test_failback_of_a_region_whose_gate_stayed_open(store: str) -> None:
    """It came back as it went: its writers are stopped too, until it has what Osaka wrote."""
    planned = plan(FAILBACK, store, tokyo="open", osaka="open")
    assert ["fence", "hold", "drain", "promote"] == moves(planned)
    fence, hold, drain, *_ = steps_of(planned)
    assert (TOKYO.code, Phase.REJOIN, (fence.id, hold.id)) == (hold.region, hold.phase, drain.needs)


@each_store
@pytest.mark.parametrize(
    ("tokyo", "osaka", "expected"),
    [
        ("closed", "closed", ["drain", "promote"]),
        ("open", "open", ["fence"]),
        ("missing", "missing", ["fence", "drain", "promote"]),
        ("missing", "open", ["fence"]),
        ("closed", "missing", ["drain", "promote"]),
        ("closed", "open", []),
    ],
)
def test_from_any_state_of_the_gates(store: str, tokyo: str, osaka: str, expected: list[str]) -> None:
    """Only what is still to be done; a gate that is missing is made."""
    assert expected == moves(plan(SWITCHOVER, store, tokyo=tokyo, osaka=osaka))


@each_store
def test_nothing_is_left_to_do(store: str) -> None:
    """Where the grant has been moved already, not even a proof is needed."""
    assert [] == plan(SWITCHOVER, store, tokyo="closed", osaka="open")


@each_store
@each_mode
def test_where_both_regions_write(store: str, promotion: Promotion) -> None:
    """There is no gate: it is only proved that it works where it is needed."""
    inputs = STORES[store][1].model_copy(update={"consistency": "eventual"})
    planned = plan(promotion, store, inputs=inputs, tokyo=None, osaka=None)
    assert [] == moves(planned)
    verify, *tidy = steps_of(planned)
    assert (promotion.to.code, ()) == (verify.region, verify.needs)
    assert tidy


@each_store
def test_without_probes(store: str) -> None:
    """Where nothing may be written, waiting and looking is all: no step but the gates' calls anything."""
    estate = an_estate(settings={"promotion": PromotionInputs(probes=False)})
    planned = plan(a_promotion(estate, Mode.SWITCHOVER), store, tokyo="open", osaka="closed")
    assert ["fence", "drain", "promote", "verify"] == verbs(planned)
    written = {
        action.partition(":")[2]
        for step in steps_of(planned)
        for permission in step.permissions
        for action in permission.actions
        if not action.partition(":")[2].startswith(("Get", "Describe", "List"))
    }
    assert written in ({"PutResourcePolicy"}, {"PutAccessPointPolicy"})


def test_a_locked_bucket_is_not_probed() -> None:
    """What Object Lock holds could not be removed again, and the step says so."""
    inputs = BucketInputs.model_validate({**BUCKET, "object_lock": {"mode": "COMPLIANCE", "days": 1}})
    planned = plan(SWITCHOVER, "bucket", inputs=inputs, tokyo="open", osaka="closed")
    assert ["fence", "drain", "promote", "verify"] == verbs(planned)
    assert "By its state only" in steps_of(planned)[-1].why


@each_store
@pytest.mark.parametrize(
    ("promotion", "seen", "region", "wrong", "remedy"),
    [
        (FAILOVER, {"tokyo": dark(TOKYO), "osaka": "foreign"}, OSAKA, "not futago's", "policy --region"),
        (SWITCHOVER, {"tokyo": "foreign", "osaka": "closed"}, TOKYO, "not futago's", "policy --region"),
    ],
)
def test_obstacle(  # noqa: PLR0917 # a row of the table above
    store: str, promotion: Promotion, seen: dict[str, Any], region: Region, wrong: str, remedy: str
) -> None:
    """One reason why not, of one Region, with what to do about it; and no step."""
    (obstacle,) = obstacles_of(plan(promotion, store, **seen))
    assert (store, "ledger", region.code) == (obstacle.noun, obstacle.name, obstacle.region)
    assert wrong in obstacle.wrong
    assert remedy in obstacle.remedy


@each_store
def test_nothing_is_planned_blindly(store: str) -> None:
    """What is not seen where it must be, or is not there, is the engine's to report: there is no step."""
    assert [] == plan(FAILOVER, store, tokyo=dark(TOKYO), osaka=dark(OSAKA))
    assert [] == plan(SWITCHOVER, store, tokyo=dark(TOKYO), osaka="closed")
    assert [] == plan(FAILOVER, store, tokyo=dark(TOKYO), osaka=well(store, OSAKA, None, exists=False))


@pytest.mark.parametrize(
    ("status", "is_obstacle"),
    [("ACTIVE", False), ("UPDATING", False), ("INACCESSIBLE_ENCRYPTION_CREDENTIALS", True)],
)
def test_a_table_that_does_not_work(status: str, *, is_obstacle: bool) -> None:
    """A table whose status says that it can't be used is not written anywhere else for it."""
    osaka = well("table", OSAKA, "closed", status=status)
    planned = plan(FAILOVER, "table", tokyo=dark(TOKYO), osaka=osaka)
    assert is_obstacle == bool(obstacles_of(planned))


def test_a_table_that_is_not_replicated() -> None:
    """A planned promotion waits for what is written to arrive; a failover waits for nothing."""
    tokyo = well("table", TOKYO, "open", replicas={OSAKA.code: "REPLICATION_NOT_AUTHORIZED"})
    (obstacle,) = obstacles_of(plan(SWITCHOVER, "table", tokyo=tokyo, osaka="closed"))
    assert "REPLICATION_NOT_AUTHORIZED" in obstacle.wrong
    assert ["fence", "promote"] == moves(plan(FAILOVER, "table", tokyo=tokyo, osaka="closed"))


def test_a_bucket_that_is_not_replicated() -> None:
    """A planned promotion waits for what is put to arrive; a failover waits for nothing."""
    tokyo = well("bucket", TOKYO, "open", replicates=False)
    (obstacle,) = obstacles_of(plan(SWITCHOVER, "bucket", tokyo=tokyo, osaka="closed"))
    assert "no rule replicates" in obstacle.wrong
    assert ["fence", "promote"] == moves(plan(FAILOVER, "bucket", tokyo=tokyo, osaka="closed"))


@pytest.mark.parametrize(("store", "knows"), [("table", "tokyo"), ("bucket", "osaka")])
def test_the_loss_is_what_was_known_where_aws_tells(store: str, knows: str) -> None:
    """DynamoDB tells the lag where it is written, S3 where it arrives."""
    lags = {knows: Lag(2.5, 90.0)}
    tokyo = well(store, TOKYO, "open", lag=lags.get("tokyo"))
    osaka = well(store, OSAKA, "closed", lag=lags.get("osaka"))
    (loss,) = losses_of(plan(FAILOVER, store, tokyo=tokyo, osaka=osaka))
    assert (2.5, 90.0) == (loss.lag_seconds, loss.measured_seconds_ago)


@each_store
def test_every_step_is_complete(store: str) -> None:
    """Each says why, what it costs to skip, how to undo it, and with which commands."""
    for step in steps_of(plan(FAILBACK, store, tokyo="open", osaka="open")):
        assert all((step.title, step.why, step.cost_if_skipped, step.undo, step.commands, step.permissions))
        assert 0 < step.expected_seconds < step.timeout_seconds
        assert all(command.argv[0] == "aws" and command.expected for command in step.commands)
