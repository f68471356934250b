"""How a table and its indexes scale, as parity sees it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from modules.dynamodb.scaled import scaled
from modules.dynamodb.seen import DESCRIBE_POLICIES, DESCRIBE_TARGETS, table_of, table_setting
from modules.parity import Aspect, Fact, Look, Value

SCALING = table_setting(
    "scaling",
    *(f"aws_appautoscaling_target.{each}" for each in ("service_namespace", "resource_id")),
    *(f"aws_appautoscaling_target.{each}" for each in ("scalable_dimension", "min_capacity", "max_capacity")),
    *(f"aws_appautoscaling_policy.{each}" for each in ("name", "policy_type", "service_namespace")),
    *(f"aws_appautoscaling_policy.{each}" for each in ("resource_id", "scalable_dimension")),
    "aws_appautoscaling_policy.target_tracking_scaling_policy_configuration",
    spec="read_capacity",
)


def _see_scaling(look: Look) -> Iterator[Fact]:
    table = table_of(look)
    targets: dict[str, dict[str, Value]] = {}
    for each in look.reader.all(DESCRIBE_TARGETS, ServiceNamespace="dynamodb"):
        if _scales(each, table):
            targets[_scaled(each, table)] = {"min": each["MinCapacity"], "max": each["MaxCapacity"]}
    for each in look.reader.all(DESCRIBE_POLICIES, ServiceNamespace="dynamodb"):
        if _scales(each, table):
            policy = each.get("TargetTrackingScalingPolicyConfiguration", {})
            targets.setdefault(_scaled(each, table), {}).update(
                policy=each["PolicyName"],
                metric=policy.get("PredefinedMetricSpecification", {}).get("PredefinedMetricType"),
                target_utilization=policy.get("TargetValue"),
            )
    yield Fact(SCALING, targets, _wanted_scaling(look))


def _wanted_scaling(look: Look) -> dict[str, Value]:
    table = table_of(look)
    return {
        _scaled({"ResourceId": one.resource_id, "ScalableDimension": one.dimension}, table): {
            "min": one.capacity.min,
            "max": one.capacity.max,
            "policy": look.estate.names.scaling_policy(one.direction),
            "metric": f"DynamoDB{one.direction.capitalize()}CapacityUtilization",
            "target_utilization": one.capacity.target_utilization,
        }
        for one in scaled(table, look.here)
    }


def _scales(each: Mapping[str, Any], table: str) -> bool:
    return bool(f"{each['ResourceId']}/".startswith(f"table/{table}/"))


def _scaled(each: Mapping[str, Any], table: str) -> str:
    """What is scaled, for people: ``read``, ``index by-user write``."""
    index = str(each["ResourceId"]).removeprefix(f"table/{table}").removeprefix("/index/")
    direction = "read" if "Read" in each["ScalableDimension"] else "write"
    return f"index {index} {direction}" if index else direction


SCALING_ASPECTS = (Aspect((SCALING,), _see_scaling),)
