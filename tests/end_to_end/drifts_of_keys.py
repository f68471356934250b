"""Single settings of keys that drift."""

from __future__ import annotations

import json
from typing import Any, Final

from tests.end_to_end.drift import STRANGER, Drift, Undo, World, each_city, key_arn


def _key_off(world: World) -> Undo:
    kms, key = world.client("kms"), key_arn(world, "exchange")
    kms.disable_key(KeyId=key)
    return lambda: kms.enable_key(KeyId=key)


def _key_described(world: World) -> Undo:
    kms, key = world.client("kms"), key_arn(world, "exchange")
    old = kms.describe_key(KeyId=key)["KeyMetadata"]["Description"]
    kms.update_key_description(KeyId=key, Description="mine")
    return lambda: kms.update_key_description(KeyId=key, Description=old)


def _key_opened(world: World) -> Undo:
    return _key_statement(
        world,
        {
            "Sid": "Opened",
            "Effect": "Allow",
            "Principal": {"AWS": STRANGER},
            "Action": "kms:*",
            "Resource": "*",
        },
    )


def _key_statement(world: World, statement: dict[str, Any]) -> Undo:
    kms, key = world.client("kms"), key_arn(world, "exchange")
    old = kms.get_key_policy(KeyId=key, PolicyName="default")["Policy"]
    document = json.loads(old)
    document["Statement"].append(statement)
    kms.put_key_policy(KeyId=key, PolicyName="default", Policy=json.dumps(document))
    return lambda: kms.put_key_policy(KeyId=key, PolicyName="default", Policy=old)


def _key_closed_to_logs(world: World) -> Undo:
    kms, key = world.client("kms"), key_arn(world, "exchange")
    old = kms.get_key_policy(KeyId=key, PolicyName="default")["Policy"]
    document = json.loads(old)
    document["Statement"] = [each for each in document["Statement"] if each["Sid"] != "DatabaseLogs"]
    kms.put_key_policy(KeyId=key, PolicyName="default", Policy=json.dumps(document))
    return lambda: kms.put_key_policy(KeyId=key, PolicyName="default", Policy=old)


def _key_tagged(world: World) -> Undo:
    kms, key = world.client("kms"), key_arn(world, "exchange")
    kms.tag_resource(KeyId=key, Tags=[{"TagKey": "team", "TagValue": "strangers"}])
    return lambda: kms.tag_resource(KeyId=key, Tags=[{"TagKey": "team", "TagValue": "payments-platform"}])


def _key_disowned(world: World) -> Undo:
    kms, key = world.client("kms"), key_arn(world, "exchange")
    kms.untag_resource(KeyId=key, TagKeys=["futago:estate"])
    return lambda: kms.tag_resource(KeyId=key, Tags=[{"TagKey": "futago:estate", "TagValue": "payments"}])


def _rotation_off(world: World) -> Undo:
    kms, key = world.client("kms"), key_arn(world, "exchange")
    kms.disable_key_rotation(KeyId=key)
    return lambda: kms.enable_key_rotation(KeyId=key, RotationPeriodInDays=180)


def _rotation_slower(world: World) -> Undo:
    kms, key = world.client("kms"), key_arn(world, "exchange")
    kms.enable_key_rotation(KeyId=key, RotationPeriodInDays=2000)
    return lambda: kms.enable_key_rotation(KeyId=key, RotationPeriodInDays=180)


KEYS: Final = (
    *each_city("key", "exchange", "state", _key_off),
    *each_city("key", "exchange", "description", _key_described),
    *each_city("key", "exchange", "policy.Opened", _key_opened),
    *each_city("key", "exchange", "policy.DatabaseLogs", _key_closed_to_logs),
    *each_city("key", "exchange", "tags.team", _key_tagged),
    *each_city("key", "exchange", "tags.futago:estate", _key_disowned),
    Drift("key", "exchange", "enable_key_rotation", "Tokyo", _rotation_off),
    Drift("key", "exchange", "rotation_period_in_days", "Tokyo", _rotation_slower),
)
