"""The plan that seven other reviewers were tried on: its hazards, in Terraform that no futago wrote.

One root module with two provider aliases and community modules, 200 resources. Tokyo and Osaka hold three
Aurora global databases, five pairs of buckets, four tables with a ``replica`` block, four keys and what is
around them.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

CANARY = "kX9vR2mQ7tZ4wL8pB3nC"
"""The secret that is planted in a tag and in a parameter."""
REGIONS = {"tokyo": "ap-northeast-1", "osaka": "ap-northeast-3"}
RESOURCES = 200
BUCKETS = ("receipts", "exports", "audit", "uploads", "reports")
SUSPENDED = (
    ("receipts", "tokyo"),
    ("exports", "tokyo"),
    ("audit", "osaka"),
    ("uploads", "osaka"),
    ("reports", "osaka"),
)
"""One side of each pair."""
DATABASES = ("ledger", "catalog", "identity")
SHORTENED = ("ledger", "osaka")
"""Whose backups go from 7 days to 1."""
TABLES = ("sessions", "carts", "locks", "events")
KEYS = ("data", "database", "logs", "secrets")
ACCOUNT = "111122223333"


def _entry(address: str, actions: list[str], before: Any, after: Any, unknown: Any = None) -> dict[str, Any]:
    kind, name = address.split(".")[-2:]
    return {
        "address": address,
        "mode": "managed",
        "type": kind,
        "name": name.split("[")[0],
        "provider_name": "registry.terraform.io/hashicorp/aws",
        "change": {
            "actions": actions,
            "before": before,
            "after": after,
            "after_unknown": unknown or {},
            "before_sensitive": {},
            "after_sensitive": {} if after is not None else False,
        },
    }


def _updated(address: str, before: dict[str, Any], unknown: Any = None, **after: Any) -> dict[str, Any]:
    kept = {key: value for key, value in before.items() if key not in (unknown or {})}
    return _entry(address, ["update"], before, {**kept, **after}, unknown)


def _unchanged(address: str, values: dict[str, Any]) -> dict[str, Any]:
    return _entry(address, ["no-op"], values, values)


def _buckets() -> Iterator[dict[str, Any]]:
    for name in BUCKETS:
        for city, region in REGIONS.items():
            module = f"module.bucket_{name}_{city}"
            arn = f"arn:aws:s3:::{name}-{city}"
            values = {"bucket": f"{name}-{city}", "arn": arn, "force_destroy": False, "region": region}
            yield _unchanged(f"{module}.aws_s3_bucket.this[0]", values)
            before = {"bucket": f"{name}-{city}", "versioning_configuration": [{"status": "Enabled"}]}
            address = f"{module}.aws_s3_bucket_versioning.this[0]"
            if (name, city) in SUSPENDED:
                yield _updated(address, before, versioning_configuration=[{"status": "Suspended"}])
            else:
                yield _unchanged(address, before)


def _databases() -> Iterator[dict[str, Any]]:
    for name in DATABASES:
        yield _unchanged(
            f"aws_rds_global_cluster.{name}", {"global_cluster_identifier": name, "engine_version": "16.4"}
        )
        for city, region in REGIONS.items():
            before = {
                "arn": f"arn:aws:rds:{region}:{ACCOUNT}:cluster:{name}-{city}",
                "cluster_identifier": f"{name}-{city}",
                "global_cluster_identifier": name,
                "engine_version": "16.4",
                "deletion_protection": True,
                "backup_retention_period": 7,
            }
            days = 1 if (name, city) == SHORTENED else 7
            address = f"module.{name}_{city}.aws_rds_cluster.this[0]"
            yield _updated(address, before, deletion_protection=False, backup_retention_period=days)


def _tables() -> Iterator[dict[str, Any]]:
    for name in TABLES:
        key = f"arn:aws:kms:{REGIONS['osaka']}:{ACCOUNT}:key/mrk-1234"
        replica = {"region_name": REGIONS["osaka"], "propagate_tags": False}
        before = {
            "arn": f"arn:aws:dynamodb:{REGIONS['tokyo']}:{ACCOUNT}:table/{name}",
            "name": name,
            "point_in_time_recovery": [{"enabled": True, "recovery_period_in_days": 35}],
            "replica": [{**replica, "kms_key_arn": key, "point_in_time_recovery": True}],
        }
        entry = _updated(
            f'module.table["{name}"].aws_dynamodb_table.this[0]',
            before,
            replica=[{**replica, "point_in_time_recovery": False}],
        )
        # Left out, the key is AWS's to say: the provider shows it as known after apply.
        entry["change"]["after_unknown"] = {"replica": [{"arn": True, "kms_key_arn": True}]}
        yield entry


def _keys() -> Iterator[dict[str, Any]]:
    for name in KEYS:
        arn = f"arn:aws:kms:{{}}:{ACCOUNT}:key/mrk-{name}"
        primary = {"arn": arn.format(REGIONS["tokyo"]), "multi_region": True}
        yield _unchanged(f"module.key_{name}_tokyo.aws_kms_key.this[0]", primary)
        replica = {"arn": arn.format(REGIONS["osaka"]), "primary_key_arn": arn.format(REGIONS["tokyo"])}
        address = f"module.key_{name}_osaka.aws_kms_replica_key.this[0]"
        if name == "logs":
            yield _entry(address, ["delete"], replica, None)
        else:
            yield _unchanged(address, replica)


def _planted() -> Iterator[dict[str, Any]]:
    queue = {"arn": f"arn:aws:sqs:{REGIONS['tokyo']}:{ACCOUNT}:jobs", "name": "jobs"}
    yield _updated("aws_sqs_queue.jobs", {**queue, "tags": {}}, tags={"note": CANARY})
    parameter = {"name": "/shop/partner", "type": "String", "insecure_value": CANARY}
    yield _entry("aws_ssm_parameter.partner_osaka", ["create"], None, parameter, {"arn": True, "id": True})


def _others(count: int) -> Iterator[dict[str, Any]]:
    """What stays as it is, in both Regions."""
    for number in range(count):
        city, region = list(REGIONS.items())[number % 2]
        values = {"arn": f"arn:aws:sqs:{region}:{ACCOUNT}:q{number // 2}", "delay_seconds": 0}
        yield _unchanged(f"module.queues_{city}.aws_sqs_queue.this[{number // 2}]", values)


def peer_plan() -> str:
    """The plan, as ``terraform show -json`` writes it."""
    changes = [*_buckets(), *_databases(), *_tables(), *_keys(), *_planted()]
    changes += _others(RESOURCES - len(changes))
    aws = {"name": "aws", "full_name": "registry.terraform.io/hashicorp/aws", "version_constraint": "5.100.0"}
    return json.dumps(
        {
            "format_version": "1.2",
            "terraform_version": "1.11.4",
            "resource_changes": changes,
            "configuration": {"provider_config": {"aws": aws}, "root_module": {}},
            "applyable": True,
            "complete": True,
            "errored": False,
        }
    )
