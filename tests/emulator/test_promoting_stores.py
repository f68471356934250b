"""The steps of tables' and buckets' promotions, carried out on the embedded AWS."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import partial
from typing import Any

import pytest

from futago.aws import Clients
from futago.emulator.process import Emulator
from futago.emulator.provider import client_endpoint
from modules.dynamodb import operate as tables
from modules.dynamodb.inputs import TableInputs
from modules.dynamodb.promotion import steps as table_steps
from modules.dynamodb.promotion.table import Table
from modules.operation import Loss, Mode, Observation, Obstacle, Operator, Promotion, Step, Unreachable
from modules.promotion.inputs import PromotionInputs
from modules.s3 import operate as buckets
from modules.s3.inputs import BucketInputs
from modules.s3.names import bucket_name
from modules.s3.promotion import steps as bucket_steps
from modules.s3.promotion.bucket import Bucket
from regions import PAIRS, Region
from tests.emulator.conftest import ACCOUNT_ID
from tests.emulator.embedded_resources import make_buckets, make_table
from tests.estates import an_estate
from tests.steps_of_kinds import (
    Recording,
    a_promotion,
    carry_out,
    dark,
    losses_of,
    steps_of,
    undeclared,
    verbs,
)

TOKYO, OSAKA = PAIRS[0]
TABLE = TableInputs.model_validate(
    {
        "consistency": "strong",
        "partition_key": {"name": "number", "type": "N"},
        "sort_key": {"name": "bytes", "type": "B"},
    }
)
BUCKET = BucketInputs.model_validate({"consistency": "strong", "replication": {"prefix": "live/"}})
ESTATE = an_estate({"tables": {"ledger": TABLE}, "buckets": {"ledger": BUCKET}}, account=ACCOUNT_ID)
SWITCHOVER = a_promotion(ESTATE, Mode.SWITCHOVER)
FAILOVER = a_promotion(ESTATE, Mode.FAILOVER)
FAILBACK = a_promotion(ESTATE, Mode.FAILBACK, TOKYO)


@dataclass(frozen=True)
class Store:
    """One store of the embedded AWS, and who knows how to promote it."""

    clients: Recording
    operator: Operator
    inputs: Any
    noun: str

    def observe(self, region: Region) -> Observation:
        """What is seen of it in a Region."""
        return self.operator.observe(self.clients, ESTATE, "ledger", self.inputs, region)

    def plan(self, promotion: Promotion, *, is_dark: bool = False) -> list[Step | Obstacle | Loss]:
        """The plan from what is seen."""
        seen: dict[str, Observation | Unreachable] = {
            promotion.to.code: self.observe(promotion.to),
            promotion.source.code: dark(promotion.source) if is_dark else self.observe(promotion.source),
        }
        return list(self.operator.plan(promotion, "ledger", self.inputs, seen))

    def gates(self) -> tuple[object, object]:
        """The states of both gates, Tokyo's first."""
        first, second = (getattr(self.observe(region), "gate") for region in ESTATE.pair)  # noqa: B009 # of either class
        return first, second

    def everything(self, region: Region) -> list[Any]:
        """All that is stored in a Region, every version of it."""
        if self.noun == "table":
            items = self.clients.client("dynamodb", region).scan(TableName="payments-ledger")["Items"]
            return list(items)
        listed = self.clients.client("s3", region).list_object_versions(
            Bucket=bucket_name(ESTATE, "ledger", BUCKET, region)
        )
        return [*listed.get("Versions", ()), *listed.get("DeleteMarkers", ())]


@pytest.fixture(params=["table", "bucket"])
def store(request: pytest.FixtureRequest, emulator: Emulator, monkeypatch: pytest.MonkeyPatch) -> Store:
    """A strong table or bucket, which Tokyo writes; nobody waits for stragglers that the emulator has not."""
    monkeypatch.setattr(table_steps, "DRAIN_SETTLE_SECONDS", 0.0)
    monkeypatch.setattr(bucket_steps, "DRAIN_SETTLE_SECONDS", 0.0)
    endpoints = emulator.endpoints
    clients = Recording(Clients(partial(client_endpoint, endpoints), endpoints.account_id))
    made = (
        Store(clients, tables, TABLE, "table")
        if request.param == "table"
        else Store(clients, buckets, BUCKET, "bucket")
    )
    if made.noun == "table":
        make_table(clients, Table(ESTATE, "ledger", TABLE))
    else:
        make_buckets(clients, Bucket(ESTATE, "ledger", BUCKET))
    clients.called.clear()
    return made


def _well(store: Store, region: Region) -> Any:
    return store.operator.expected(ESTATE, "ledger", store.inputs, region, TOKYO)


def test_what_well_looks_like(store: Store) -> None:
    """What a runbook expects is what is seen."""
    for region in ESTATE.pair:
        assert _well(store, region) == store.observe(region)


def test_there_and_back(store: Store) -> None:
    """To Osaka and home again: each step is to do before and done after; nothing is left behind, or to do."""
    for promotion, gates in (
        (SWITCHOVER, ("closed", "open")),
        (FAILBACK, ("open", "closed")),
    ):
        planned = steps_of(store.plan(promotion))
        assert ["fence", "drain", "promote", "verify"] == verbs(planned)[:4]
        for step in planned:
            carry_out(step, store.clients)
        assert gates == store.gates()
        assert [[], []] == [store.everything(region) for region in ESTATE.pair]
        assert [] == store.plan(promotion)


def test_nothing_is_called_that_is_not_declared(store: Store) -> None:
    """Every call of a step is among its permissions, in its Region; one of them changes something."""
    for step in steps_of(store.plan(SWITCHOVER)):
        store.clients.called.clear()
        assert "todo" == step.check(store.clients).state
        assert [] == store.clients.writes()
        step.act(store.clients)
        assert 1 == len(store.clients.writes())
        assert "done" == step.check(store.clients).state
        assert [] == undeclared(store.clients.called, step.permissions)


def test_nothing_is_observed_that_is_not_declared(store: Store) -> None:
    """Observing asks the one Region, for no more than it says; what isn't there is no error."""
    store.observe(OSAKA)
    assert store.clients.called
    assert [] == undeclared(
        store.clients.called, store.operator.observe_permissions(ESTATE, "ledger", store.inputs, OSAKA)
    )
    assert not store.operator.observe(store.clients, ESTATE, "absent", store.inputs, OSAKA).exists


def test_a_failover_asks_the_dark_region_for_nothing_but_the_fence(emulator: Emulator, store: Store) -> None:
    """With Tokyo's port closed all but its own gate goes through."""
    emulator.dark(TOKYO.code, "closed")
    fence, *others = steps_of(store.plan(FAILOVER, is_dark=True))
    assert fence.id.endswith("/fence")
    for step in others:
        carry_out(step, store.clients)
    emulator.lit(TOKYO.code)
    assert ("open", "open") == store.gates()
    carry_out(fence, store.clients)
    assert ("closed", "open") == store.gates()


def test_a_region_that_came_back_with_its_gate_open(store: Store) -> None:
    """Both are closed before the way home, and one is open in the end."""
    steps = {step.id.rpartition("/")[2]: step for step in steps_of(store.plan(FAILOVER, is_dark=True))}
    carry_out(steps["promote"], store.clients)
    planned = steps_of(store.plan(FAILBACK))
    assert ["fence", "hold", "drain", "promote"] == verbs(planned)[:4]
    for step in planned[:2]:
        carry_out(step, store.clients)
    assert ("closed", "closed") == store.gates()
    assert ["drain", "promote"] == verbs(store.plan(FAILBACK))[:2]
    for step in planned[2:]:
        carry_out(step, store.clients)
    assert ("open", "closed") == store.gates()


def test_stragglers_are_waited_for(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    """The probe that has arrived is not enough: some time has to pass."""
    monkeypatch.setattr(table_steps, "DRAIN_SETTLE_SECONDS", 600.0)
    monkeypatch.setattr(bucket_steps, "DRAIN_SETTLE_SECONDS", 600.0)
    drain = steps_of(store.plan(SWITCHOVER))[1]
    drain.act(store.clients)
    assert "running" == drain.check(store.clients).state


def test_without_probes_only_time_is_waited_for(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing is written; the wait begins with the first look and comes to an end."""
    estate = an_estate(settings={"promotion": PromotionInputs(probes=False)}, account=ACCOUNT_ID)
    careful = store.plan(a_promotion(estate, Mode.SWITCHOVER))
    _fence, drain, _promote, verify = steps_of(careful)
    monkeypatch.setattr(table_steps, "DRAIN_SETTLE_SECONDS", 600.0)
    monkeypatch.setattr(bucket_steps, "DRAIN_SETTLE_SECONDS", 600.0)
    assert "running" == drain.check(store.clients).state
    monkeypatch.setattr(table_steps, "DRAIN_SETTLE_SECONDS", 0.0)
    monkeypatch.setattr(bucket_steps, "DRAIN_SETTLE_SECONDS", 0.0)
    store.clients.called.clear()
    assert ["done", "done"] == [step.check(store.clients).state for step in (drain, verify)]
    assert [] == undeclared(store.clients.called, [*drain.permissions, *verify.permissions])
    assert [[], []] == [store.everything(region) for region in ESTATE.pair]


@pytest.mark.parametrize("store", ["table"], indirect=True)
def test_an_item_of_an_application_is_left_alone(store: Store) -> None:
    """Should one have the very key of the probe, it is neither changed nor removed."""
    key = Table(ESTATE, "ledger", TABLE).probe_key(SWITCHOVER.operation)
    dynamodb = store.clients.client("dynamodb", OSAKA)
    dynamodb.put_item(TableName="payments-ledger", Item={**key, "amount": {"N": "1"}})
    _fence, _drain, _promote, verify, tidy = steps_of(store.plan(SWITCHOVER))
    for step in (verify, tidy):
        with pytest.raises(dynamodb.exceptions.ConditionalCheckFailedException):
            step.act(store.clients)
    assert [{**key, "amount": {"N": "1"}}] == store.everything(OSAKA)


@pytest.mark.parametrize("store", ["bucket"], indirect=True)
@pytest.mark.parametrize(
    ("pending", "minutes_ago", "put_minutes_ago", "state"),
    [
        (0, 10, 1, "running"),
        (3, 0, 3, "running"),
        (0, 0, 3, "done"),
        (0, 10, 6, "done"),
        (3, 10, 6, "running"),
    ],
    ids=["none-before", "some-since", "none-since", "no-news-of-none", "no-news-of-some"],
)
def test_what_s3_counts_as_pending_is_waited_for(
    store: Store, pending: int, minutes_ago: int, put_minutes_ago: int, state: str
) -> None:
    """A number from before the gate was closed is not believed for five minutes; one from after it counts."""
    drain = steps_of(store.plan(SWITCHOVER))[1]
    now = datetime.now(UTC)
    store.clients.client("s3", TOKYO).put_object(
        Bucket=bucket_name(ESTATE, "ledger", BUCKET, TOKYO),
        Key=f"live/.futago/promotion/{SWITCHOVER.operation}",
        Metadata={"futago-written-at": f"{(now - timedelta(minutes=put_minutes_ago)).timestamp()}"},
    )
    _publish(store, "OperationsPendingReplication", pending, now - timedelta(minutes=minutes_ago))
    assert state == drain.check(store.clients).state


@pytest.mark.parametrize("store", ["bucket"], indirect=True)
def test_the_loss_is_what_cloudwatch_last_knew(store: Store) -> None:
    """S3 publishes it where the replicas are, in seconds."""
    _publish(store, "ReplicationLatency", 12, datetime.now(UTC) - timedelta(minutes=3))
    (loss,) = losses_of(store.plan(FAILOVER, is_dark=True))
    assert 12.0 == loss.lag_seconds


def _publish(store: Store, metric: str, value: int, measured: datetime) -> None:
    dimensions = {
        "SourceBucket": bucket_name(ESTATE, "ledger", BUCKET, TOKYO),
        "DestinationBucket": bucket_name(ESTATE, "ledger", BUCKET, OSAKA),
        "RuleId": "to-apne3",
    }
    store.clients.client("cloudwatch", OSAKA).put_metric_data(
        Namespace="AWS/S3",
        MetricData=[
            {
                "MetricName": metric,
                "Dimensions": [{"Name": name, "Value": its} for name, its in dimensions.items()],
                "Timestamp": measured,
                "Value": value,
            }
        ],
    )
