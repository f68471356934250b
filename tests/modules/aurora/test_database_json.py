"""What a database becomes in Terraform JSON."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest

from modules.aurora.inputs import DatabaseInputs
from regions import OSAKA, TOKYO
from tests.estates import WITHOUT_ALARMS, an_estate, synthesized

POSTGRESQL: dict[str, Any] = {
    "consistency": "strong",
    "engine": "aurora-postgresql",
    "engine_version": "17.7",
    "instance_class": "db.r7g.large",
}
MYSQL: dict[str, Any] = {
    "consistency": "strong",
    "engine": "aurora-mysql",
    "engine_version": "8.0.mysql_aurora.3.08.0",
    "serverless_v2": {"min_capacity": 0.5, "max_capacity": 8},
}
ONLY_FIRST = {"database_name", "master_username", "master_password_wo", "master_password_wo_version"}
ONLY_SECOND = {"source_region"}


def built(**databases: dict[str, Any]) -> dict[str, dict[str, Any]]:
    """The stacks of an estate with these databases."""
    return synthesized(
        an_estate(
            {"databases": {name: DatabaseInputs.model_validate(each) for name, each in databases.items()}},
            WITHOUT_ALARMS,
        )
    )


@pytest.fixture(scope="module")
def stacks() -> dict[str, dict[str, Any]]:
    """An estate with one database of each engine; Osaka has one instance of the first."""
    return built(
        ledger=POSTGRESQL
        | {"write_forwarding": True, "regions": {OSAKA.code: {"instances": 1, "tags": {"city": "Osaka"}}}},
        catalog=MYSQL,
    )


def cluster(stacks: dict[str, dict[str, Any]], name: str, region: str) -> dict[str, Any]:
    """A cluster's arguments in its Region's stack."""
    arguments: dict[str, Any] = stacks[region]["resource"]["aws_rds_cluster"][f"database_{name}_{region}"]
    return arguments


def neutral(document: Any) -> Any:
    """JSON with one word for either Region, and without what differs on purpose."""
    text = json.dumps(document, sort_keys=True)
    return json.loads(re.sub(r"apne[13]|ap-northeast-[13]", "REGION", text))


@pytest.mark.parametrize("name", ["ledger", "catalog"])
def test_the_two_clusters_are_equal_but_for_who_is_made_first(
    stacks: dict[str, dict[str, Any]], name: str
) -> None:
    """Only the first master and the way in of the second differ; everything else is the same setting."""
    first, second = cluster(stacks, name, "apne1"), cluster(stacks, name, "apne3")
    declared = {"depends_on", "tags", *ONLY_FIRST, *ONLY_SECOND}
    assert neutral({key: value for key, value in first.items() if key not in declared}) == neutral(
        {key: value for key, value in second.items() if key not in declared}
    )
    assert ONLY_FIRST == (first.keys() - second.keys()) - {"tags"}
    assert ONLY_SECOND == (second.keys() - first.keys()) - {"tags"}


@pytest.mark.parametrize("region", ["apne1", "apne3"])
def test_members_stay_calm_after_a_promotion(stacks: dict[str, dict[str, Any]], region: str) -> None:
    """What a promotion or an upgrade moves is ignored in both Regions alike."""
    assert [
        "global_cluster_identifier",
        "replication_source_identifier",
        "engine_version",
        "database_name",
        "master_username",
        "source_region",
    ] == cluster(stacks, "ledger", region)["lifecycle"]["ignore_changes"]


def test_the_global_cluster_is_in_the_first_regions_stack_alone(stacks: dict[str, dict[str, Any]]) -> None:
    """The second names it by its identifier, a literal, so that its stack needs its own Region only."""
    assert {"aws_rds_global_cluster"} == {
        kind for kind in stacks["apne1"]["resource"] if kind not in stacks["apne3"]["resource"]
    } - {"aws_secretsmanager_secret", "aws_secretsmanager_secret_version"}
    assert "payments-ledger" == cluster(stacks, "ledger", "apne3")["global_cluster_identifier"]


def test_the_global_cluster_ignores_its_database_name(stacks: dict[str, dict[str, Any]]) -> None:
    """AWS reports it as null after a promotion, which would replace it."""
    made = stacks["apne1"]["resource"]["aws_rds_global_cluster"]["database_ledger_apne1"]
    assert (["database_name"], True, True, False) == (
        made["lifecycle"]["ignore_changes"],
        made["storage_encrypted"],
        made["deletion_protection"],
        made["force_destroy"],
    )


def test_a_global_cluster_without_protection_can_be_destroyed_after_a_promotion() -> None:
    """It lets go of a member that its stack doesn't know."""
    made = built(ledger=POSTGRESQL | {"deletion_protection": False})
    assert made["apne1"]["resource"]["aws_rds_global_cluster"]["database_ledger_apne1"]["force_destroy"]


def test_the_home_changes_nothing() -> None:
    """A promotion flips ``home`` in the spec, and every plan stays empty."""
    assert built(ledger=POSTGRESQL | {"home": TOKYO.code}) == built(ledger=POSTGRESQL | {"home": OSAKA.code})


def test_another_database_changes_no_other_resource(stacks: dict[str, dict[str, Any]]) -> None:
    """Adding one to the spec adds blocks and touches none."""
    alone = built(catalog=MYSQL)
    for stack in ("apne1", "apne3"):
        for kind, blocks in alone[stack]["resource"].items():
            assert blocks == {name: stacks[stack]["resource"][kind][name] for name in blocks}


def test_the_password_is_in_write_only_arguments_alone(stacks: dict[str, dict[str, Any]]) -> None:
    """Nothing else in any stack refers to the ephemeral password, and none is written down."""
    ephemeral = "ephemeral.aws_secretsmanager_random_password.database_ledger_master_apne1.random_password"
    holders = {
        (kind, argument)
        for kind, blocks in stacks["apne1"]["resource"].items()
        for block in blocks.values()
        for argument, value in block.items()
        if ephemeral in json.dumps(value)
    }
    assert {
        ("aws_rds_cluster", "master_password_wo"),
        ("aws_secretsmanager_secret_version", "secret_string_wo"),
    } == holders
    assert not re.search(r'"(master_password|secret_string)":', json.dumps(stacks))
    assert "ephemeral" not in stacks["apne3"]


def test_cluster_and_secret_get_their_password_in_one_run(stacks: dict[str, dict[str, Any]]) -> None:
    """The secret first, for its name may fail; its value after the cluster, and again with a new one."""
    version = stacks["apne1"]["resource"]["aws_secretsmanager_secret_version"]["database_ledger_master_apne1"]
    assert (
        "aws_secretsmanager_secret.database_ledger_master_apne1"
        in cluster(stacks, "ledger", "apne1")["depends_on"]
    )
    assert ["aws_rds_cluster.database_ledger_apne1"] == version["depends_on"]
    assert ["aws_rds_cluster.database_ledger_apne1.cluster_resource_id"] == version["lifecycle"][
        "replace_triggered_by"
    ]
    assert (
        '${jsonencode({dbname = "ledger", engine = "aurora-postgresql", password = '
        "ephemeral.aws_secretsmanager_random_password.database_ledger_master_apne1.random_password, "
        'port = 5432, username = "dbadmin"})}'
    ) == version["secret_string_wo"]


def test_log_groups_are_there_before_the_cluster(stacks: dict[str, dict[str, Any]]) -> None:
    """RDS would make missing ones without the estate's key, and keep them for ever."""
    groups = {
        f"aws_cloudwatch_log_group.{name}"
        for name in stacks["apne3"]["resource"]["aws_cloudwatch_log_group"]
        if "catalog" in name
    }
    assert len(groups) == 3
    assert groups <= set(cluster(stacks, "catalog", "apne3")["depends_on"])


def test_instances_are_keyed_by_number(stacks: dict[str, dict[str, Any]]) -> None:
    """One more instance touches no other; the Regions may differ in their number."""
    assert ["1", "2"] == [
        name.split("_")[2]
        for name in stacks["apne1"]["resource"]["aws_rds_cluster_instance"]
        if "ledger" in name
    ]
    assert ["payments-ledger-apne3-1"] == [
        each["identifier"]
        for name, each in stacks["apne3"]["resource"]["aws_rds_cluster_instance"].items()
        if "ledger" in name
    ]


def test_instances_wait_for_what_their_monitoring_role_may_do(stacks: dict[str, dict[str, Any]]) -> None:
    """A role without its policy yet would lose the first metrics."""
    instance = stacks["apne3"]["resource"]["aws_rds_cluster_instance"]["database_ledger_1_apne3"]
    assert ["aws_iam_role_policy_attachment.database_ledger_monitoring_apne3"] == instance["depends_on"]


def test_monitoring_that_is_off_needs_no_role() -> None:
    """Interval 0 makes no role and names none."""
    resources = built(ledger=POSTGRESQL | {"monitoring_interval": 0})["apne1"]["resource"]
    assert "aws_iam_role" not in resources
    assert "monitoring_role_arn" not in resources["aws_rds_cluster_instance"]["database_ledger_1_apne1"]


def test_security_groups_admit_both_networks_by_their_blocks(stacks: dict[str, dict[str, Any]]) -> None:
    """Another Region's group can't be referred to; after a promotion either Region's applications connect."""
    for region in ("apne1", "apne3"):
        rules = [
            rule
            for name, rule in stacks[region]["resource"]["aws_vpc_security_group_ingress_rule"].items()
            if "ledger" in name
        ]
        assert [("10.81.0.0/16", 5432), ("10.83.0.0/16", 5432)] == [
            (rule["cidr_ipv4"], rule["from_port"]) for rule in rules
        ]
        assert "aws_vpc_security_group_egress_rule" not in stacks[region]["resource"]


@pytest.mark.parametrize(
    ("name", "parameter"),
    [("ledger", ("rds.force_ssl", "1")), ("catalog", ("require_secure_transport", "ON"))],
)
def test_tls_is_required(stacks: dict[str, dict[str, Any]], name: str, parameter: tuple[str, str]) -> None:
    """In both Regions, by the engine's own parameter."""
    for region in ("apne1", "apne3"):
        group = stacks[region]["resource"]["aws_rds_cluster_parameter_group"][f"database_{name}_{region}"]
        assert parameter in [(each["name"], each["value"]) for each in group["parameter"]]


@pytest.mark.parametrize(("version", "method"), [("16.6", "immediate"), ("17.7", "pending-reboot")])
def test_tls_that_is_the_default_asks_for_no_method_that_rds_forgets(version: str, method: str) -> None:
    """From PostgreSQL 17 on RDS keeps pending-reboot whatever is asked, and a plan would never be empty."""
    made = built(ledger=POSTGRESQL | {"engine_version": version})
    group = made["apne1"]["resource"]["aws_rds_cluster_parameter_group"]["database_ledger_apne1"]
    assert [("rds.force_ssl", method)] == [
        (each["name"], each["apply_method"]) for each in group["parameter"]
    ]


@pytest.mark.parametrize(
    ("values", "of_cluster", "of_instances"),
    [
        (
            {},
            {"server_audit_events": "CONNECT,QUERY_DCL,QUERY_DDL", "server_audit_logging": "1"},
            {"slow_query_log": "1"},
        ),
        ({"enabled_cloudwatch_logs_exports": ["error", "general"]}, {}, {"general_log": "1"}),
        (
            {"parameters": {"server_audit_events": "QUERY"}, "instance_parameters": {"slow_query_log": 0}},
            {"server_audit_events": "QUERY", "server_audit_logging": "1"},
            {"slow_query_log": "0"},
        ),
    ],
)
def test_mysql_writes_the_logs_that_are_exported(
    values: dict[str, Any], of_cluster: dict[str, str], of_instances: dict[str, str]
) -> None:
    """An export alone would keep an empty log group; the spec's own parameters win."""
    resources = built(catalog=MYSQL | values)["apne3"]["resource"]
    found = [
        {
            each["name"]: each["value"]
            for each in resources[kind]["database_catalog_apne3"].get("parameter", [])
            if each["name"] != "require_secure_transport"
        }
        for kind in ("aws_rds_cluster_parameter_group", "aws_db_parameter_group")
    ]
    assert [of_cluster, of_instances] == found


def test_write_forwarding_is_said_on_both_members(stacks: dict[str, dict[str, Any]]) -> None:
    """On the one that writes it takes effect when it is demoted."""
    assert [True, True] == [
        cluster(stacks, "ledger", region)["enable_global_write_forwarding"] for region in ("apne1", "apne3")
    ]


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        (MYSQL | {"write_forwarding": True}, "SESSION"),
        (
            MYSQL | {"write_forwarding": True, "parameters": {"aurora_replica_read_consistency": "EVENTUAL"}},
            "EVENTUAL",
        ),
        (MYSQL, None),
        (POSTGRESQL | {"write_forwarding": True}, None),
    ],
)
def test_mysql_is_told_how_to_read_what_it_forwards(values: dict[str, Any], expected: str | None) -> None:
    """Without a read consistency Aurora MySQL forwards nothing; PostgreSQL has one, the spec's own wins."""
    made = built(catalog=values)
    for region in ("apne1", "apne3"):
        group = made[region]["resource"]["aws_rds_cluster_parameter_group"][f"database_catalog_{region}"]
        parameters = {each["name"]: each["value"] for each in group["parameter"]}
        assert expected == parameters.get("aurora_replica_read_consistency")


def test_a_serverless_member_has_capacity_and_serverless_instances(stacks: dict[str, dict[str, Any]]) -> None:
    """The class db.serverless and the capacity go together."""
    assert {"min_capacity": 0.5, "max_capacity": 8} == cluster(stacks, "catalog", "apne3")[
        "serverlessv2_scaling_configuration"
    ]
    instance = stacks["apne3"]["resource"]["aws_rds_cluster_instance"]["database_catalog_1_apne3"]
    assert "db.serverless" == instance["instance_class"]


def test_outputs_say_where_to_connect(stacks: dict[str, dict[str, Any]]) -> None:
    """The writer wherever it is, from the first Region's stack; each Region's own endpoints from its own."""
    assert {
        "database_ledger_writer_endpoint": "${aws_rds_global_cluster.database_ledger_apne1.endpoint}",
        "database_ledger_cluster_endpoint_apne1": "${aws_rds_cluster.database_ledger_apne1.endpoint}",
        "database_ledger_reader_endpoint_apne1": "${aws_rds_cluster.database_ledger_apne1.reader_endpoint}",
    } == {name: each["value"] for name, each in stacks["apne1"]["output"].items() if "ledger" in name}
    assert {"database_ledger_cluster_endpoint_apne3", "database_ledger_reader_endpoint_apne3"} == {
        name for name in stacks["apne3"]["output"] if "ledger" in name
    }


def test_the_keys_and_links_stacks_hold_nothing_of_a_database(stacks: dict[str, dict[str, Any]]) -> None:
    """RDS replicates by itself, so that each Region's stack is enough."""
    assert "aws_rds" not in json.dumps([stacks["keys"], stacks["links"]])


def test_the_longest_names_that_pass_the_check_fit_aws() -> None:
    """Every name of a database with the longest allowed name stays within its service's limit."""
    resources = built(**{"l" * 38: POSTGRESQL | {"instances": 15}})["apne3"]["resource"]
    limits = {
        ("aws_rds_cluster", "cluster_identifier"): 63,
        ("aws_rds_cluster_instance", "identifier"): 63,
        ("aws_iam_role", "name"): 64,
        ("aws_db_subnet_group", "name"): 255,
        ("aws_security_group", "name"): 255,
        ("aws_db_parameter_group", "name"): 255,
    }
    assert {} == {
        (kind, argument): name
        for (kind, argument), most in limits.items()
        for block in resources[kind].values()
        if len(name := block[argument]) > most
    }
