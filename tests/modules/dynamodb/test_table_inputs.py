"""What a table's part of the spec may say, and what is refused."""

from __future__ import annotations

from typing import Any

import pytest

from modules.dynamodb.inputs import TableInputs, attribute_types
from tests.refusals import refusals

TWO_HOMES = (
    "2 homes: replication between Regions is asynchronous, so that two writers can't agree on what is "
    "current; allowed is one Region's code, or consistency: eventual, where both Regions write"
)
TABLE = {"consistency": "eventual", "partition_key": "id"}
RANGE = {"min": 5, "max": 100}
PROVISIONED = {"billing_mode": "PROVISIONED", "read_capacity": RANGE, "write_capacity": RANGE}
SORTED = {"sort_key": "at"}


def test_shortest_table() -> None:
    """The shortest spec is the safe one."""
    inputs = TableInputs.model_validate(TABLE)
    assert (True, True, "PAY_PER_REQUEST") == (
        inputs.point_in_time_recovery,
        inputs.deletion_protection,
        inputs.billing_mode,
    )


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ({}, {}),
        ({"consistency": "strong", "home": "ap-northeast-3"}, {}),
        (
            {"consistency": "strong", "home": ["ap-northeast-1", "ap-northeast-3"]},
            {"home": TWO_HOMES},
        ),
        ({"multi_region_consistency": "EVENTUAL"}, {}),
        (
            {"multi_region_consistency": "STRONG"},
            {
                "multi_region_consistency": "multi_region_consistency STRONG needs exactly three Regions, "
                "and this is a pair; allowed is EVENTUAL; reads are consistent within one Region, see "
                "strong_reads_in"
            },
        ),
        ({"partition_key": {"name": "id", "type": "N"}}, {}),
        ({"partition_key": {"name": "id", "type": "M"}}, {"partition_key.type": "literal_error"}),
        (
            {"partition_key": 7},
            {
                "partition_key": "'7' is no key attribute; allowed are a name (a string then) and a mapping "
                "such as {name: id, type: N}"
            },
        ),
        ({"ttl": "expires_at"}, {}),
        ({"ttl": {"attribute_name": "expires_at", "enabled": False}}, {}),
        ({"ttl": {"enabled": False}}, {"ttl.attribute_name": "missing"}),
        ({"timeouts": {"create": "1h30m"}}, {}),
        ({"timeouts": {"create": "90"}}, {"timeouts.create": "string_pattern_mismatch"}),
        (
            {"regions": {"ap-northeast-3": {"table_class": "COLD"}}},
            {"regions.ap-northeast-3.table_class": "literal_error"},
        ),
        ({"regions": {"ap-northeast-3": {"table_class": "STANDARD_INFREQUENT_ACCESS"}}}, {}),
    ],
)
def test_refusals(values: dict[str, Any], expected: dict[str, str]) -> None:
    """A setting that a pair's table can't have is refused where it stands."""
    assert expected == refusals(TableInputs, TABLE | values)


@pytest.mark.parametrize("missing", ["consistency", "partition_key"])
def test_required(missing: str) -> None:
    """Who writes and what the key is can't be guessed."""
    assert {missing: "missing"} == refusals(
        TableInputs, {key: value for key, value in TABLE.items() if key != missing}
    )


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        (PROVISIONED, {}),
        (
            {"billing_mode": "PROVISIONED", "read_capacity": RANGE},
            {
                "write_capacity": "billing_mode PROVISIONED without write_capacity; allowed is a range such "
                "as {min: 5, max: 100}, between which both Regions scale"
            },
        ),
        (
            {"read_capacity": RANGE},
            {
                "read_capacity": "read_capacity with billing_mode PAY_PER_REQUEST; allowed with billing_mode "
                "PROVISIONED only"
            },
        ),
        (
            PROVISIONED | {"read_capacity": {"min": 10, "max": 5}},
            {"read_capacity": "min 10 is above max 5; allowed is a min of at most max"},
        ),
        (PROVISIONED | {"read_capacity": {"min": 5, "max": 5, "target_utilization": 90}}, {}),
        (
            PROVISIONED | {"read_capacity": {**RANGE, "target_utilization": 91}},
            {"read_capacity.target_utilization": "less_than_equal"},
        ),
        ({"on_demand_throughput": {"max_read_request_units": 100}}, {}),
        (
            {"on_demand_throughput": {}},
            {
                "on_demand_throughput": "on_demand_throughput says nothing; allowed are "
                "max_read_request_units, max_write_request_units or both"
            },
        ),
        (
            PROVISIONED | {"on_demand_throughput": {"max_read_request_units": 100}},
            {
                "on_demand_throughput": "on_demand_throughput with billing_mode PROVISIONED; allowed with "
                "billing_mode PAY_PER_REQUEST only; a provisioned capacity has its max"
            },
        ),
    ],
)
def test_capacity_refusals(values: dict[str, Any], expected: dict[str, str]) -> None:
    """Capacities belong to their billing mode."""
    assert expected == refusals(TableInputs, TABLE | values)


@pytest.mark.parametrize(
    ("index", "expected"),
    [
        ({"partition_key": "customer"}, {}),
        ({"partition_key": "customer", "projection": "INCLUDE", "non_key_attributes": ["amount"]}, {}),
        ({}, {"partition_key": "missing"}),
        (
            {"partition_key": "customer", "projection": "INCLUDE"},
            {
                "non_key_attributes": "projection INCLUDE without non_key_attributes; "
                "allowed are 1 to 20 attribute names"
            },
        ),
        (
            {"partition_key": "customer", "non_key_attributes": ["amount"]},
            {
                "non_key_attributes": "non_key_attributes with projection ALL; "
                "allowed with projection INCLUDE only"
            },
        ),
        (
            {
                "partition_key": "c",
                "projection": "INCLUDE",
                "non_key_attributes": [str(n) for n in range(21)],
            },
            {"non_key_attributes": "too_long"},
        ),
    ],
)
def test_global_index_refusals(index: dict[str, Any], expected: dict[str, str]) -> None:
    """An index has keys, and names attributes exactly if it includes some."""
    path = "global_secondary_indexes.by-customer."
    values = TABLE | {"global_secondary_indexes": {"by-customer": index}}
    assert {path + field: text for field, text in expected.items()} == refusals(TableInputs, values)


@pytest.mark.parametrize(
    ("name", "allowed"), [("by_Customer-2", True), ("by", False), ("by.day", False), ("a" * 256, False)]
)
def test_index_names(name: str, allowed: bool) -> None:  # noqa: FBT001 # a case
    """An index's name is DynamoDB's, without the dot that no Terraform address can hold."""
    values = TABLE | {"global_secondary_indexes": {name: {"partition_key": "customer"}}}
    assert allowed == (not refusals(TableInputs, values))


@pytest.mark.parametrize(
    ("section", "entry", "most"),
    [
        ("global_secondary_indexes", {"partition_key": "c"}, 20),
        ("local_secondary_indexes", {"sort_key": "c"}, 5),
    ],
)
def test_number_of_indexes(section: str, entry: dict[str, str], most: int) -> None:
    """A table has as many indexes as DynamoDB allows, and not one more."""
    indexes = {f"index-{number}": entry for number in range(most + 1)}
    assert {section: "too_long"} == refusals(TableInputs, TABLE | SORTED | {section: indexes})
    del indexes["index-0"]
    assert {} == refusals(TableInputs, TABLE | SORTED | {section: indexes})


def test_local_index_needs_a_sort_key() -> None:
    """A local index is another order of what has an order."""
    indexes = {"local_secondary_indexes": {"by-day": {"sort_key": "day"}}}
    assert {} == refusals(TableInputs, TABLE | SORTED | indexes)
    assert {
        "local_secondary_indexes": "a table without a sort key can't have local secondary indexes; "
        "give the table a sort_key, or use global_secondary_indexes"
    } == refusals(TableInputs, TABLE | indexes)


def test_attributes_are_exactly_the_keys() -> None:
    """DynamoDB refuses a definition of an attribute that is in no key."""
    inputs = TableInputs.model_validate(
        {
            **TABLE,
            "sort_key": {"name": "at", "type": "N"},
            "ttl": "expires_at",
            "global_secondary_indexes": {
                "by-day": {
                    "partition_key": "day",
                    "sort_key": {"name": "at", "type": "N"},
                    "projection": "INCLUDE",
                    "non_key_attributes": ["amount"],
                }
            },
            "local_secondary_indexes": {"by-sum": {"sort_key": {"name": "sum", "type": "B"}}},
        }
    )
    assert {"id": "S", "at": "N", "day": "S", "sum": "B"} == attribute_types(inputs)
