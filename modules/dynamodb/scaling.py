"""Application Auto Scaling of a provisioned table and its indexes in one Region."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from modules.dynamodb.inputs import TableInputs
from modules.dynamodb.schema import Capacity
from modules.estate import Estate
from modules.terraform.aws import AppautoscalingPolicy, AppautoscalingTarget
from modules.terraform.block import Block
from modules.terraform.stack import Part


@dataclass(frozen=True)
class Scaled:
    """One capacity that is scaled.

    Attributes:
        use: what it is in addresses, such as ``read`` or ``index-by-customer-write``.
        direction: ``read`` or ``write``.
        resource_id: the table or index, as Application Auto Scaling names it.
        dimension: its scalable dimension.
        capacity: between what it scales.
    """

    use: str
    direction: str
    resource_id: str
    dimension: str
    capacity: Capacity


def scaled(table: str, inputs: TableInputs) -> Iterator[Scaled]:
    """Every capacity of the table and its global secondary indexes; none with PAY_PER_REQUEST.

    (Application Auto Scaling User Guide, "Amazon DynamoDB and Application Auto Scaling".)
    """
    for direction, its in (("read", inputs.read_capacity), ("write", inputs.write_capacity)):
        if its is None:
            continue
        units = f"{direction.capitalize()}CapacityUnits"
        yield Scaled(direction, direction, f"table/{table}", f"dynamodb:table:{units}", its)
        for name, index in inputs.global_secondary_indexes.items():
            own = index.read_capacity if direction == "read" else index.write_capacity
            yield Scaled(
                f"index-{name}-{direction}",
                direction,
                f"table/{table}/index/{name}",
                f"dynamodb:index:{units}",
                own or its,
            )


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
