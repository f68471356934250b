"""Alarms are among the resources that the tagging API lists, as their own API tags them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

TOKYO = "ap-northeast-1"
OSAKA = "ap-northeast-3"
ARN = f"arn:aws:cloudwatch:{TOKYO}:111122223333:alarm:payments-lag"
TAGS = [{"Key": "futago:estate", "Value": "payments"}]
Aws = Callable[..., Any]


def put(aws: Aws) -> Any:
    """Put a tagged alarm in Tokyo; returns its client."""
    cloudwatch = aws("cloudwatch", TOKYO)
    cloudwatch.put_metric_alarm(
        AlarmName="payments-lag",
        Namespace="it",
        MetricName="Lag",
        Statistic="Maximum",
        Period=60,
        EvaluationPeriods=1,
        Threshold=1,
        ComparisonOperator="GreaterThanThreshold",
        Tags=TAGS,
    )
    return cloudwatch


def listed(aws: Aws, region: str) -> dict[str, list[dict[str, str]]]:
    """The tags of CloudWatch's resources that carry the estate's tag, by ARN."""
    answer = aws("resourcegroupstaggingapi", region).get_resources(
        TagFilters=[{"Key": "futago:estate"}], ResourceTypeFilters=["cloudwatch"]
    )
    return {each["ResourceARN"]: each["Tags"] for each in answer["ResourceTagMappingList"]}


def test_a_tagged_alarm_is_listed_in_its_region(aws: Aws) -> None:
    """There and nowhere else."""
    put(aws)
    assert {ARN: TAGS} == listed(aws, TOKYO)
    assert {} == listed(aws, OSAKA)


def test_an_alarm_that_lost_its_tag_is_not_listed(aws: Aws) -> None:
    """What the alarm's own API changes, the list shows."""
    put(aws).untag_resource(ResourceARN=ARN, TagKeys=["futago:estate"])
    assert {} == listed(aws, TOKYO)
