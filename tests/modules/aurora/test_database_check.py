"""What is wrong with a database that takes the estate and the Regions to see."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from modules.aurora.check import check
from modules.aurora.inputs import DatabaseInputs
from modules.kind import Finding
from regions import OSAKA, TOKYO, Pair
from tests.estates import an_estate

POSTGRESQL: dict[str, Any] = {
    "consistency": "strong",
    "engine": "aurora-postgresql",
    "engine_version": "17.7",
    "instance_class": "db.r7g.large",
}


def findings(values: dict[str, Any], name: str = "ledger", pair: Pair | None = None) -> list[Finding]:
    """Every finding of one database."""
    inputs = DatabaseInputs.model_validate(POSTGRESQL | values)
    estate = an_estate({"databases": {name: inputs}})
    return list(check(replace(estate, pair=pair) if pair else estate, name, inputs))


def test_a_sound_database_has_no_finding() -> None:
    """The non-triggering case of every rule below."""
    assert [] == findings({})


@pytest.mark.parametrize(
    ("values", "path", "alternative"),
    [
        ({"instance_class": "db.r6a.large"}, ("instance_class",), "db.r6g.large"),
        ({"instance_class": "db.r8i.2xlarge"}, ("instance_class",), "db.r8g.2xlarge"),
        (
            {"regions": {OSAKA.code: {"instance_class": "db.r7a.large"}}},
            ("regions", OSAKA.code, "instance_class"),
            "db.r7g.large",
        ),
    ],
)
def test_a_class_that_one_region_lacks_is_found(
    values: dict[str, Any], path: tuple[str, ...], alternative: str
) -> None:
    """Names the Region that lacks it and the nearest class that both have."""
    (finding,) = findings(values)
    wanted = alternative.replace("r6g", "r6a").replace("r8g", "r8i").replace("r7g", "r7a")
    assert (
        Finding(
            path,
            f"Osaka (ap-northeast-3) has no {wanted}",
            f"the nearest that both Regions have is {alternative}",
        )
        == finding
    )


def test_a_class_that_only_the_other_region_lacks_is_no_finding() -> None:
    """Tokyo may have what Osaka lacks where Osaka is said to have another."""
    assert [] == findings(
        {"instance_class": "db.r8i.large", "regions": {OSAKA.code: {"instance_class": "db.r8g.large"}}}
    )


def test_a_version_below_a_regions_floor_is_found_for_that_region() -> None:
    """Aurora MySQL 2.07.0 may join in Tokyo, in Osaka from 2.07.3 on."""
    version = {"engine": "aurora-mysql", "engine_version": "5.7.mysql_aurora.2.07.0"}
    assert [
        Finding(
            ("engine_version",),
            "Osaka (ap-northeast-3) has no global database with aurora-mysql 5.7.mysql_aurora.2.07.0",
            "allowed there are 5.7.mysql_aurora.2.07.3, 8.0.mysql_aurora.3.01.0 or higher",
        )
    ] == findings(version)


@pytest.mark.parametrize(("version", "count"), [("16.1", 0), ("17.3", 2), ("12.9", 2)])
def test_a_version_below_both_floors_is_found_for_both(version: str, count: int) -> None:
    """One finding a Region; a major version that neither has counts as below."""
    assert count == len(findings({"engine_version": version}))


@pytest.mark.parametrize(
    ("values", "path"),
    [
        ({"preferred_maintenance_window": "sat:17:00-sat:18:00"}, ("preferred_maintenance_window",)),
        ({"preferred_backup_window": "18:00-19:00"}, ("preferred_maintenance_window",)),
        (
            {"regions": {OSAKA.code: {"preferred_backup_window": "18:00-19:00"}}},
            ("regions", OSAKA.code, "preferred_backup_window"),
        ),
    ],
)
def test_overlapping_windows_are_found_once(values: dict[str, Any], path: tuple[str, ...]) -> None:
    """RDS refuses them; the finding stands where the window is said, and not once a Region."""
    assert [path] == [finding.path for finding in findings(values)]


def test_a_region_whose_own_window_overlaps_is_found_there() -> None:
    """The path leads to the override that makes the windows overlap."""
    values = {"regions": {OSAKA.code: {"preferred_maintenance_window": "sun:17:15-sun:17:45"}}}
    assert [
        Finding(
            ("regions", OSAKA.code, "preferred_maintenance_window"),
            "the maintenance window sun:17:15-sun:17:45 overlaps the backup window 17:00-17:30",
            "allowed are two that share no minute (RDS refuses others)",
        )
    ] == findings(values)


@pytest.mark.parametrize(
    ("name", "count"),
    [("l" * 38, 0), ("l" * 39, 1)],
)
def test_a_name_that_aws_would_cut_is_found(name: str, count: int) -> None:
    """``payments-<name>-monitoring-apne1`` has 65 characters where the name has 39; a role has at most 64."""
    found = findings({}, name)
    assert ["at most 64 are allowed"] * count == [finding.allowed for finding in found]


@pytest.mark.parametrize(("label", "count"), [("core-ledger", 0), ("Core_Ledger", 1), ("core--ledger", 1)])
def test_a_given_name_is_a_clusters_name(label: str, count: int) -> None:
    """RDS stores lower case, and refuses underscores and double hyphens."""
    found = findings({"name": label})
    assert [("name",)] * count == [finding.path for finding in found]


@pytest.mark.parametrize(
    ("values", "name", "paths"),
    [
        ({}, "order", [()]),
        ({"database_name": "orders"}, "order", []),
        ({"database_name": "postgres"}, "ledger", [("database_name",)]),
    ],
)
def test_a_reserved_first_database_is_found(
    values: dict[str, Any], name: str, paths: list[tuple[str, ...]]
) -> None:
    """Whether the spec gives the name or it follows from the resource's."""
    assert paths == [finding.path for finding in findings(values, name)]


@pytest.mark.parametrize(
    ("values", "paths"),
    [
        ({"key": "main"}, []),
        ({"key": "other"}, [("key",)]),
        ({"home": TOKYO.code}, []),
        ({"home": "us-east-1"}, [("home",)]),
    ],
)
def test_a_database_refers_to_what_the_estate_has(
    values: dict[str, Any], paths: list[tuple[str, ...]]
) -> None:
    """Its key is one of the estate's, its home one of the pair's Regions."""
    assert paths == [finding.path for finding in findings(values)]


def test_a_region_cannot_scale_below_the_engines_version() -> None:
    """Serverless capacity said for one Region is held against the version too."""
    values = {
        "engine": "aurora-mysql",
        "engine_version": "8.0.mysql_aurora.3.01.1",
        "regions": {OSAKA.code: {"serverless_v2": {"min_capacity": 1, "max_capacity": 2}}},
    }
    assert [
        Finding(
            ("regions", OSAKA.code, "serverless_v2"),
            "aurora-mysql 8.0.mysql_aurora.3.01.1 has no serverless_v2",
            "it takes 8.0.mysql_aurora.3.02.0 or higher",
        )
    ] == findings(values)
