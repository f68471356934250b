"""The Terraform that tables become."""

from __future__ import annotations

from typing import Any

import pytest

from modules.dynamodb.inputs import TableInputs
from tests.estates import an_estate, synthesized, without_gate_policies

RANGE = {"min": 5, "max": 100}
TABLES: dict[str, dict[str, Any]] = {
    "orders": {"consistency": "eventual", "partition_key": "id"},
    "ledger": {
        "consistency": "strong",
        "partition_key": "account",
        "sort_key": {"name": "sequence", "type": "N"},
        "ttl": "expires_at",
        "global_secondary_indexes": {
            "by_day": {"partition_key": "day", "projection": "INCLUDE", "non_key_attributes": ["amount"]}
        },
        "local_secondary_indexes": {"by-sum": {"sort_key": "sum", "projection": "KEYS_ONLY"}},
        "tags": {"team": "ledger"},
        "timeouts": {"create": "40m"},
        "regions": {
            "ap-northeast-3": {
                "table_class": "STANDARD_INFREQUENT_ACCESS",
                "tags": {"city": "Osaka"},
                "timeouts": {"delete": "1h"},
            }
        },
    },
    "rates": {
        "consistency": "strong",
        "partition_key": "pair",
        "billing_mode": "PROVISIONED",
        "read_capacity": RANGE,
        "write_capacity": {"min": 3, "max": 30, "target_utilization": 60},
        "global_secondary_indexes": {
            "by_day": {"partition_key": "day", "read_capacity": {"min": 1, "max": 10}}
        },
        "regions": {"ap-northeast-3": {"read_capacity": {"min": 2, "max": 20}}},
    },
    "open": {
        "consistency": "eventual",
        "partition_key": "id",
        "deletion_protection": False,
        "point_in_time_recovery": False,
        "on_demand_throughput": {"max_write_request_units": 500},
    },
}
Stacks = dict[str, dict[str, Any]]


def stacks_of(tables: dict[str, dict[str, Any]]) -> Stacks:
    return synthesized(
        an_estate({"tables": {name: TableInputs.model_validate(values) for name, values in tables.items()}})
    )


@pytest.fixture(scope="module")
def stacks() -> Stacks:
    """A short table, one with all of a schema, a provisioned one, one with its guards lowered."""
    return stacks_of(TABLES)


def table(stacks: Stacks, name: str) -> Any:
    return stacks["links"]["resource"]["aws_dynamodb_table"][f"table_{name}_apne1"]


def replica(stacks: Stacks, name: str) -> Any:
    return stacks["links"]["resource"]["aws_dynamodb_table_replica"][f"table_{name}_apne3"]


def scaling(stack: dict[str, Any], short_code: str) -> dict[tuple[str, str], tuple[int, int, int]]:
    """(min, max, target) of everything that is scaled, by resource id and dimension."""
    policies = stack["resource"]["aws_appautoscaling_policy"]
    return {
        (target["resource_id"], target["scalable_dimension"]): (
            target["min_capacity"],
            target["max_capacity"],
            policies[name]["target_tracking_scaling_policy_configuration"]["target_value"],
        )
        for name, target in stack["resource"]["aws_appautoscaling_target"].items()
        if name.endswith(short_code)
    }


def test_table_and_replica_are_in_links(stacks: Stacks) -> None:
    """A table's refresh asks the replica's Region too, so no Region's stack may hold one."""
    assert sorted(f"table_{name}_apne1" for name in TABLES) == sorted(
        stacks["links"]["resource"]["aws_dynamodb_table"]
    )
    assert sorted(f"table_{name}_apne3" for name in TABLES) == sorted(
        stacks["links"]["resource"]["aws_dynamodb_table_replica"]
    )
    for stack in ("apne1", "apne3"):
        assert [] == [
            kind for kind in stacks[stack].get("resource", {}) if "dynamodb" in kind or "scaling" in kind
        ]


def test_schema(stacks: Stacks) -> None:
    """Keys, indexes, expiry and stream, in the provider's words."""
    ledger = table(stacks, "ledger")
    assert ("account", "sequence") == (ledger["hash_key"], ledger["range_key"])
    assert [("account", "S"), ("day", "S"), ("sequence", "N"), ("sum", "S")] == [
        (attribute["name"], attribute["type"]) for attribute in ledger["attribute"]
    ]
    assert [
        {"name": "by_day", "hash_key": "day", "projection_type": "INCLUDE", "non_key_attributes": ["amount"]}
    ] == ledger["global_secondary_index"]
    assert [{"name": "by-sum", "range_key": "sum", "projection_type": "KEYS_ONLY"}] == ledger[
        "local_secondary_index"
    ]
    assert {"attribute_name": "expires_at", "enabled": True} == ledger["ttl"]


@pytest.mark.parametrize("name", TABLES)
def test_streams_have_both_images(stacks: Stacks, name: str) -> None:
    """Global tables need them."""
    assert (True, "NEW_AND_OLD_IMAGES") == (
        table(stacks, name)["stream_enabled"],
        table(stacks, name)["stream_view_type"],
    )


def test_replica_names_the_table_by_its_arn(stacks: Stacks) -> None:
    """The ARN is made from names: links asks no other stack."""
    assert (
        "arn:aws:dynamodb:ap-northeast-1:123456789012:table/payments-orders"
        == replica(stacks, "orders")["global_table_arn"]
    )


def test_region_has_its_own_class_tags_and_timeouts(stacks: Stacks) -> None:
    """What regions declares, and nothing else, differs."""
    here, there = table(stacks, "ledger"), replica(stacks, "ledger")
    assert ("STANDARD", {"team": "ledger"}, {"create": "40m"}) == (
        here["table_class"],
        here["tags"],
        here["timeouts"],
    )
    assert ("STANDARD_INFREQUENT_ACCESS", {"team": "ledger", "city": "Osaka"}, {"delete": "1h"}) == (
        there["table_class_override"],
        there["tags"],
        there["timeouts"],
    )


def test_equal_class_is_no_override(stacks: Stacks) -> None:
    """The provider makes a replica anew when an override comes or goes."""
    assert "table_class_override" not in replica(stacks, "orders")


def test_provisioned_table_scales_in_both_regions(stacks: Stacks) -> None:
    """Table and index scale by the same rules, but for the reads that regions declares."""
    rates, index = "table/payments-rates", "table/payments-rates/index/by_day"
    tokyo = {
        (rates, "dynamodb:table:ReadCapacityUnits"): (5, 100, 70),
        (rates, "dynamodb:table:WriteCapacityUnits"): (3, 30, 60),
        (index, "dynamodb:index:ReadCapacityUnits"): (1, 10, 70),
        (index, "dynamodb:index:WriteCapacityUnits"): (3, 30, 60),
    }
    assert tokyo == scaling(stacks["links"], "apne1")
    assert {**tokyo, (rates, "dynamodb:table:ReadCapacityUnits"): (2, 20, 70)} == scaling(
        stacks["links"], "apne3"
    )


def test_scaling_waits_for_what_it_scales(stacks: Stacks) -> None:
    """A target on a table that is not there yet fails."""
    targets = {
        short_code: stacks["links"]["resource"]["aws_appautoscaling_target"][
            f"table_rates_index-by_day-read_{short_code}"
        ]
        for short_code in ("apne1", "apne3")
    }
    assert ["aws_dynamodb_table.table_rates_apne1"] == targets["apne1"]["depends_on"]
    assert ["aws_dynamodb_table_replica.table_rates_apne3"] == targets["apne3"]["depends_on"]


def test_on_demand_table_is_not_scaled(stacks: Stacks) -> None:
    """PAY_PER_REQUEST has no capacity to scale; a ceiling is its own."""
    scaled = {resource for resource, _ in scaling(stacks["links"], "apne1")}
    assert not any("orders" in resource for resource in scaled)
    assert {"max_write_request_units": 500} == table(stacks, "open")["on_demand_throughput"]


def test_home_changes_only_what_terraform_ignores(stacks: Stacks) -> None:
    """A promotion flips home, and no plan changes with it: the gates' policies are ignored."""
    flipped = {
        name: {**values, "home": "ap-northeast-3"} if values["consistency"] == "strong" else values
        for name, values in TABLES.items()
    }
    moved = stacks_of(flipped)
    assert stacks != moved
    assert without_gate_policies(stacks) == without_gate_policies(moved)


def test_another_table_changes_no_other(stacks: Stacks) -> None:
    """Adding a table leaves the JSON of the others as it was."""
    more = stacks_of({**TABLES, "new": TABLES["rates"]})
    for kind, blocks in stacks["links"]["resource"].items():
        assert blocks == {name: more["links"]["resource"][kind][name] for name in blocks}
