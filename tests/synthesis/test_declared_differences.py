"""What a spec declares for one Region changes just that, and there alone."""

from __future__ import annotations

from copy import deepcopy
from functools import cache
from typing import Any

import pytest

from modules.catalog import KINDS
from tests.estates import loaded, synthesized
from tests.synthesis.stack_json import entries

ROOT = "arn:aws:iam::123456789012:root"
ESTATE: dict[str, Any] = {
    "estate": "shop",
    "account": "123456789012",
    "keys": {
        "main": {
            "grants": {
                "a": {"grantee_principal": "arn:aws:iam::123456789012:root", "operations": ["Decrypt"]}
            }
        }
    },
    "databases": {
        "it": {
            "engine": "aurora-postgresql",
            "engine_version": "17.7",
            "consistency": "strong",
            "instance_class": "db.r7g.large",
            "database_name": "main",
        }
    },
    "tables": {
        "it": {
            "consistency": "eventual",
            "partition_key": "id",
            "billing_mode": "PROVISIONED",
            "read_capacity": {"min": 1, "max": 2},
            "write_capacity": {"min": 1, "max": 2},
        }
    },
    "buckets": {"it": {"consistency": "eventual"}},
    "applications": {"it": {"runs_on": "ec2"}},
}
DECLARED: dict[tuple[str, str], tuple[Any, set[str]]] = {
    ("keys", "administrators"): ([ROOT], {"aws_kms_replica_key.policy"}),
    ("keys", "users"): ([ROOT], {"aws_kms_replica_key.policy"}),
    ("keys", "grants"): (
        {"b": {"grantee_principal": ROOT, "operations": ["Encrypt"]}},
        {"aws_kms_grant"},
    ),
    ("keys", "tags"): ({"city": "osaka"}, {"aws_kms_replica_key.tags"}),
    ("databases", "instances"): (3, {"aws_rds_cluster_instance"}),
    ("databases", "instance_class"): ("db.r6g.xlarge", {"aws_rds_cluster_instance.instance_class"}),
    ("databases", "serverless_v2"): (
        {"min_capacity": 1, "max_capacity": 8},
        {"aws_rds_cluster.serverlessv2_scaling_configuration", "aws_rds_cluster_instance.instance_class"},
    ),
    ("databases", "preferred_backup_window"): ("13:00-13:30", {"aws_rds_cluster.preferred_backup_window"}),
    ("databases", "preferred_maintenance_window"): (
        "sun:18:00-sun:19:00",
        {
            "aws_rds_cluster.preferred_maintenance_window",
            "aws_rds_cluster_instance.preferred_maintenance_window",
        },
    ),
    ("databases", "allowed_cidrs"): (["10.0.0.0/8"], {"aws_vpc_security_group_ingress_rule"}),
    ("databases", "log_retention_in_days"): (30, {"aws_cloudwatch_log_group.retention_in_days"}),
    ("databases", "tags"): (
        {"city": "osaka"},
        {
            *("aws_cloudwatch_log_group.tags", "aws_db_parameter_group.tags", "aws_db_subnet_group.tags"),
            *("aws_iam_role.tags", "aws_rds_cluster.tags", "aws_rds_cluster_instance.tags"),
            *("aws_rds_cluster_parameter_group.tags", "aws_security_group.tags"),
        },
    ),
    ("databases", "timeouts"): (
        {"create": "3h"},
        {"aws_rds_cluster.timeouts", "aws_rds_cluster_instance.timeouts"},
    ),
    ("tables", "table_class"): (
        "STANDARD_INFREQUENT_ACCESS",
        {"aws_dynamodb_table_replica.table_class_override"},
    ),
    ("tables", "read_capacity"): (
        {"min": 5, "max": 9},
        {"aws_appautoscaling_target.min_capacity", "aws_appautoscaling_target.max_capacity"},
    ),
    ("tables", "timeouts"): ({"create": "3h"}, {"aws_dynamodb_table_replica.timeouts"}),
    ("tables", "tags"): (
        {"city": "osaka"},
        {"aws_appautoscaling_target.tags", "aws_dynamodb_table_replica.tags"},
    ),
    ("buckets", "lifecycle"): (
        {"old": {"expiration_days": 30}},
        {"aws_s3_bucket_lifecycle_configuration.rule"},
    ),
    ("buckets", "tags"): ({"city": "osaka"}, {"aws_iam_role.tags", "aws_s3_bucket.tags"}),
    ("buckets", "timeouts"): ({"create_minutes": 9}, {"aws_s3_bucket.timeouts"}),
    ("applications", "tags"): (
        {"city": "osaka"},
        {"aws_iam_instance_profile.tags", "aws_iam_role.tags", "aws_ssm_parameter.tags"},
    ),
}
"""For each input that one Region may have otherwise: a value, and what it changes in that Region."""

ELSEWHERE = {
    ("buckets", "name"): "the twin's policies and replication name it: tests/modules/s3/test_bucket_json.py"
}
"""What by nature changes the twin, too."""


def test_every_declarable_input_is_here() -> None:
    """Whatever a kind lets one Region have otherwise has its line above."""
    overrides = {
        (kind.section, field)
        for kind in KINDS
        if not kind.single
        for field in kind.inputs.model_fields["regions"].annotation.__args__[1].model_fields  # type: ignore[union-attr] # a Mapping
    }
    assert overrides == DECLARED.keys() | ELSEWHERE


@cache
def _stacks_as_they_are() -> dict[str, dict[str, Any]]:
    return synthesized(loaded(ESTATE))


@pytest.mark.parametrize(("section", "field"), DECLARED)
def test_changes_just_what_is_declared(section: str, field: str) -> None:
    """An override for Osaka changes the arguments that it is about, or adds its blocks, all Osaka's."""
    value, expected = DECLARED[section, field]
    document = deepcopy(ESTATE)
    (its,) = document[section].values()
    its["regions"] = {"ap-northeast-3": {field: value}}
    before, after = _stacks_as_they_are(), synthesized(loaded(document))
    changed = {each for part in before for each in _changes(entries(before[part]), entries(after[part]))}
    assert expected == changed


def _changes(before: dict[str, Any], after: dict[str, Any]) -> set[str]:
    """What differs: a type for blocks that are new or gone, type and argument for those that changed."""
    changed = set()
    for place in before.keys() | after.keys():
        old, new = before.get(place), after.get(place)
        if old == new:
            continue
        assert place.endswith("_apne3")
        kind = place.split(".")[1]
        if old is None or new is None:
            changed.add(kind)
        else:
            changed |= {
                f"{kind}.{name}" for name in old.keys() | new.keys() if old.get(name) != new.get(name)
            }
    return changed
