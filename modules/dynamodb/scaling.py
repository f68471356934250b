"""Application Auto Scaling of a provisioned table and its indexes in one Region."""

from __future__ import annotations

from modules.dynamodb.inputs import TableInputs
from modules.dynamodb.scaled import scaled
from modules.estate import Estate
from modules.terraform.aws import AppautoscalingPolicy, AppautoscalingTarget
from modules.terraform.block import Block
from modules.terraform.stack import Part


def scale(part: Part, estate: Estate, table: Block, name: str, inputs: TableInputs) -> list[Block]:
    """Scale the table ``name``, which ``table`` makes in the part's Region; returns the policies."""
    policies: list[Block] = []
    for one in scaled(name, inputs):
        target = AppautoscalingTarget(
            part,
            one.use,
            service_namespace="dynamodb",
            resource_id=one.resource_id,
            scalable_dimension=one.dimension,
            min_capacity=one.capacity.min,
            max_capacity=one.capacity.max,
            tags=inputs.tags or None,
            depends_on=[table],
        )
        scaling = AppautoscalingPolicy(
            part,
            one.use,
            name=estate.names.scaling_policy(one.direction),
            policy_type="TargetTrackingScaling",
            service_namespace="dynamodb",
            resource_id=one.resource_id,
            scalable_dimension=one.dimension,
            target_tracking_scaling_policy_configuration={
                "target_value": one.capacity.target_utilization,
                "predefined_metric_specification": {
                    "predefined_metric_type": f"DynamoDB{one.direction.capitalize()}CapacityUtilization"
                },
            },
            depends_on=[target],
        )
        policies.append(scaling)
    return policies
