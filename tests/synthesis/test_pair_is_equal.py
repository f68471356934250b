"""What is in one Region is in the other, with equal settings."""

from __future__ import annotations

from copy import deepcopy
from typing import Any

from hypothesis import given

from regions import Pair
from tests.estates import loaded, synthesized
from tests.strategies import estates, synthesizing
from tests.synthesis.stack_json import Stacks, resources, with_regions_swapped

FIRST_ONLY = {
    "aws_rds_global_cluster": "one for both Regions",
    "aws_secretsmanager_secret": "its replica is in its own block",
    "aws_secretsmanager_secret_version": "replicated with the secret",
}
"""Types that only the first Region's stack has, and why the second misses nothing."""

ONE_SIDED = {
    ("aws_rds_cluster", "database_name"): "a second member gets the databases by replication",
    ("aws_rds_cluster", "master_username"): "likewise its users",
    ("aws_rds_cluster", "master_password_wo"): "likewise",
    ("aws_rds_cluster", "master_password_wo_version"): "likewise",
    ("aws_rds_cluster", "source_region"): "a second member joins the first",
    ("aws_vpc", "cidr_block"): "no two networks share addresses",
    ("aws_kms_key", "multi_region"): "a replica key is of a multi-Region key by nature",
    ("aws_kms_key", "enable_key_rotation"): "rotation is the primary's, and reaches the replica",
    ("aws_kms_key", "rotation_period_in_days"): "likewise",
    ("aws_kms_key", "primary_key_arn"): "only a replica has one",
    ("aws_s3control_access_point_policy", "policy"): "a gate is open at home and closed elsewhere",
    ("aws_cloudwatch_dashboard", "dashboard_body"): "both show the pair in the same order",
}
"""Arguments that only one Region's resource has, or that have to differ, and why."""

ZONAL = ("aws_subnet", "aws_route_table_association")
"""One in each zone: which letters zones have differs, how many are used does not."""


def _without_what_differs(found: dict[str, dict[str, Any]]) -> dict[str, dict[str, Any]]:
    kept: dict[str, dict[str, Any]] = {}
    for address, arguments in found.items():
        kind = address.split(".")[0].replace("aws_kms_replica_key", "aws_kms_key")
        if kind in FIRST_ONLY or kind in ZONAL:
            continue
        its = {
            name: value
            for name, value in arguments.items()
            if name not in {"//", "provider"} and (kind, name) not in ONE_SIDED
        }
        after = [each for each in its.pop("depends_on", []) if each.split(".")[0] not in FIRST_ONLY]
        kept[f"{kind}.{address.split('.')[1]}"] = its | ({"depends_on": after} if after else {})
    return kept


@synthesizing
@given(estates())
def test_regions_are_twins(document: dict[str, Any]) -> None:
    """Where nothing is declared different, the second Region's stack is the first's, codes swapped."""
    estate = loaded(_nothing_declared(document))
    stacks = synthesized(estate)
    first, second = (stacks[region.short_code] for region in estate.pair)
    swapped = with_regions_swapped(_without_what_differs(resources(second)), estate.pair)
    assert _without_what_differs(resources(first)) == swapped
    for kind in ZONAL:
        assert len(first.get("resource", {}).get(kind, {})) == len(second.get("resource", {}).get(kind, {}))


@synthesizing
@given(estates())
def test_keys_are_twins(document: dict[str, Any]) -> None:
    """Primary and replica, their policies, aliases and grants are the same with the Regions swapped."""
    estate = loaded(_nothing_declared(document))
    found = _without_what_differs(resources(synthesized(estate)["keys"]))
    same_type = {"aws_kms_replica_key.": "aws_kms_key."}
    swapped = with_regions_swapped(found, estate.pair)
    assert _renamed(found, same_type) == _renamed(swapped, same_type)


@synthesizing
@given(estates())
def test_tables_are_twins(document: dict[str, Any]) -> None:
    """A replica has every setting of its table that DynamoDB doesn't copy by itself, and scales alike."""
    estate = loaded(_nothing_declared(document))
    stacks = synthesized(estate)
    assert _of_tables(stacks) == _of_replicas(stacks, estate.pair)
    first, second = (_scaling(stacks["links"], region.short_code) for region in estate.pair)
    assert first == with_regions_swapped(second, estate.pair)


def _nothing_declared(document: dict[str, Any]) -> dict[str, Any]:
    """The document without what it declares for one Region."""
    equal = deepcopy(document)
    equal.pop("network", None)
    for section in ("keys", "databases", "tables", "buckets", "applications"):
        for its in equal[section].values():
            its.pop("regions", None)
    applications = equal["applications"].items()
    equal["applications"] = {name: its for name, its in applications if "runs_in" not in its}
    return equal


def _renamed(value: dict[str, Any], names: dict[str, str]) -> dict[str, Any]:
    def renamed(each: Any) -> Any:
        if isinstance(each, str):
            for name, other in names.items():
                each = each.replace(name, other)
            return each
        if isinstance(each, dict):
            return {renamed(key): renamed(item) for key, item in each.items()}
        return [renamed(item) for item in each] if isinstance(each, list) else each

    found: dict[str, Any] = renamed(value)
    return found


def _of_tables(stacks: Stacks) -> dict[str, Any]:
    tables = stacks["links"].get("resource", {}).get("aws_dynamodb_table", {})
    return {
        name: {
            "point_in_time_recovery": table["point_in_time_recovery"]["enabled"],
            "deletion_protection_enabled": table["deletion_protection_enabled"],
            "kms_key_arn": table["server_side_encryption"]["kms_key_arn"],
            "timeouts": table.get("timeouts"),
            "tags": table.get("tags"),
        }
        for name, table in tables.items()
    }


def _of_replicas(stacks: Stacks, pair: Pair) -> dict[str, Any]:
    replicas = stacks["links"].get("resource", {}).get("aws_dynamodb_table_replica", {})
    compared = ("point_in_time_recovery", "deletion_protection_enabled", "kms_key_arn", "timeouts", "tags")
    found = {name: {each: its.get(each) for each in compared} for name, its in replicas.items()}
    swapped: dict[str, Any] = with_regions_swapped(found, pair)
    return swapped


def _scaling(stack: Any, short_code: str) -> dict[str, Any]:
    """A Region's targets and policies of scaling; what they wait for is the table or the replica."""
    return {
        address: {name: value for name, value in its.items() if name not in {"//", "provider", "depends_on"}}
        for address, its in resources(stack).items()
        if address.startswith("aws_appautoscaling_") and address.endswith(short_code)
    }
