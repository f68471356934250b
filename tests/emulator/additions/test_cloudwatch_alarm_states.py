"""Alarms are in the state that AWS would put them in, whichever Region writes."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from typing import Any

import pytest

from futago.emulator.process import Emulator

TOKYO, OSAKA = "ap-northeast-1", "ap-northeast-3"
Aws = Callable[..., Any]
SETTINGS = {
    "AlarmName": "shop-lag",
    "Namespace": "AWS/S3",
    "MetricName": "ReplicationLatency",
    "Dimensions": [{"Name": "RuleId", "Value": "to-apne1"}],
    "Statistic": "Maximum",
    "Period": 60,
    "EvaluationPeriods": 1,
    "Threshold": 60.0,
    "ComparisonOperator": "GreaterThanThreshold",
}


def state(aws: Aws, region: str = TOKYO, name: str = "shop-lag") -> str:
    """The state of an alarm."""
    found = aws("cloudwatch", region).describe_alarms(
        AlarmNames=[name], AlarmTypes=["MetricAlarm", "CompositeAlarm"]
    )
    (alarm,) = found["MetricAlarms"] + found["CompositeAlarms"]
    return str(alarm["StateValue"])


def late(aws: Aws, seconds: float, rule: str = "to-apne1") -> None:
    """S3 says so now."""
    datum = {
        "MetricName": "ReplicationLatency",
        "Dimensions": [{"Name": "RuleId", "Value": rule}],
        "Value": seconds,
        "Timestamp": datetime.now(UTC),
    }
    aws("cloudwatch", TOKYO).put_metric_data(Namespace="AWS/S3", MetricData=[datum])


@pytest.mark.parametrize(
    ("missing", "expected"),
    [("breaching", "ALARM"), ("notBreaching", "OK"), ("missing", "INSUFFICIENT_DATA")],
)
def test_what_is_missing_means_what_the_alarm_says(aws: Aws, missing: str, expected: str) -> None:
    """A fresh alarm without any data is not undecided for ever."""
    aws("cloudwatch", TOKYO).put_metric_alarm(**SETTINGS, TreatMissingData=missing)
    assert expected == state(aws)


@pytest.mark.parametrize(("seconds", "rule", "expected"), [(61, "to-apne1", "ALARM"), (61, "to-b", "OK")])
def test_only_its_own_metric_counts(aws: Aws, seconds: float, rule: str, expected: str) -> None:
    """A metric with other dimensions is another one."""
    aws("cloudwatch", TOKYO).put_metric_alarm(**SETTINGS, TreatMissingData="notBreaching")
    late(aws, seconds, rule)
    assert expected == state(aws)


def test_every_period_has_to_breach(aws: Aws) -> None:
    """One minute of three is too few."""
    aws("cloudwatch", TOKYO).put_metric_alarm(
        **{**SETTINGS, "EvaluationPeriods": 3}, TreatMissingData="notBreaching"
    )
    late(aws, 61)
    assert "OK" == state(aws)


def test_a_state_that_was_set_stays(aws: Aws) -> None:
    """Until there is something to compare."""
    cloudwatch = aws("cloudwatch", TOKYO)
    cloudwatch.put_metric_alarm(**SETTINGS, TreatMissingData="notBreaching")
    cloudwatch.set_alarm_state(AlarmName="shop-lag", StateValue="ALARM", StateReason="a drill")
    assert "ALARM" == state(aws)


def test_the_estates_alarm_rings_with_its_own(aws: Aws) -> None:
    """A composite follows its children."""
    cloudwatch = aws("cloudwatch", TOKYO)
    cloudwatch.put_metric_alarm(**SETTINGS, TreatMissingData="notBreaching")
    cloudwatch.put_composite_alarm(AlarmName="shop-estate", AlarmRule='ALARM("shop-lag")')
    before = state(aws, name="shop-estate")
    late(aws, 61)
    state(aws)
    assert ("OK", "ALARM") == (before, state(aws, name="shop-estate"))


def _stopped(cluster: str) -> Mapping[str, Any]:
    """The alarm of a cluster that neither writes nor follows, as modules/aurora/alarms.py has it."""
    metrics = {
        "with_source": ("AuroraGlobalDBRPOLag", {"SourceRegion": "elsewhere"}),
        "plain": ("AuroraGlobalDBRPOLag", {}),
        "writes": ("CPUUtilization", {"Role": "WRITER"}),
    }
    queries = [
        {
            "Id": name,
            "MetricStat": {
                "Metric": {
                    "Namespace": "AWS/RDS",
                    "MetricName": metric,
                    "Dimensions": [
                        {"Name": key, "Value": value}
                        for key, value in {"DBClusterIdentifier": cluster, **more}.items()
                    ],
                },
                "Period": 60,
                "Stat": "SampleCount",
            },
            "ReturnData": False,
        }
        for name, (metric, more) in metrics.items()
    ]
    expression = {"Id": "alarm", "Expression": "with_source + plain + writes", "ReturnData": True}
    return {
        "AlarmName": "shop-stopped",
        "Metrics": [expression, *queries],
        "EvaluationPeriods": 5,
        "Threshold": 1.0,
        "ComparisonOperator": "LessThanThreshold",
        "TreatMissingData": "breaching",
    }


@pytest.fixture
def pair(emulator: Emulator, aws: Aws) -> Aws:
    """A global database that Tokyo writes and Osaka follows, and its alarm in both Regions."""
    engine = {"Engine": "aurora-postgresql", "EngineVersion": "17.7"}
    aws("rds", TOKYO).create_global_cluster(GlobalClusterIdentifier="ledger", **engine)
    for region in (TOKYO, OSAKA):
        first = {"MasterUsername": "dbadmin", "MasterUserPassword": "not-a-secret"} if region == TOKYO else {}
        cluster = {"DBClusterIdentifier": f"ledger-{region}", **engine}
        aws("rds", region).create_db_cluster(GlobalClusterIdentifier="ledger", **cluster, **first)
        aws("rds", region).create_db_instance(
            DBInstanceIdentifier=f"ledger-{region}-1",
            DBClusterIdentifier=f"ledger-{region}",
            DBInstanceClass="db.r7g.large",
            Engine=engine["Engine"],
        )
        aws("cloudwatch", region).put_metric_alarm(**_stopped(f"ledger-{region}"))
    emulator.take(replication_lag_seconds=0.5)
    return aws


def _both(aws: Aws) -> dict[str, str]:
    return {region: state(aws, region, "shop-stopped") for region in (TOKYO, OSAKA)}


def test_neither_role_rings(pair: Aws) -> None:
    """Who writes has no lag and who follows has no writer: each has one of the two."""
    assert {TOKYO: "OK", OSAKA: "OK"} == _both(pair)


def test_a_promotion_rings_nowhere(pair: Aws) -> None:
    """The roles have changed, and the alarms have not."""
    before = _both(pair)
    osaka = f"arn:aws:rds:{OSAKA}:111122223333:cluster:ledger-{OSAKA}"
    pair("rds", TOKYO).switchover_global_cluster(
        GlobalClusterIdentifier="ledger", TargetDbClusterIdentifier=osaka
    )
    assert before == _both(pair) == {TOKYO: "OK", OSAKA: "OK"}


def test_a_replication_that_has_stopped_rings_where_it_arrived(emulator: Emulator, pair: Aws) -> None:
    """Osaka has a lag no more, and doesn't write either."""
    emulator.take(replication_lag_seconds=0)
    assert {TOKYO: "OK", OSAKA: "ALARM"} == _both(pair)
