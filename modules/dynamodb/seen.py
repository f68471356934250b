"""What parity asks about tables."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from modules.dynamodb.gate import table_arn
from modules.dynamodb.inputs import TableInputs
from modules.estate import Estate
from modules.kms.seen_key import LIST_ALIASES
from modules.parity import Call, Look, Setting, Value
from modules.tags import GET_RESOURCES

_TABLES = "arn:aws:dynamodb:{region}:{account}:table/*"
_GONE = ("ResourceNotFoundException", "TableNotFoundException")
DESCRIBE_TABLE = Call("dynamodb", "describe_table", "dynamodb:DescribeTable", _TABLES, gone=_GONE)
DESCRIBE_BACKUPS = Call(
    "dynamodb", "describe_continuous_backups", "dynamodb:DescribeContinuousBackups", _TABLES, gone=_GONE
)
DESCRIBE_TTL = Call("dynamodb", "describe_time_to_live", "dynamodb:DescribeTimeToLive", _TABLES, gone=_GONE)
GET_POLICY = Call(
    "dynamodb",
    "get_resource_policy",
    "dynamodb:GetResourcePolicy",
    _TABLES,
    nothing=("PolicyNotFoundException",),
    gone=_GONE,
)
LIST_TABLES = Call("dynamodb", "list_tables", "dynamodb:ListTables", items="TableNames")
_SCALING = "application-autoscaling"
DESCRIBE_TARGETS = Call(
    _SCALING, "describe_scalable_targets", f"{_SCALING}:DescribeScalableTargets", items="ScalableTargets"
)
DESCRIBE_POLICIES = Call(
    _SCALING, "describe_scaling_policies", f"{_SCALING}:DescribeScalingPolicies", items="ScalingPolicies"
)
CALLS = (
    *(DESCRIBE_TABLE, DESCRIBE_BACKUPS, DESCRIBE_TTL, GET_POLICY, LIST_TABLES, DESCRIBE_TARGETS),
    *(DESCRIBE_POLICIES, LIST_ALIASES, GET_RESOURCES),
)


def table_setting(path: str, *arguments: str, spec: str | None = None, shared: bool = False) -> Setting:
    """A setting that the stack of both Regions writes; by default the spec calls it as findings do."""
    covers = tuple(each if "." in each else f"aws_dynamodb_table.{each}" for each in arguments)
    return Setting(path, covers, stack="links", spec=path if spec is None else spec, shared=shared)


def table_of(look: Look) -> str:
    """The table's name in AWS."""
    return table_name(look.estate, look.name, look.inputs)


def table_name(estate: Estate, name: str, inputs: TableInputs) -> str:
    """The name in AWS of a table of the spec."""
    return estate.names.table(estate.names.label(name, inputs.name))


def arn_of(look: Look) -> str:
    """The ARN of the Region's replica."""
    return table_arn(look.estate, look.name, look.inputs, look.region)


def described(look: Look) -> Mapping[str, Any]:
    """The Region's replica as DynamoDB describes it."""
    answer = look.reader.one(DESCRIBE_TABLE, TableName=table_of(look))
    table: Mapping[str, Any] = (answer or {})["Table"]
    return table


def key_names(schema: Iterable[Mapping[str, str]]) -> dict[str, Value]:
    """A key schema as the spec has it."""
    names = {"HASH": "partition_key", "RANGE": "sort_key"}
    return {names[each["KeyType"]]: each["AttributeName"] for each in schema}


def wanted_keys(partition: Any, sort: Any) -> dict[str, Value]:
    """The spec's keys in the same form."""
    return {"partition_key": partition.name, **({"sort_key": sort.name} if sort is not None else {})}
