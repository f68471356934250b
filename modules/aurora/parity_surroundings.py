"""What a cluster has around it, as parity sees it: groups, logs, and the secret of its master user."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from modules.aurora.inputs import DatabaseInputs
from modules.aurora.seen import (
    CLUSTER_PARAMETERS,
    DESCRIBE_GROUPS,
    DESCRIBE_LOGS,
    DESCRIBE_SUBNETS,
    INSTANCE_PARAMETERS,
    LOGS_OF_CLUSTERS,
    cluster_of,
    database_of,
)
from modules.aurora.wanted_parameters import of_cluster, of_instances
from modules.kms.seen_key import seen_key_arn
from modules.network.inputs import network_of
from modules.parity import Aspect, Fact, Look, Setting, Value
from modules.secrets import parity as secrets
from modules.tags import tags_as_mapping, tags_wanted

PARAMETERS = Setting(
    "parameters",
    tuple(f"aws_rds_cluster_parameter_group.{each}" for each in ("name", "family", "parameter")),
    spec="parameters",
)
OWN_PARAMETERS = Setting(
    "instance_parameters",
    tuple(f"aws_db_parameter_group.{each}" for each in ("name", "family", "parameter")),
    spec="instance_parameters",
)
SUBNETS = Setting("subnets", ("aws_db_subnet_group.name", "aws_db_subnet_group.subnet_ids"))
_RULE = "aws_vpc_security_group_ingress_rule"
SECURITY_GROUP = Setting(
    "security group",
    (
        "aws_rds_cluster.vpc_security_group_ids",
        *("aws_security_group.name", "aws_security_group.vpc_id", "aws_security_group.tags"),
        *(f"{_RULE}.{each}" for each in ("security_group_id", "cidr_ipv4", "ip_protocol")),
        *(f"{_RULE}.{each}" for each in ("from_port", "to_port")),
    ),
    spec="allowed_cidrs",
)
LOG_GROUPS = Setting(
    "log groups",
    tuple(f"aws_cloudwatch_log_group.{each}" for each in ("name", "retention_in_days", "kms_key_id")),
    spec="log_retention_in_days",
)


def _see_parameters(look: Look) -> Iterator[Fact]:
    inputs: DatabaseInputs = look.here
    wanted = {name: each.value for name, each in of_cluster(inputs).items()}
    group = _group(look)
    seen = look.reader.all(CLUSTER_PARAMETERS, DBClusterParameterGroupName=group, Source="user")
    yield Fact(PARAMETERS, _values(seen), wanted)


def _see_own_parameters(look: Look) -> Iterator[Fact]:
    seen = look.reader.all(INSTANCE_PARAMETERS, DBParameterGroupName=_group(look), Source="user")
    wanted = {name: each.value for name, each in of_instances(look.here).items()}
    yield Fact(OWN_PARAMETERS, _values(seen), wanted)


def _group(look: Look) -> str:
    """The name of both parameter groups."""
    inputs: DatabaseInputs = look.here
    family = inputs.the_engine.family(inputs.engine_version)
    return look.estate.names.parameter_group(database_of(look).cluster(look.region), family)


def _values(parameters: Any) -> dict[str, Value]:
    return {each["ParameterName"]: each.get("ParameterValue") for each in parameters}


def _see_subnets(look: Look) -> Iterator[Fact]:
    name = database_of(look).cluster(look.region)
    its = look.reader.index(DESCRIBE_SUBNETS, "DBSubnetGroupName").get(name)
    seen = [each["SubnetIdentifier"] for each in its.get("Subnets", ())] if its else []
    given = network_of(look.estate).of(look.region).subnet_ids
    if given is not None:
        yield Fact(SUBNETS, seen, list(given))
    else:  # their ids are AWS's: as many in one Region as in the other
        yield Fact(SUBNETS, len(seen))


def _see_security_group(look: Look) -> Iterator[Fact]:
    """Everything that the cluster's groups let in; what they let out is left to be equal."""
    groups = look.reader.index(DESCRIBE_GROUPS, "GroupId")
    used = [each["VpcSecurityGroupId"] for each in cluster_of(look).get("VpcSecurityGroups") or ()]
    seen = {groups[each]["GroupName"]: _admits(groups[each]) for each in used if each in groups}
    name = look.estate.names.database_group(database_of(look).cluster(look.region))
    inputs: DatabaseInputs = look.here
    blocks = inputs.allowed_cidrs
    if blocks is None:
        blocks = tuple(map(network_of(look.estate).cidr, look.estate.pair))
    port = inputs.listening_port
    wanted: dict[str, Value] = {f"tcp {port}-{port} {block}": True for block in blocks}
    tags = {"Name": name, **tags_wanted(look)}
    # By role and not by name: both Regions' groups stand side by side.
    its = {"own" if each == name else each: rules for each, rules in seen.items()}
    yield Fact(SECURITY_GROUP, its, {"own": {"admits": wanted, "tags": tags}})


def _admits(group: Mapping[str, Any]) -> dict[str, Value]:
    admits: dict[str, Value] = {}
    for rule in group.get("IpPermissions", ()):
        ports = f"{rule.get('IpProtocol')} {rule.get('FromPort')}-{rule.get('ToPort')}"
        sources = [
            *(each["CidrIp"] for each in rule.get("IpRanges", ())),
            *(each["CidrIpv6"] for each in rule.get("Ipv6Ranges", ())),
            *(each["GroupId"] for each in rule.get("UserIdGroupPairs", ())),
            *(each["PrefixListId"] for each in rule.get("PrefixListIds", ())),
        ]
        admits |= {f"{ports} {source}": True for source in sources}
    return {"admits": admits, "tags": tags_as_mapping(group.get("Tags") or ())}


def _see_log_groups(look: Look) -> Iterator[Fact]:
    groups = look.reader.index(DESCRIBE_LOGS, "logGroupName", logGroupNamePrefix=LOGS_OF_CLUSTERS)
    cluster, inputs = database_of(look).cluster(look.region), look.here
    prefix = look.estate.names.log_group(cluster, "")
    yield Fact(
        LOG_GROUPS,
        {
            name.removeprefix(prefix): {"retention": its.get("retentionInDays"), "key": its.get("kmsKeyId")}
            for name, its in groups.items()
            if name.startswith(prefix)
        },
        {
            log: {"retention": inputs.log_retention_in_days, "key": seen_key_arn(look, inputs.key)}
            for log in inputs.logs
        },
    )


def _master(setting: Setting) -> Setting:
    return replace(setting, path=f"master secret {setting.path}", covers=(), spec="")


def _see_master_secret(look: Look) -> Iterator[Fact]:
    """The secret with the master user's first password: a secret like others, its value unread."""
    secret = look.estate.names.master_secret(look.estate.names.label(look.name, look.inputs.name))
    description = f"Master user of the database {look.name}"
    for fact in secrets.secret_facts(look, secret, key=look.inputs.key, description=description):
        yield replace(fact, setting=_master(fact.setting))


def _see_master_policy(look: Look) -> Iterator[Fact]:
    secret = look.estate.names.master_secret(look.estate.names.label(look.name, look.inputs.name))
    for fact in secrets.see_policy(look, secret):
        yield replace(fact, setting=_master(fact.setting))


SURROUNDING_ASPECTS = (
    Aspect((PARAMETERS,), _see_parameters),
    Aspect((OWN_PARAMETERS,), _see_own_parameters),
    Aspect((SUBNETS,), _see_subnets),
    Aspect((SECURITY_GROUP,), _see_security_group),
    Aspect((LOG_GROUPS,), _see_log_groups),
    Aspect(tuple(map(_master, secrets.SECRET_SETTINGS)), _see_master_secret),
    Aspect((_master(secrets.POLICY),), _see_master_policy),
)
