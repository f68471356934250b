"""Single settings of tables that drift."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any, Final

from tests.end_to_end.drift import STRANGER, Drift, Undo, World, each_city


def _table(name: str, **change: Any) -> Callable[[World], Undo]:
    """UpdateTable with the first of each pair, and back with the second."""

    def make(world: World) -> Undo:
        dynamodb = world.client("dynamodb")
        dynamodb.update_table(TableName=f"payments-{name}", **{key: pair[0] for key, pair in change.items()})
        back = {key: pair[1] for key, pair in change.items()}
        return lambda: dynamodb.update_table(TableName=f"payments-{name}", **back)

    return make


def _recovery_off(world: World) -> Undo:
    def put(on: bool) -> None:  # noqa: FBT001 # the value, not a switch
        world.client("dynamodb").update_continuous_backups(
            TableName="payments-sessions",
            PointInTimeRecoverySpecification={"PointInTimeRecoveryEnabled": on},
        )

    put(False)  # noqa: FBT003 # likewise
    return lambda: put(True)  # noqa: FBT003 # likewise


def _table_tagged(world: World) -> Undo:
    dynamodb = world.client("dynamodb")
    arn = world.estate.names.table_arn("payments-sessions", world.region.code)
    dynamodb.tag_resource(ResourceArn=arn, Tags=[{"Key": "owner", "Value": "somebody"}])
    return lambda: dynamodb.untag_resource(ResourceArn=arn, TagKeys=["owner"])


def _table_policy(world: World) -> Undo:
    dynamodb = world.client("dynamodb")
    arn = world.estate.names.table_arn("payments-sessions", world.region.code)
    statement = {
        "Sid": "Readers",
        "Effect": "Allow",
        "Principal": {"AWS": STRANGER},
        "Action": "dynamodb:GetItem",
        "Resource": arn,
    }
    policy = {"Version": "2012-10-17", "Statement": [statement]}
    dynamodb.put_resource_policy(ResourceArn=arn, Policy=json.dumps(policy))
    return lambda: dynamodb.delete_resource_policy(ResourceArn=arn)


def _ttl_off(world: World) -> Undo:
    def put(on: bool) -> None:  # noqa: FBT001 # the value, not a switch
        world.client("dynamodb").update_time_to_live(
            TableName="payments-sessions",
            TimeToLiveSpecification={"Enabled": on, "AttributeName": "expires_at"},
        )

    put(False)  # noqa: FBT003 # likewise
    return lambda: put(True)  # noqa: FBT003 # likewise


def _scaled_less(world: World) -> Undo:
    def put(least: int, most: int) -> None:
        world.client("application-autoscaling").register_scalable_target(
            ServiceNamespace="dynamodb",
            ResourceId="table/payments-merchant-limits",
            ScalableDimension="dynamodb:table:ReadCapacityUnits",
            MinCapacity=least,
            MaxCapacity=most,
        )

    put(50, 60)
    return lambda: put(50, 2000)


def _scaled_later(world: World) -> Undo:
    def put(target: float) -> None:
        world.client("application-autoscaling").put_scaling_policy(
            PolicyName="payments-write",
            ServiceNamespace="dynamodb",
            ResourceId="table/payments-merchant-limits",
            ScalableDimension="dynamodb:table:WriteCapacityUnits",
            PolicyType="TargetTrackingScaling",
            TargetTrackingScalingPolicyConfiguration={
                "TargetValue": target,
                "PredefinedMetricSpecification": {"PredefinedMetricType": "DynamoDBWriteCapacityUtilization"},
            },
        )

    put(90.0)
    return lambda: put(70.0)


TABLES: Final = (
    *each_city(
        "table",
        "sessions",
        "deletion_protection",
        _table("sessions", DeletionProtectionEnabled=(False, True)),
    ),
    *each_city(
        "table",
        "notifications",
        "table_class",
        _table("notifications", TableClass=("STANDARD", "STANDARD_INFREQUENT_ACCESS")),
    ),
    *each_city("table", "sessions", "point_in_time_recovery", _recovery_off),
    *each_city("table", "sessions", "tags.owner", _table_tagged),
    *each_city("table", "sessions", "resource policy", _table_policy),
    *each_city("table", "merchant-limits", "scaling.read.max", _scaled_less),
    *each_city("table", "merchant-limits", "scaling.write.target_utilization", _scaled_later),
    Drift("table", "sessions", "ttl", "Tokyo", _ttl_off),
)
