"""An estate in which all is well is ready; one thing wrong is found, named, and weighed."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import ExitStack

import pytest

from futago.readiness.check import Verdict
from modules.operation import Mode
from modules.readiness import State
from regions import OSAKA, TOKYO
from tests.emulator.embedded_resources import ALIAS
from tests.readiness.ready_scene import ESTATE, LAG_SECONDS, THE_BUCKET, Scene, check_of

Undo = Callable[[], object]


@pytest.mark.parametrize("mode", [Mode.SWITCHOVER, Mode.FAILOVER])
def test_ready(scene: Scene, mode: Mode) -> None:
    """Nothing blocks and nothing is unknown."""
    readiness = scene.assess(mode)
    weighty = {
        check.id: check.seen for check in readiness.checks if check.state in (State.BLOCKS, State.UNKNOWN)
    }
    assert ({}, Verdict.READY) == (weighty, readiness.verdict)


def test_the_loss_of_a_failover(scene: Scene) -> None:
    """What only the Region that is left knows counts as long as it answers."""
    assert LAG_SECONDS == scene.assess(Mode.FAILOVER).loss_seconds


def test_a_failover_is_judged_as_if_the_other_region_were_dark(scene: Scene) -> None:
    """Nobody waits for an outage to know whether it would succeed; a switchover needs both Regions."""
    assert (True, True) == (scene.assess(Mode.FAILOVER).as_if_dark, scene.assess(Mode.FAILOVER).is_allowed)
    assert not scene.assess(Mode.SWITCHOVER).as_if_dark


def test_what_is_not_there_is_said_once(disturbed: Scene) -> None:
    """The promotion says that a table is missing; nothing more is asked about it."""
    for region in (OSAKA, TOKYO):
        disturbed.clients.client("dynamodb", region).delete_table(TableName="payments-limits")
    readiness = disturbed.assess()
    about = {check.id: check.state for check in readiness.checks if check.id.startswith("table/limits/")}
    assert {"table/limits/promotion": State.BLOCKS} == about


def test_a_switchover_loses_nothing(scene: Scene) -> None:
    """There is nothing that it could lose."""
    readiness = scene.assess(Mode.SWITCHOVER)
    assert (0.0, ()) == (readiness.loss_seconds, readiness.losses)


def test_leading_indicators_are_marked(scene: Scene) -> None:
    """Lags, backlogs, addresses and quotas."""
    leading = {check.id.rpartition("/")[2] for check in scene.assess().checks if check.leading}
    expected = {"lag", "backlog", "failed", "addresses", "quotas", "capacity"}
    assert {*expected, "request-rate", "request-rate-of-both"} == leading


def key_disabled(scene: Scene) -> Undo:
    kms = scene.clients.client("kms", OSAKA)
    key = kms.describe_key(KeyId=ALIAS)["KeyMetadata"]["KeyId"]
    kms.disable_key(KeyId=key)
    return lambda: kms.enable_key(KeyId=key)


def alarm_red(scene: Scene) -> Undo:
    scene.alarm("payments-lag", "ALARM")
    return lambda: scene.alarm("payments-lag", "OK")


def alarm_without_data(scene: Scene) -> Undo:
    scene.alarm("payments-lag", "INSUFFICIENT_DATA")
    return lambda: scene.alarm("payments-lag", "OK")


def no_alarm(scene: Scene) -> Undo:
    scene.clients.client("cloudwatch", OSAKA).delete_alarms(AlarmNames=["payments-lag"])
    return lambda: scene.alarm("payments-lag", "OK")


def right_denied(scene: Scene) -> Undo:
    scene.allow("*", "rds:FailoverGlobalCluster")
    return lambda: scene.allow("*")


def right_missing(scene: Scene) -> Undo:
    scene.allow("dynamodb:*")
    return lambda: scene.allow("*")


def no_way_back(scene: Scene) -> Undo:
    s3, bucket = scene.clients.client("s3", OSAKA), THE_BUCKET.in_aws(OSAKA)
    kept = s3.get_bucket_replication(Bucket=bucket)["ReplicationConfiguration"]
    s3.delete_bucket_replication(Bucket=bucket)
    return lambda: s3.put_bucket_replication(Bucket=bucket, ReplicationConfiguration=kept)


def instance_gone(scene: Scene) -> Undo:
    rds = scene.clients.client("rds", OSAKA)
    instance = f"{ESTATE.names.prefix}-ledger-apne3-1"
    rds.delete_db_instance(DBInstanceIdentifier=instance, SkipFinalSnapshot=True)
    return lambda: rds.create_db_instance(
        DBInstanceIdentifier=instance,
        DBClusterIdentifier=f"{ESTATE.names.prefix}-ledger-apne3",
        DBInstanceClass="db.r7g.large",
        Engine="aurora-postgresql",
    )


@pytest.mark.parametrize(
    ("wrong", "check_id", "state", "verdict"),
    [
        (key_disabled, "key/main/enabled", State.BLOCKS, Verdict.NOT_READY),
        (key_disabled, "key/main/usable", State.BLOCKS, Verdict.NOT_READY),
        (key_disabled, "key/main/across", State.BLOCKS, Verdict.NOT_READY),
        (alarm_red, "estate//alarms", State.WARNING, Verdict.READY),
        (alarm_without_data, "estate//alarms", State.UNKNOWN, Verdict.UNKNOWN),
        (no_alarm, "estate//alarms", State.WARNING, Verdict.READY),
        (right_denied, "estate//rights-apne3", State.BLOCKS, Verdict.NOT_READY),
        (right_missing, "estate//rights-apne3", State.BLOCKS, Verdict.NOT_READY),
        (no_way_back, "bucket/receipts/way-back", State.WARNING, Verdict.READY),
        (instance_gone, "database/ledger/instances", State.BLOCKS, Verdict.NOT_READY),
        (instance_gone, "database/ledger/promotion", State.BLOCKS, Verdict.NOT_READY),
    ],
)
def test_one_thing_wrong(
    scene: Scene, wrong: Callable[[Scene], Undo], check_id: str, state: State, verdict: Verdict
) -> None:
    """Its check says so with a remedy, and the verdict follows."""
    with ExitStack() as stack:
        stack.callback(wrong(scene))
        readiness = scene.assess()
    found = check_of(readiness, check_id)
    assert (state, verdict) == (found.state, readiness.verdict), found.seen
    assert found.remedy


def test_a_backlog_warns(disturbed: Scene) -> None:
    """What waits to be replicated is a warning, with how many."""
    disturbed.pending(7)
    found = check_of(disturbed.assess(), "bucket/receipts/backlog")
    assert (State.WARNING, "7 pending") == (found.state, found.seen.partition(",")[0])


def test_the_target_bears_what_both_regions_ask_of_kms(disturbed: Scene) -> None:
    """What Tokyo's quota bears may be more than Osaka's, though Osaka by itself is asked for little."""
    disturbed.used(TOKYO, 600_000)  # 10,000 a second
    readiness = disturbed.assess()
    assert State.OK is check_of(readiness, "key//request-rate").state
    found = check_of(readiness, "key//request-rate-of-both")
    assert (State.WARNING, True) == (found.state, "--quota-code L-6E3AF000" in found.remedy)


def test_every_page_of_alarms_is_read(disturbed: Scene) -> None:
    """One alarm in a hundred is found, whatever page it comes on."""
    for number in range(100):
        disturbed.alarm(f"payments-{number:03}", "OK")
    disturbed.alarm("payments-099", "ALARM")
    found = check_of(disturbed.assess(), "estate//alarms")
    assert (State.WARNING, "1 ALARM of 101: payments-099") == (found.state, found.seen)
