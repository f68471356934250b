"""Alarms as CloudWatch describes them are what the spec wants, and what differs is found by its place."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

from futago.parity.values import leaves, same
from modules.alarms import parity
from modules.alarms.dashboard import dashboard_body
from modules.alarms.estate_alarms import alarms_of_pair
from modules.alarms.inputs import AlarmsInputs
from modules.dynamodb.inputs import TableInputs
from modules.parity import Look
from tests.estates import an_estate
from tests.parity.paper_reader import PaperReader

TABLE = TableInputs.model_validate({"consistency": "eventual", "partition_key": "id", "key": "main"})
TOPICS = {
    code: (f"arn:aws:sns:{code}:123456789012:on-call",) for code in ("ap-northeast-1", "ap-northeast-3")
}
INPUTS = AlarmsInputs(notify=TOPICS)
ESTATE = an_estate({"tables": {"carts": TABLE}}, {"alarms": INPUTS})
FIRST, SECOND = ESTATE.pair
TAGS = [{"Key": key, "Value": value} for key, value in ESTATE.default_tags.items()]
SETTINGS = {
    "ComparisonOperator": "GreaterThanThreshold",
    "ActionsEnabled": True,
    "AlarmActions": [],
    "OKActions": [],
    "TreatMissingData": "notBreaching",
    "StateValue": "OK",
}


def stat(name: str, metric: str, period: int, statistic: str, **dimensions: str) -> dict[str, Any]:
    """One metric of an expression, as CloudWatch describes it."""
    wanted = {"TableName": "payments-carts", **dimensions}
    return {
        "Id": name,
        "MetricStat": {
            "Metric": {
                "Namespace": "AWS/DynamoDB",
                "MetricName": metric,
                "Dimensions": [{"Name": key, "Value": value} for key, value in wanted.items()],
            },
            "Period": period,
            "Stat": statistic,
        },
        "ReturnData": False,
    }


def described() -> list[dict[str, Any]]:
    """The alarms of the table in the second Region, and the keys'."""
    other = {"ReceivingRegion": FIRST.code}
    operations = ("PutItem", "UpdateItem", "BatchWriteItem", "TransactWriteItems")
    writes = dict(zip(("puts", "updates", "batches", "transactions"), operations, strict=True))
    table = "payments-carts"
    look = f"aws dynamodb describe-table --region {SECOND.code} --table-name {table} --query"
    its: list[dict[str, Any]] = [
        {
            "AlarmName": "payments-table-carts-lag",
            "AlarmDescription": f"What is written to {table} in {SECOND.code} takes longer to {FIRST.code} "
            "than the spec's rpo_seconds: a failover now would lose more. Next: futago ready "
            f"{FIRST.code} --mode failover",
            "Namespace": "AWS/DynamoDB",
            "MetricName": "ReplicationLatency",
            "Dimensions": [
                {"Name": "TableName", "Value": table},
                {"Name": "ReceivingRegion", "Value": FIRST.code},
            ],
            "Statistic": "Maximum",
            "Period": 300,
            "EvaluationPeriods": 1,
            "DatapointsToAlarm": 1,
            "Threshold": 60000.0,
        },
        {
            "AlarmName": "payments-table-carts-stopped",
            "AlarmDescription": f"{table} is written in {SECOND.code}, and nothing arrives in {FIRST.code}. "
            f"Next: {look} Table.Replicas",
            "Metrics": [
                {
                    "Id": "alarm",
                    "Expression": "puts + updates + batches + transactions - 1000000 * latency",
                    "Label": "stopped",
                    "ReturnData": True,
                },
                *(
                    stat(name, "SuccessfulRequestLatency", 300, "SampleCount", Operation=operation)
                    for name, operation in writes.items()
                ),
                stat("latency", "ReplicationLatency", 300, "Maximum", **other),
            ],
            "EvaluationPeriods": 2,
            "DatapointsToAlarm": 2,
            "Threshold": 0.0,
        },
        {
            "AlarmName": "payments-table-carts-throttled",
            "AlarmDescription": f"DynamoDB refuses requests of {table} in {SECOND.code} for want of "
            f"capacity. Next: {look} Table.ProvisionedThroughput",
            "Metrics": [
                {"Id": "alarm", "Expression": "reads + writes", "ReturnData": True},
                stat("reads", "ReadThrottleEvents", 60, "Sum"),
                stat("writes", "WriteThrottleEvents", 60, "Sum"),
            ],
            "EvaluationPeriods": 5,
            "DatapointsToAlarm": 5,
            "Threshold": 0.0,
        },
    ]
    return [{**SETTINGS, **each, "AlarmArn": arn(each["AlarmName"])} for each in its]


def arn(name: str) -> str:
    """The ARN of an alarm in the second Region."""
    return ESTATE.names.alarm_arn(name, SECOND.code)


def differences(alarms: list[dict[str, Any]], inputs: AlarmsInputs = INPUTS) -> set[str]:
    """The places at which the second Region differs from the spec, the keys' alarm and composites apart."""
    tagged = [{"ResourceARN": each["AlarmArn"], "Tags": TAGS} for each in alarms]
    body = json.dumps(dashboard_body(ESTATE, alarms_of_pair(ESTATE)))
    reader = PaperReader(
        {
            "describe_alarms": alarms,
            "get_resources": tagged,
            "get_dashboard": {"DashboardBody": body},
        }
    )
    look = Look(reader, ESTATE, "", inputs, SECOND)
    return {
        place
        for aspect in (parity.ASPECTS[0], parity.ASPECTS[2])
        for fact in aspect.see(look)
        for place in _unlike(fact.setting.path, fact.seen, fact.wanted)
        if "payments-keys" not in place
    }


def _unlike(path: str, seen: Any, wanted: Any) -> Iterator[str]:
    for below, (one, other) in leaves([seen, wanted]):
        if not same(one, other):
            yield ".".join((path, *below))


def _changed(name: str, **members: Any) -> list[dict[str, Any]]:
    return [{**each, **(members if each["AlarmName"] == name else {})} for each in described()]


def test_what_the_spec_wants_is_equal() -> None:
    """An alarm on a metric, alarms on expressions, and the dashboard."""
    assert set() == differences(described())


def test_a_threshold_is_found_by_its_place() -> None:
    """The alarm's name and the setting."""
    raised = _changed("payments-table-carts-lag", Threshold=600000.0)
    assert {"alarms.payments-table-carts-lag.threshold"} == differences(raised)


def test_a_silenced_alarm_is_found() -> None:
    """Actions that are disabled are as good as none."""
    silenced = _changed("payments-table-carts-stopped", ActionsEnabled=False)
    assert {"alarms.payments-table-carts-stopped.actions_enabled"} == differences(silenced)


def test_an_alarm_that_is_gone_is_found() -> None:
    """By its name."""
    left = [each for each in described() if not each["AlarmName"].endswith("lag")]
    found: Mapping[str, Any] = dict.fromkeys(differences(left))
    assert {"payments-table-carts-lag"} == {place.split(".")[1] for place in found}


def test_somebody_elses_alarm_is_nobodys_business() -> None:
    """A team may name its own alarms after the estate."""
    own = {**described()[0], "AlarmName": "payments-api-5xx", "AlarmArn": arn("payments-api-5xx")}
    assert set() == differences([*described(), own])
