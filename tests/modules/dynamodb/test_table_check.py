"""What is wrong with a table that takes several of its fields, or the estate, to see."""

from __future__ import annotations

from typing import Any

import pytest

from modules.dynamodb.check import check
from modules.dynamodb.inputs import TableInputs
from modules.kind import Finding
from tests.estates import an_estate

TABLE = {"consistency": "strong", "partition_key": "id"}
RANGE = {"min": 5, "max": 100}
PROVISIONED = {"billing_mode": "PROVISIONED", "read_capacity": RANGE, "write_capacity": RANGE}


def findings(entry: str = "orders", **values: Any) -> list[Finding]:
    inputs = TableInputs.model_validate(TABLE | values)
    return list(
        check(
            an_estate({"tables": {entry: inputs, "other": TableInputs.model_validate(TABLE)}}), entry, inputs
        )
    )


def paths(entry: str = "orders", **values: Any) -> list[tuple[str, ...]]:
    return [finding.path for finding in findings(entry, **values)]


def tied(home: str, promoted: str) -> Finding:
    """What holds today alone."""
    return Finding(
        ("strong_reads_in",),
        f"after a promotion of {promoted} the spec would be refused: {home} is home today",
        "say home, which goes with it",
        is_warning=True,
    )


def test_sound_table() -> None:
    """The non-triggering case of every rule below."""
    assert [] == findings()


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ({"strong_reads_in": ["home"]}, []),
        ({"home": "ap-northeast-3", "strong_reads_in": ["home"]}, []),
        ({"strong_reads_in": ["ap-northeast-1"]}, [tied("ap-northeast-1", "ap-northeast-3")]),
        (
            {"home": "ap-northeast-3", "strong_reads_in": ["ap-northeast-3"]},
            [tied("ap-northeast-3", "ap-northeast-1")],
        ),
        (
            {"strong_reads_in": ["ap-northeast-3"]},
            [
                Finding(
                    ("strong_reads_in",),
                    "a consistent read in ap-northeast-3 doesn't see what ap-northeast-1 has just written: "
                    "replication between Regions is asynchronous",
                    "allowed is ap-northeast-1, the table's home",
                )
            ],
        ),
        (
            {"consistency": "eventual", "strong_reads_in": ["ap-northeast-1"]},
            [
                Finding(
                    ("strong_reads_in",),
                    "a consistent read in ap-northeast-1 sees that Region's writes only, and with "
                    "consistency: eventual both Regions write",
                    "say consistency: strong, or leave strong_reads_in out",
                )
            ],
        ),
        (
            {"strong_reads_in": ["us-east-1"]},
            [
                Finding(
                    ("strong_reads_in",),
                    "'us-east-1' is not a Region of the pair",
                    "allowed is ap-northeast-1",
                )
            ],
        ),
    ],
)
def test_strong_reads(values: dict[str, Any], expected: list[Finding]) -> None:
    """A consistent read is promised only where it sees every write: in the home of a strong table."""
    assert expected == findings(**values)


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ({"home": "ap-northeast-3"}, []),
        ({"home": "us-east-1"}, [("home",)]),
        ({"home": "us-east-1", "strong_reads_in": ["ap-northeast-1"]}, [("home",)]),
        ({"consistency": "eventual", "home": "ap-northeast-1"}, [("home",)]),
        ({"key": "main"}, []),
        ({"key": "alias/aws/dynamodb"}, [("key",)]),
    ],
)
def test_home_and_key(values: dict[str, Any], expected: list[tuple[str, ...]]) -> None:
    """A home is one of the pair's Regions, and only where one writes; a key is one of the estate's."""
    assert expected == paths(**values)


def test_one_attribute_has_one_type() -> None:
    """A conflict names both places."""
    index = {"partition_key": "day", "sort_key": {"name": "id", "type": "N"}}
    assert [
        Finding(
            ("global_secondary_indexes", "by-day", "sort_key"),
            "attribute 'id' has type N here and S in partition_key",
            "allowed is one type for an attribute",
        )
    ] == findings(global_secondary_indexes={"by-day": index})
    assert [] == findings(global_secondary_indexes={"by-day": {**index, "sort_key": "id"}})


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ({"sort_key": "at"}, []),
        ({"sort_key": "id"}, [("sort_key",)]),
        ({"ttl": "expires_at"}, []),
        ({"ttl": "id"}, [("ttl",)]),
        ({"sort_key": {"name": "at", "type": "N"}, "ttl": "at"}, []),
    ],
)
def test_keys_and_expiry(values: dict[str, Any], expected: list[tuple[str, ...]]) -> None:
    """Two keys are two attributes, and items expire by a number."""
    assert expected == paths(**values)


def test_index_names_are_of_one_table() -> None:
    """Global and local indexes share their names."""
    both: dict[str, Any] = {
        "sort_key": "at",
        "global_secondary_indexes": {"by-day": {"partition_key": "day"}},
        "local_secondary_indexes": {"by-day": {"sort_key": "day"}},
    }
    assert [("local_secondary_indexes", "by-day")] == paths(**both)


@pytest.mark.parametrize(("per_index", "expected"), [(20, []), (21, [()])])
def test_projected_attributes_of_all_indexes(per_index: int, expected: list[tuple[str, ...]]) -> None:
    """All indexes together include at most 100 attributes."""
    counts = [20, 20, 20, 20, 20] if per_index <= 20 else [20, 20, 20, 20, 20, 1]
    indexes = {
        f"index-{number}": {
            "partition_key": "day",
            "projection": "INCLUDE",
            "non_key_attributes": [f"a{n}" for n in range(count)],
        }
        for number, count in enumerate(counts)
    }
    assert expected == paths(global_secondary_indexes=indexes)


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        (PROVISIONED, []),
        ({**PROVISIONED, "regions": {"ap-northeast-3": {"read_capacity": RANGE}}}, []),
        (
            {**PROVISIONED, "regions": {"ap-northeast-3": {"read_capacity": None}}},
            [("regions", "ap-northeast-3", "read_capacity")],
        ),
        (
            {"regions": {"ap-northeast-3": {"read_capacity": RANGE}}},
            [("regions", "ap-northeast-3", "read_capacity")],
        ),
        ({"regions": {"ap-northeast-3": {"tags": {"a": "b"}}}}, []),
        (
            {"global_secondary_indexes": {"by-day": {"partition_key": "day", "read_capacity": RANGE}}},
            [("global_secondary_indexes", "by-day", "read_capacity")],
        ),
        (
            {
                **PROVISIONED,
                "global_secondary_indexes": {
                    "by-day": {"partition_key": "day", "on_demand_throughput": {"max_read_request_units": 1}}
                },
            },
            [("global_secondary_indexes", "by-day", "on_demand_throughput")],
        ),
    ],
)
def test_capacities_of_indexes_and_regions(values: dict[str, Any], expected: list[tuple[str, ...]]) -> None:
    """What holds for the table's capacities holds for its indexes and Regions."""
    assert expected == paths(**values)


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ({"name": "Orders_v2.live"}, []),
        ({"name": "ab"}, [("name",)]),
        ({"name": "a" * 255}, []),
        ({"name": "a" * 256}, [("name",)]),
        ({"name": "orders/live"}, [("name",)]),
        ({"name": "payments-other"}, [("name",)]),
    ],
)
def test_names(values: dict[str, Any], expected: list[tuple[str, ...]]) -> None:
    """A name is DynamoDB's, and no other table's."""
    assert expected == paths(**values)
