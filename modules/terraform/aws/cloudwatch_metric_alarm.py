"""aws_cloudwatch_metric_alarm, a resource of hashicorp/aws 5.100.0; by modules.terraform.generate."""

from collections.abc import Mapping, Sequence
from typing import Required, TypedDict, Unpack

from modules.terraform.block import Block, Lifecycle, Resource
from modules.terraform.reference import Reference
from modules.terraform.stack import Part


class CloudwatchMetricAlarmMetricQueryMetric(TypedDict, total=False):
    dimensions: Mapping[str, str]
    metric_name: Required[str]
    namespace: str
    period: Required[int | float | Reference]
    stat: Required[str]
    unit: str


class CloudwatchMetricAlarmMetricQuery(TypedDict, total=False):
    account_id: str
    expression: str
    id: Required[str]
    label: str
    period: int | float | Reference
    return_data: bool | Reference
    metric: CloudwatchMetricAlarmMetricQueryMetric


class CloudwatchMetricAlarmArguments(TypedDict, total=False):
    actions_enabled: bool | Reference | None
    alarm_actions: Sequence[str] | Reference | None
    alarm_description: str | None
    alarm_name: Required[str]
    comparison_operator: Required[str]
    datapoints_to_alarm: int | float | Reference | None
    dimensions: Mapping[str, str] | None
    evaluate_low_sample_count_percentiles: str | None
    evaluation_periods: Required[int | float | Reference]
    extended_statistic: str | None
    insufficient_data_actions: Sequence[str] | Reference | None
    metric_name: str | None
    namespace: str | None
    ok_actions: Sequence[str] | Reference | None
    period: int | float | Reference | None
    statistic: str | None
    tags: Mapping[str, str] | None
    tags_all: Mapping[str, str] | None
    threshold: int | float | Reference | None
    threshold_metric_id: str | None
    treat_missing_data: str | None
    unit: str | None
    metric_query: Sequence[CloudwatchMetricAlarmMetricQuery] | None


class CloudwatchMetricAlarm(Resource):
    """The resource ``aws_cloudwatch_metric_alarm``."""

    TYPE = "aws_cloudwatch_metric_alarm"
    ARGUMENTS = CloudwatchMetricAlarmArguments
    ATTRIBUTES = frozenset(
        {
            "arn",
            "evaluate_low_sample_count_percentiles",
            "id",
            "tags_all",
        }
    )

    def __init__(
        self,
        part: Part,
        use: str = "",
        *,
        depends_on: Sequence[Block] = (),
        lifecycle: Lifecycle | None = None,
        **arguments: Unpack[CloudwatchMetricAlarmArguments],
    ) -> None:
        super().__init__(part, use, arguments, depends_on, lifecycle)
