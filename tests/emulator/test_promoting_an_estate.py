"""A whole estate is promoted on the embedded AWS by the engine: there, back, and out of a dark Region."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import Any

import pytest

from futago.aws import Clients
from futago.emulator.process import Emulator
from futago.emulator.provider import client_endpoint
from futago.operations.calls import calls_for
from futago.operations.events import StepState
from futago.operations.prepare import prepare
from futago.operations.promote import begin, carry_out
from futago.operations.run import Outcome
from modules.dynamodb.inputs import TableInputs
from modules.dynamodb.promotion import steps as table_steps
from modules.dynamodb.promotion.table import Table
from modules.operation import Mode, Promotion
from modules.s3.inputs import BucketInputs
from modules.s3.promotion import steps as bucket_steps
from modules.s3.promotion.bucket import Bucket
from modules.secrets.inputs import SecretInputs
from regions import PAIRS, Region
from tests.emulator.conftest import ACCOUNT_ID
from tests.emulator.embedded_resources import DATABASE, make_estate
from tests.estates import an_estate

TOKYO, OSAKA = PAIRS[0]
TABLES = {
    name: TableInputs.model_validate({"consistency": name, "partition_key": "id"})
    for name in ("strong", "eventual")
}
BUCKETS = {name: BucketInputs.model_validate({"consistency": name}) for name in ("strong", "eventual")}
ESTATE = an_estate(
    {
        "databases": {"ledger": DATABASE},
        "secrets": {"plain": SecretInputs(), "writable": SecretInputs(writable_in_outage=True)},
        "tables": TABLES,
        "buckets": BUCKETS,
    },
    account=ACCOUNT_ID,
)


@pytest.fixture
def clients(emulator: Emulator, monkeypatch: pytest.MonkeyPatch) -> Clients:
    """Clients of an AWS with the estate, which Tokyo writes; nobody waits for stragglers."""
    monkeypatch.setattr(table_steps, "DRAIN_SETTLE_SECONDS", 0.0)
    monkeypatch.setattr(bucket_steps, "DRAIN_SETTLE_SECONDS", 0.0)
    endpoints = emulator.endpoints
    clients = Clients(partial(client_endpoint, endpoints), endpoints.account_id)
    make_estate(clients, ESTATE)
    return clients


def promote(clients: Clients, folder: Path, mode: Mode, to: Region, **options: Any) -> Outcome:
    """Promote, as the command does after the yes."""
    promotion = Promotion(ESTATE, mode, to, f"20261122t000000z-{mode.value}-{to.short_code}", **options)
    calls = calls_for(clients, promotion)
    decision = prepare(calls, promotion)
    assert [] == [obstacle.wrong for obstacle in decision.obstacles]
    with begin(folder, decision, embedded=True) as journal:
        return carry_out(decision, calls, journal)


def not_done(outcome: Outcome) -> dict[str, StepState]:
    """The steps that are not done, with what was seen last where one failed."""
    failed = [result.seen for result in outcome.results if result.state is StepState.FAILED]
    assert [] == failed
    return {result.step.id: result.state for result in outcome.results if result.state is not StepState.DONE}


def writers(clients: Clients) -> dict[str, list[str]]:
    """Which Region writes what, as AWS says it."""
    found: dict[str, list[str]] = {"database": [], "table": [], "bucket": []}
    for region in ESTATE.pair:
        (database,) = clients.client("rds", region).describe_global_clusters(
            GlobalClusterIdentifier="payments-ledger"
        )["GlobalClusters"]
        if any(m["IsWriter"] and region.code in m["DBClusterArn"] for m in database["GlobalClusterMembers"]):
            found["database"].append(region.city)
        for store in (
            Table(ESTATE, "strong", TABLES["strong"]),
            Bucket(ESTATE, "strong", BUCKETS["strong"]),
        ):
            gates = store.gates()
            if gates.observe(clients, region) == "open":
                found[gates.noun].append(region.city)
    return found


def everyone(*cities: str) -> dict[str, list[str]]:
    """All that one Region writes is written in these cities."""
    return {noun: list(cities) for noun in ("database", "table", "bucket")}


def test_switched_over_and_home_again(clients: Clients, tmp_path: Path) -> None:
    """Every step is done, either way, and moving a key's primacy too if it is asked for."""
    there = promote(clients, tmp_path, Mode.SWITCHOVER, OSAKA, with_key_primacy=True)
    assert ({}, everyone("Osaka")) == (not_done(there), writers(clients))
    home = promote(clients, tmp_path, Mode.SWITCHOVER, TOKYO, with_key_primacy=True)
    assert ({}, everyone("Tokyo")) == (not_done(home), writers(clients))
    assert "key/main/primary" in {result.step.id for result in home.results}


@pytest.mark.parametrize("darkness", ["closed", "silent"])
def test_failed_over_and_home_again(
    emulator: Emulator, clients: Clients, tmp_path: Path, darkness: str
) -> None:
    """What Tokyo is asked for is left until it answers; then it follows, and is home again."""
    emulator.dark(TOKYO.code, darkness)
    out = promote(clients, tmp_path, Mode.FAILOVER, OSAKA)
    left = {"table/strong/fence": StepState.LEFT, "bucket/strong/fence": StepState.LEFT}
    assert left == not_done(out)
    emulator.lit(TOKYO.code)
    secrets = clients.client("secretsmanager", OSAKA)
    secrets.put_secret_value(SecretId="payments/writable", SecretString="osaka's")
    home = promote(clients, tmp_path, Mode.FAILBACK, TOKYO)
    assert ({}, everyone("Tokyo")) == (not_done(home), writers(clients))
    assert TOKYO.code == secrets.describe_secret(SecretId="payments/writable")["PrimaryRegion"]
    value = clients.client("secretsmanager", TOKYO).get_secret_value(SecretId="payments/writable")
    assert "osaka's" == value["SecretString"]
