"""What a database's part of the spec may say."""

from __future__ import annotations

from typing import Any

import pytest

from modules.aurora.inputs import DatabaseInputs
from regions import OSAKA, TOKYO
from tests.refusals import refusals

POSTGRESQL = {
    "consistency": "strong",
    "engine": "aurora-postgresql",
    "engine_version": "17.7",
    "instance_class": "db.r7g.large",
}
MYSQL = POSTGRESQL | {"engine": "aurora-mysql", "engine_version": "8.0.mysql_aurora.3.08.0"}
SERVERLESS = POSTGRESQL | {"instance_class": None, "serverless_v2": {"min_capacity": 0.5, "max_capacity": 4}}
CLASSES = "allowed are memory-optimized classes from db.r5 on, ARM first: db.r7g.large, db.r8g.2xlarge"
CAPACITIES = "allowed are 0.5 to 256 ACU in steps of 0.5"


def the_refusal(values: dict[str, Any]) -> dict[str, str]:
    """What is refused of a PostgreSQL database with these values besides."""
    return refusals(DatabaseInputs, POSTGRESQL | values)


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        (
            {"consistency": "eventual"},
            {
                "consistency": "consistency eventual: one cluster of an Aurora global database writes, "
                "and write "
                "forwarding only hands writes on to it; allowed is strong; tables and buckets may be written "
                "in both Regions"
            },
        ),
        (
            {"home": ["ap-northeast-1", "ap-northeast-3"]},
            {
                "home": "2 homes: replication between Regions is asynchronous, so that two writers "
                "can't agree "
                "on what is current; allowed is one Region's code, or consistency: eventual, where both "
                "Regions write"
            },
        ),
        (
            {"storage_encrypted": False},
            {"storage_encrypted": "storage_encrypted false can't be changed later; allowed is true"},
        ),
        (
            {"manage_master_user_password": True},
            {
                "manage_master_user_password": "a master password that RDS manages is not supported in "
                "a global "
                "database; allowed is false: the replicated secret <estate>-<name>/master holds it"
            },
        ),
        (
            {"auto_minor_version_upgrade": True},
            {
                "auto_minor_version_upgrade": "auto_minor_version_upgrade would move each Region at its own "
                "time, and a switchover needs the same minor version in both; allowed is false; raise "
                "engine_version"
            },
        ),
        (
            {"parameters": {"rds.global_db_rpo": 60}},
            {
                "parameters": "rds.global_db_rpo stops commits while no secondary keeps up: with two "
                "Regions, "
                "every failover would block the new writer; leave it out; watch AuroraGlobalDBRPOLag instead"
            },
        ),
        (
            {"master_username": "admin"},
            {"master_username": "'admin' is a reserved word; allowed is another, such as dbadmin"},
        ),
        (
            {"master_username": "select"},
            {"master_username": "'select' is a reserved word; allowed is another, such as dbadmin"},
        ),
        ({"master_username": "db_admin"}, {"master_username": "string_pattern_mismatch"}),
        (
            {"enabled_cloudwatch_logs_exports": ["slowquery"]},
            {
                "enabled_cloudwatch_logs_exports": "aurora-postgresql has no log 'slowquery'; allowed are "
                "iam-db-auth-error, instance, postgresql"
            },
        ),
        (
            {"enabled_cloudwatch_logs_exports": ["instance", "postgresql", "instance"]},
            {"enabled_cloudwatch_logs_exports": "'instance' is there twice; each log may be there once"},
        ),
        (
            {"allowed_cidrs": ["0.0.0.0/0"]},
            {
                "allowed_cidrs": "0.0.0.0/0 admits everyone; allowed are the blocks of the networks "
                "that use it"
            },
        ),
        (
            {"allowed_cidrs": ["10.0.0.0/8", "10.0.0.0/8"]},
            {"allowed_cidrs": "a CIDR block is there twice; each may be there once"},
        ),
        (
            {"master_secret_recovery_window_in_days": 3},
            {
                "master_secret_recovery_window_in_days": "3 days are too few; allowed are 0 (deleted at "
                "once) "
                "and 7 to 30"
            },
        ),
        ({"backup_retention_period": 0}, {"backup_retention_period": "greater_than_equal"}),
        ({"backup_retention_period": 36}, {"backup_retention_period": "less_than_equal"}),
        ({"monitoring_interval": 20}, {"monitoring_interval": "literal_error"}),
        ({"port": 80}, {"port": "greater_than_equal"}),
    ],
)
def test_a_value_that_a_pair_cannot_have_is_refused_with_the_reason(
    values: dict[str, Any], expected: dict[str, str]
) -> None:
    """Each refusal stands at its field and says why and what is allowed."""
    assert expected == the_refusal(values)


@pytest.mark.parametrize(
    "values",
    [
        {"consistency": "strong"},
        {"home": "ap-northeast-3"},
        {"storage_encrypted": True},
        {"manage_master_user_password": False},
        {"auto_minor_version_upgrade": False},
        {"parameters": {"log_min_duration_statement": 500}},
        {"master_username": "postgres"},
        {"engine": "aurora-mysql", "engine_version": "8.0.mysql_aurora.3.08.0", "master_username": "admin"},
        {"enabled_cloudwatch_logs_exports": ["postgresql", "instance"]},
        {"enabled_cloudwatch_logs_exports": []},
        {"allowed_cidrs": ["10.0.0.0/8", "192.168.0.0/24"]},
        {"master_secret_recovery_window_in_days": 0},
        {"master_secret_recovery_window_in_days": 7},
        {"backup_retention_period": 1},
        {"backup_retention_period": 35},
        {"monitoring_interval": 0},
        {"port": 6432},
    ],
)
def test_the_neighbour_of_a_refused_value_is_accepted(values: dict[str, Any]) -> None:
    """No refusal reaches further than its reason."""
    assert {} == the_refusal(values)


@pytest.mark.parametrize(
    ("engine", "version", "expected"),
    [
        ("aurora-postgresql", "17.7", {}),
        ("aurora-mysql", "8.0.mysql_aurora.3.08.0", {}),
        (
            "aurora-postgresql",
            "16",
            {
                "engine_version": "'16' is no full version of aurora-postgresql; allowed is such as "
                "17.7: both "
                "Regions must run the same minor version"
            },
        ),
        (
            "aurora-mysql",
            "8.0",
            {
                "engine_version": "'8.0' is no full version of aurora-mysql; allowed is such as "
                "8.0.mysql_aurora.3.08.0: both Regions must run the same minor version"
            },
        ),
    ],
)
def test_an_engine_version_is_a_full_one(engine: str, version: str, expected: dict[str, str]) -> None:
    """A major version alone could become two minor versions in two Regions."""
    assert expected == the_refusal({"engine": engine, "engine_version": version})


@pytest.mark.parametrize(
    ("instance_class", "wrong"),
    [
        ("db.r5.large", None),
        ("db.r8g.48xlarge", None),
        ("db.x2g.xlarge", None),
        ("db.t4g.medium", "'db.t4g.medium' is no DB instance class"),
        ("db.t4g.large", "db.t4g.large can't be in an Aurora global database"),
        ("db.m7g.large", "db.m7g.large can't be in an Aurora global database"),
        ("db.r4.large", "db.r4.large can't be in an Aurora global database"),
        ("r7g.large", "'r7g.large' is no DB instance class"),
    ],
)
def test_instances_are_memory_optimized(instance_class: str, wrong: str | None) -> None:
    """A global database takes db.r5 and later R classes and the X classes."""
    expected = {"instance_class": f"{wrong}; {CLASSES}"} if wrong else {}
    assert expected == the_refusal({"instance_class": instance_class})


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ({"instance_class": "db.r7g.large"}, {}),
        ({"serverless_v2": {"min_capacity": 1, "max_capacity": 1}}, {}),
        ({}, {"": "neither instance_class nor serverless_v2; one of them says how large the instances are"}),
        (
            {"instance_class": "db.r7g.large", "serverless_v2": {"min_capacity": 1, "max_capacity": 2}},
            {"": "both instance_class and serverless_v2; one of them says how large the instances are"},
        ),
    ],
)
def test_instances_have_one_size(values: dict[str, Any], expected: dict[str, str]) -> None:
    """Either a class or a capacity."""
    assert expected == the_refusal({"instance_class": None, **values})


@pytest.mark.parametrize(
    ("low", "high", "expected"),
    [
        (0.5, 256, {}),
        (
            0,
            4,
            {
                "min_capacity": f"0 ACU pauses the instances, and a Region that sleeps can't take over "
                f"at once; {CAPACITIES}"
            },
        ),
        (0.7, 4, {"min_capacity": f"0.7 ACU can't be chosen; {CAPACITIES}"}),
        (1, 256.5, {"max_capacity": f"256.5 ACU can't be chosen; {CAPACITIES}"}),
        (4, 2, {"": "min_capacity 4 is above max_capacity 2; allowed is a min_capacity up to max_capacity"}),
    ],
)
def test_capacities_are_those_that_aurora_has(low: float, high: float, expected: dict[str, str]) -> None:
    """Half steps from 0.5 to 256 ACU, the smaller one first."""
    there = {".".join(filter(None, ("serverless_v2", path))): text for path, text in expected.items()}
    assert there == the_refusal(
        {"instance_class": None, "serverless_v2": {"min_capacity": low, "max_capacity": high}}
    )


@pytest.mark.parametrize(
    ("instances", "expected"),
    [
        (1, {}),
        (15, {}),
        (
            0,
            {
                "instances": "0 instances make a headless cluster, which can't be promoted before an "
                "instance is "
                "added; allowed are 1 to 15"
            },
        ),
        (
            16,
            {
                "instances": "16 instances: with a second Region the cluster that writes has at most 14 "
                "readers; "
                "allowed are 1 to 15"
            },
        ),
    ],
)
def test_each_region_has_as_many_instances_as_a_writer_may(instances: int, expected: dict[str, str]) -> None:
    """A headless Region can't be promoted, and either Region may become the writer's."""
    assert expected == the_refusal({"instances": instances})


@pytest.mark.parametrize(
    ("engine", "version", "values", "expected"),
    [
        ("aurora-postgresql", "15.4", {"write_forwarding": True}, {}),
        (
            "aurora-postgresql",
            "15.3",
            {"write_forwarding": True},
            {
                "write_forwarding": "aurora-postgresql 15.3 has no write_forwarding; it takes 14.9, "
                "15.4, 16.0, "
                "17.0, 18.0 or higher"
            },
        ),
        ("aurora-mysql", "8.0.mysql_aurora.3.03.1", {"storage_type": "aurora-iopt1"}, {}),
        (
            "aurora-mysql",
            "8.0.mysql_aurora.3.03.0",
            {"storage_type": "aurora-iopt1"},
            {
                "storage_type": "aurora-mysql 8.0.mysql_aurora.3.03.0 has no storage_type aurora-iopt1; "
                "it takes "
                "8.0.mysql_aurora.3.03.1 or higher"
            },
        ),
        (
            "aurora-mysql",
            "5.7.mysql_aurora.2.12.1",
            {"instance_class": None, "serverless_v2": {"min_capacity": 1, "max_capacity": 2}},
            {
                "serverless_v2": "aurora-mysql 5.7.mysql_aurora.2.12.1 has no serverless_v2; it takes "
                "8.0.mysql_aurora.3.02.0 or higher"
            },
        ),
    ],
)
def test_a_feature_waits_for_its_engine_version(
    engine: str, version: str, values: dict[str, Any], expected: dict[str, str]
) -> None:
    """What the version can't do is refused, with the versions that can."""
    assert expected == the_refusal({"engine": engine, "engine_version": version, **values})


@pytest.mark.parametrize(("days", "refused"), [(7, False), (93, False), (731, False), (94, True), (0, True)])
def test_performance_insights_keep_what_rds_offers(days: int, refused: bool) -> None:  # noqa: FBT001 # a parameter of the test
    """7 days, months of 31 days, or two years."""
    assert refused == bool(the_refusal({"performance_insights_retention_period": days}))


@pytest.mark.parametrize(("days", "refused"), [(1, False), (365, False), (3653, False), (2, True), (0, True)])
def test_logs_are_kept_as_long_as_cloudwatch_offers(days: int, refused: bool) -> None:  # noqa: FBT001 # a parameter of the test
    """Only the periods of PutRetentionPolicy."""
    assert refused == bool(the_refusal({"log_retention_in_days": days}))


def test_a_parameter_may_be_short_or_long() -> None:
    """``name: value`` waits for a reboot; the long form can say otherwise."""
    inputs = DatabaseInputs.model_validate(
        POSTGRESQL | {"parameters": {"a": True, "b": 1.5, "c": {"value": 2, "apply_method": "immediate"}}}
    )
    assert {
        "a": ("1", "pending-reboot"),
        "b": ("1.5", "pending-reboot"),
        "c": ("2", "immediate"),
    } == {name: (each.value, each.apply_method) for name, each in inputs.parameters.items()}


def test_a_region_may_be_sized_otherwise() -> None:
    """A Region's class takes the place of the capacity for both, and the reverse."""
    inputs = DatabaseInputs.model_validate(
        SERVERLESS | {"regions": {OSAKA.code: {"instance_class": "db.r7g.large", "instances": 1}}}
    )
    here, there = inputs.in_region(TOKYO), inputs.in_region(OSAKA)
    assert (None, 4, 2) == (
        here.instance_class,
        here.serverless_v2 and here.serverless_v2.max_capacity,
        here.instances,
    )
    assert ("db.r7g.large", None, 1) == (there.instance_class, there.serverless_v2, there.instances)


def test_a_region_may_scale_where_the_other_does_not() -> None:
    """The reverse: a Region's capacity takes the place of the class for both."""
    inputs = DatabaseInputs.model_validate(
        POSTGRESQL | {"regions": {OSAKA.code: {"serverless_v2": {"min_capacity": 1, "max_capacity": 8}}}}
    )
    there = inputs.in_region(OSAKA)
    assert (None, 8) == (there.instance_class, there.serverless_v2 and there.serverless_v2.max_capacity)


def test_a_region_has_one_size_too() -> None:
    """Both sizes among one Region's overrides are refused there."""
    both = {"instance_class": "db.r7g.large", "serverless_v2": {"min_capacity": 1, "max_capacity": 2}}
    assert {
        f"regions.{OSAKA.code}": "both instance_class and serverless_v2; one of them says how large the "
        "instances are"
    } == the_refusal({"regions": {OSAKA.code: both}})


def test_the_short_spec_is_the_safe_one() -> None:
    """Protection, backups, encryption and monitoring are on where the spec says nothing."""
    inputs = DatabaseInputs.model_validate(POSTGRESQL)
    assert (True, False, 14, True, True, 60, 365, ("postgresql",), 5432) == (
        inputs.deletion_protection,
        inputs.skip_final_snapshot,
        inputs.backup_retention_period,
        inputs.iam_database_authentication_enabled,
        inputs.performance_insights_enabled,
        inputs.monitoring_interval,
        inputs.log_retention_in_days,
        inputs.logs,
        inputs.listening_port,
    )
    assert (("audit", "error", "slowquery"), 3306) == (
        DatabaseInputs.model_validate(MYSQL).logs,
        DatabaseInputs.model_validate(MYSQL).listening_port,
    )
