"""Small plans, as ``terraform show -json`` writes them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any


def change(address: str, actions: list[str], before: Any, after: Any) -> dict[str, Any]:
    """A resource's entry."""
    kind, name = address.split(".")
    return {
        "address": address,
        "mode": "managed",
        "type": kind,
        "name": name,
        "provider_name": "registry.terraform.io/hashicorp/aws",
        "change": {
            "actions": actions,
            "before": before,
            "after": after,
            "after_unknown": {},
            "before_sensitive": {},
            "after_sensitive": {},
        },
    }


def plan(path: Path, *changes: dict[str, Any], **fields: Any) -> Path:
    """Write a plan."""
    content = {
        "format_version": "1.2",
        "terraform_version": "1.11.4",
        "planned_values": {},
        "resource_changes": list(changes),
        "configuration": {},
        "complete": True,
        "applyable": True,
        "errored": False,
        **fields,
    }
    path.write_text(json.dumps(content), encoding="utf-8")
    return path


TOPIC = change(
    "aws_sns_topic.orders",
    ["update"],
    {"name": "orders", "display_name": "a", "arn": "arn:aws:sns:ap-northeast-1:123456789012:orders"},
    {"name": "orders", "display_name": "b", "arn": "arn:aws:sns:ap-northeast-1:123456789012:orders"},
)
"""A change that nobody needs to be told of."""

KEY = change(
    "aws_kms_key.main",
    ["update"],
    {"enable_key_rotation": True, "arn": "arn:aws:kms:ap-northeast-1:123456789012:key/mrk-1"},
    {"enable_key_rotation": False, "arn": "arn:aws:kms:ap-northeast-1:123456789012:key/mrk-1"},
)
"""Rotation switched off: a warning."""

TABLE = change(
    "aws_dynamodb_table.orders",
    ["delete"],
    {"name": "orders", "arn": "arn:aws:dynamodb:ap-northeast-1:123456789012:table/orders"},
    None,
)
"""A table deleted in Tokyo: an error."""
