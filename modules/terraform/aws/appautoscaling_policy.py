"""aws_appautoscaling_policy, a resource of hashicorp/aws 5.100.0; by modules.terraform.generate."""

from collections.abc import Sequence
from typing import Required, TypedDict, Unpack

from modules.terraform.block import Block, Lifecycle, Resource
from modules.terraform.reference import Reference
from modules.terraform.stack import Part


class AppautoscalingPolicyStepScalingPolicyConfigurationStepAdjustment(TypedDict, total=False):
    metric_interval_lower_bound: str
    metric_interval_upper_bound: str
    scaling_adjustment: Required[int | float | Reference]


class AppautoscalingPolicyStepScalingPolicyConfiguration(TypedDict, total=False):
    adjustment_type: str
    cooldown: int | float | Reference
    metric_aggregation_type: str
    min_adjustment_magnitude: int | float | Reference
    step_adjustment: Sequence[AppautoscalingPolicyStepScalingPolicyConfigurationStepAdjustment]


class AppautoscalingPolicyTargetTrackingScalingPolicyConfigurationCustomizedMetricSpecificationDimensions(TypedDict, total=False):
    name: Required[str]
    value: Required[str]


class AppautoscalingPolicyTargetTrackingScalingPolicyConfigurationCustomizedMetricSpecificationMetricsMetricStatMetricDimensions(TypedDict, total=False):
    name: Required[str]
    value: Required[str]


class AppautoscalingPolicyTargetTrackingScalingPolicyConfigurationCustomizedMetricSpecificationMetricsMetricStatMetric(TypedDict, total=False):
    metric_name: Required[str]
    namespace: Required[str]
    dimensions: Sequence[AppautoscalingPolicyTargetTrackingScalingPolicyConfigurationCustomizedMetricSpecificationMetricsMetricStatMetricDimensions]


class AppautoscalingPolicyTargetTrackingScalingPolicyConfigurationCustomizedMetricSpecificationMetricsMetricStat(TypedDict, total=False):
    stat: Required[str]
    unit: str
    metric: Required[AppautoscalingPolicyTargetTrackingScalingPolicyConfigurationCustomizedMetricSpecificationMetricsMetricStatMetric]


class AppautoscalingPolicyTargetTrackingScalingPolicyConfigurationCustomizedMetricSpecificationMetrics(TypedDict, total=False):
    expression: str
    id: Required[str]
    label: str
    return_data: bool | Reference
    metric_stat: AppautoscalingPolicyTargetTrackingScalingPolicyConfigurationCustomizedMetricSpecificationMetricsMetricStat


class AppautoscalingPolicyTargetTrackingScalingPolicyConfigurationCustomizedMetricSpecification(TypedDict, total=False):
    metric_name: str
    namespace: str
    statistic: str
    unit: str
    dimensions: Sequence[AppautoscalingPolicyTargetTrackingScalingPolicyConfigurationCustomizedMetricSpecificationDimensions]
    metrics: Sequence[AppautoscalingPolicyTargetTrackingScalingPolicyConfigurationCustomizedMetricSpecificationMetrics]


class AppautoscalingPolicyTargetTrackingScalingPolicyConfigurationPredefinedMetricSpecification(TypedDict, total=False):
    predefined_metric_type: Required[str]
    resource_label: str


class AppautoscalingPolicyTargetTrackingScalingPolicyConfiguration(TypedDict, total=False):
    disable_scale_in: bool | Reference
    scale_in_cooldown: int | float | Reference
    scale_out_cooldown: int | float | Reference
    target_value: Required[int | float | Reference]
    customized_metric_specification: AppautoscalingPolicyTargetTrackingScalingPolicyConfigurationCustomizedMetricSpecification
    predefined_metric_specification: AppautoscalingPolicyTargetTrackingScalingPolicyConfigurationPredefinedMetricSpecification


class AppautoscalingPolicyArguments(TypedDict, total=False):
    name: Required[str]
    policy_type: str | None
    resource_id: Required[str]
    scalable_dimension: Required[str]
    service_namespace: Required[str]
    step_scaling_policy_configuration: AppautoscalingPolicyStepScalingPolicyConfiguration | None
    target_tracking_scaling_policy_configuration: AppautoscalingPolicyTargetTrackingScalingPolicyConfiguration | None


class AppautoscalingPolicy(Resource):
    """The resource ``aws_appautoscaling_policy``."""

    TYPE = "aws_appautoscaling_policy"
    ARGUMENTS = AppautoscalingPolicyArguments
    ATTRIBUTES = frozenset(
        {
            "alarm_arns",
            "arn",
            "id",
        }
    )

    def __init__(
        self,
        part: Part,
        use: str = "",
        *,
        depends_on: Sequence[Block] = (),
        lifecycle: Lifecycle | None = None,
        **arguments: Unpack[AppautoscalingPolicyArguments],
    ) -> None:
        super().__init__(part, use, arguments, depends_on, lifecycle)
