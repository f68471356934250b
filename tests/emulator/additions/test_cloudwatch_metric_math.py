"""An alarm on an expression is answered as it was put."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

TOKYO = "ap-northeast-1"
Aws = Callable[..., Any]
METRICS = [
    {"Id": "both", "Expression": "reads + writes", "Label": "throttled", "ReturnData": True},
    *(
        {
            "Id": name,
            "MetricStat": {
                "Metric": {
                    "Namespace": "AWS/DynamoDB",
                    "MetricName": metric,
                    "Dimensions": [{"Name": "TableName", "Value": "carts"}],
                },
                "Period": 60,
                "Stat": "Sum",
            },
            "ReturnData": False,
        }
        for name, metric in (("reads", "ReadThrottleEvents"), ("writes", "WriteThrottleEvents"))
    ),
]


def put(aws: Aws, **members: Any) -> dict[str, Any]:
    """The alarm ``carts-throttled`` as CloudWatch describes it after it was put with these members."""
    cloudwatch = aws("cloudwatch", TOKYO)
    cloudwatch.put_metric_alarm(
        AlarmName="carts-throttled",
        ComparisonOperator="GreaterThanThreshold",
        EvaluationPeriods=5,
        DatapointsToAlarm=5,
        Threshold=0.0,
        TreatMissingData="notBreaching",
        **members,
    )
    (found,) = cloudwatch.describe_alarms(AlarmNames=["carts-throttled"])["MetricAlarms"]
    described: dict[str, Any] = found
    return described


def test_an_expression_is_answered(aws: Aws) -> None:
    """With every metric that it is about, and which of them is returned."""
    assert METRICS == put(aws, Metrics=METRICS)["Metrics"]


def test_an_expression_has_no_metric_of_its_own(aws: Aws) -> None:
    """What an alarm on a single metric has, an alarm on an expression has not."""
    described = put(aws, Metrics=METRICS)
    assert set() == {"MetricName", "Namespace", "Statistic", "Period", "Dimensions"} & described.keys()


def test_an_alarm_on_a_metric_has_no_expression(aws: Aws) -> None:
    """Put again on a single metric, it is that alone."""
    put(aws, Metrics=METRICS)
    single = {
        "Namespace": "AWS/DynamoDB",
        "MetricName": "ReadThrottleEvents",
        "Statistic": "Sum",
        "Period": 60,
        "Dimensions": [{"Name": "TableName", "Value": "carts"}],
    }
    described = put(aws, **single)
    assert (single, False) == ({key: described[key] for key in single}, "Metrics" in described)
