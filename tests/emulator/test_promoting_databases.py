"""The steps of a database's promotion, carried out on the embedded AWS."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from functools import partial

import pytest

from futago.aws import Clients
from futago.emulator.process import Emulator
from futago.emulator.provider import client_endpoint
from modules.aurora import operate
from modules.aurora.inputs import DatabaseInputs
from modules.aurora.promotion.database import Database
from modules.operation import Loss, Mode, Observation, Obstacle, Promotion, Step, Unreachable
from regions import PAIRS, Region
from tests.emulator.conftest import ACCOUNT_ID
from tests.emulator.embedded_resources import make_global_database
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
POSTGRESQL = DatabaseInputs.model_validate(
    {
        "engine": "aurora-postgresql",
        "engine_version": "17.7",
        "consistency": "strong",
        "instance_class": "db.r7g.large",
        "instances": 1,
    }
)
MYSQL = POSTGRESQL.model_copy(update={"engine": "aurora-mysql", "engine_version": "8.0.mysql_aurora.3.08.0"})
ESTATE = an_estate({"databases": {"ledger": POSTGRESQL}}, account=ACCOUNT_ID)
SWITCHOVER = a_promotion(ESTATE, Mode.SWITCHOVER)
FAILOVER = a_promotion(ESTATE, Mode.FAILOVER)
DETACH = a_promotion(ESTATE, Mode.FAILOVER, detach=True)
FAILBACK = a_promotion(ESTATE, Mode.FAILBACK, TOKYO)


@pytest.fixture(params=[POSTGRESQL, MYSQL], ids=["postgresql", "mysql"])
def database(request: pytest.FixtureRequest) -> Database:
    """The database ledger, of either engine."""
    return Database(ESTATE, "ledger", request.param)


@pytest.fixture
def clients(emulator: Emulator, database: Database) -> Recording:
    """Clients of an AWS with the database, which Tokyo writes."""
    endpoints = emulator.endpoints
    made = Recording(Clients(partial(client_endpoint, endpoints), endpoints.account_id))
    make_global_database(made, database)
    made.called.clear()
    return made


def observe(clients: Recording, database: Database, region: Region) -> Observation:
    """What is seen of the database in a Region."""
    return operate.observe(clients, ESTATE, "ledger", database.inputs, region)


def plan(clients: Recording, database: Database, promotion: Promotion) -> list[Step | Obstacle | Loss]:
    """The plan from what is seen; in a failover the Region that is left is taken for dark."""
    seen: dict[str, Observation | Unreachable] = {
        promotion.to.code: observe(clients, database, promotion.to),
        promotion.source.code: dark(promotion.source)
        if promotion.mode is Mode.FAILOVER
        else observe(clients, database, promotion.source),
    }
    return list(operate.plan(promotion, "ledger", database.inputs, seen))


@pytest.mark.parametrize(
    "promotion", [SWITCHOVER, FAILOVER, DETACH], ids=["switchover", "failover", "detach"]
)
def test_promotion(clients: Recording, database: Database, promotion: Promotion) -> None:
    """The step is to do before and done after, also when it is called again; then nothing is left to do."""
    promote, verify = steps_of(plan(clients, database, promotion))
    carry_out(promote, clients)
    assert "done" == verify.check(clients).state
    assert [] == plan(clients, database, promotion)


@pytest.mark.parametrize(
    "promotion", [SWITCHOVER, FAILOVER, DETACH], ids=["switchover", "failover", "detach"]
)
def test_nothing_is_called_that_is_not_declared(
    clients: Recording, database: Database, promotion: Promotion
) -> None:
    """Every call of a step is among its permissions, in its Region; one of them changes something."""
    for step in steps_of(plan(clients, database, promotion)):
        clients.called.clear()
        if step.check(clients).state == "todo":
            step.act(clients)
            assert [step.permissions[-1].actions] == [(action,) for action, _code in clients.writes()]
        assert [] == undeclared(clients.called, step.permissions)


def test_nothing_is_observed_that_is_not_declared(clients: Recording, database: Database) -> None:
    """Observing asks the one Region, for no more than it says."""
    observe(clients, database, OSAKA)
    assert clients.called
    assert [] == undeclared(
        clients.called, operate.observe_permissions(ESTATE, "ledger", database.inputs, OSAKA)
    )


@pytest.mark.parametrize("promotion", [SWITCHOVER, FAILOVER], ids=["switchover", "failover"])
def test_one_under_way_is_not_begun_again(
    emulator: Emulator, clients: Recording, database: Database, promotion: Promotion
) -> None:
    """While AWS is at it the step runs; called all the same, as after a lost answer, it harms nothing."""
    promote, verify = steps_of(plan(clients, database, promotion))
    emulator.take(global_move_seconds=600)
    promote.act(clients)
    assert "running" == promote.check(clients).state
    promote.act(clients)
    assert "running" == promote.check(clients).state
    assert ["switchover" if promotion is SWITCHOVER else "failover", "verify"] == verbs(
        plan(clients, database, promotion)
    )
    assert verify.needs == (promote.id,)


def test_home_again_after_a_failover(emulator: Emulator, clients: Recording, database: Database) -> None:
    """The old writer is waited for while AWS rebuilds it, and then switched to."""
    emulator.take(global_resync_seconds=600)
    carry_out(steps_of(plan(clients, database, FAILOVER))[0], clients)
    rejoin, switchover, _verify = steps_of(plan(clients, database, FAILBACK))
    assert ("running", "AWS rebuilds it: pending-resync") == (
        rejoin.check(clients).state,
        rejoin.check(clients).seen,
    )
    emulator.take(global_resync_seconds=0)
    assert "todo" == switchover.check(clients).state


def test_who_follows_is_not_waited_for(clients: Recording, database: Database) -> None:
    """Rebuilt, the old writer is home at once."""
    carry_out(steps_of(plan(clients, database, FAILOVER))[0], clients)
    planned = plan(clients, database, FAILBACK)
    assert ["switchover", "verify"] == verbs(planned)
    carry_out(steps_of(planned)[0], clients)
    assert [] == plan(clients, database, FAILBACK)


def test_a_failover_asks_the_dark_region_for_nothing(
    emulator: Emulator, clients: Recording, database: Database
) -> None:
    """With Tokyo's port closed it goes through."""
    emulator.dark(TOKYO.code, "closed")
    for step in steps_of(plan(clients, database, FAILOVER)):
        if step.check(clients).state == "todo":
            step.act(clients)
        assert "done" == step.check(clients).state


def test_the_loss_is_what_cloudwatch_last_knew(clients: Recording, database: Database) -> None:
    """The newest minute counts, in seconds and with its age; of other clusters nothing does."""
    cloudwatch = clients.client("cloudwatch", OSAKA)
    now = datetime.now(UTC).replace(second=0, microsecond=0)
    for minutes_ago, cluster, milliseconds in (
        (9, database.cluster(OSAKA), 90.0),
        (4, database.cluster(OSAKA), 1250.0),
        (1, "another", 7.0),
    ):
        cloudwatch.put_metric_data(
            Namespace="AWS/RDS",
            MetricData=[
                {
                    "MetricName": "AuroraGlobalDBRPOLag",
                    "Dimensions": [{"Name": "DBClusterIdentifier", "Value": cluster}],
                    "Timestamp": now - timedelta(minutes=minutes_ago),
                    "Value": milliseconds,
                }
            ],
        )
    (loss,) = losses_of(plan(clients, database, FAILOVER))
    assert 1.25 == loss.lag_seconds
    assert loss.measured_seconds_ago is not None
    assert 240 <= loss.measured_seconds_ago < 600


def test_the_loss_is_what_the_emulator_is_told(
    emulator: Emulator, clients: Recording, database: Database
) -> None:
    """A rehearsal's bound is asked for just as on AWS."""
    emulator.take(replication_lag_seconds=0.5)
    (loss,) = losses_of(plan(clients, database, FAILOVER))
    assert 0.5 == loss.lag_seconds


def test_a_database_that_is_not_there(clients: Recording) -> None:
    """A name that RDS does not know is seen as absent, and is no error."""
    assert not operate.observe(clients, ESTATE, "absent", POSTGRESQL, TOKYO).exists
