"""A global table in both Regions beside its spec."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from modules.consistency import home_of
from modules.dynamodb.gate import table_arn, table_gate
from modules.dynamodb.inputs import TableInputs, attribute_types
from modules.dynamodb.promotion.observation import TableObservation
from modules.dynamodb.scaled import scaled
from modules.dynamodb.schema import GlobalSecondaryIndex, Index, OnDemandThroughput
from modules.estate import Estate
from modules.grant import ObservedGate
from modules.kms.seen_key import LIST_ALIASES, seen_key_arn
from modules.parity import Aspect, Call, Fact, Found, GoneError, Look, Reader, Setting, Value
from modules.policy_structure import policy_fact
from modules.tags import GET_RESOURCES, tagged_arns, tags_seen, tags_wanted
from regions import Region

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


def _setting(path: str, *arguments: str, spec: str | None = None, shared: bool = False) -> Setting:
    """A setting that the stack of both Regions writes; by default the spec calls it as findings do."""
    covers = tuple(each if "." in each else f"aws_dynamodb_table.{each}" for each in arguments)
    return Setting(path, covers, stack="links", spec=path if spec is None else spec, shared=shared)


STATUS = Setting("status", stack="")
REPLICA = _setting("replica", "name", "aws_dynamodb_table_replica.global_table_arn", spec="")
BILLING = _setting("billing_mode", "billing_mode")
TABLE_CLASS = _setting("table_class", "table_class", "aws_dynamodb_table_replica.table_class_override")
KEYS = _setting("keys", "hash_key", "range_key", spec="partition_key")
ATTRIBUTES = _setting("attribute types", "attribute", spec="partition_key")
GLOBAL_INDEXES = _setting("global_secondary_indexes", "global_secondary_index")
LOCAL_INDEXES = _setting("local_secondary_indexes", "local_secondary_index")
CEILING = _setting("on_demand_throughput", "on_demand_throughput")
STREAM = _setting("stream", "stream_enabled", "stream_view_type", spec="")
PROTECTION = _setting(
    "deletion_protection",
    *("deletion_protection_enabled", "aws_dynamodb_table_replica.deletion_protection_enabled"),
)
ENCRYPTION = _setting(
    "encryption key", "server_side_encryption", "aws_dynamodb_table_replica.kms_key_arn", spec="key"
)
RECOVERY = _setting(
    "point_in_time_recovery",
    *("point_in_time_recovery", "aws_dynamodb_table_replica.point_in_time_recovery"),
)
TTL = _setting("ttl", "ttl", shared=True)
SCALING = _setting(
    "scaling",
    *(f"aws_appautoscaling_target.{each}" for each in ("service_namespace", "resource_id")),
    *(f"aws_appautoscaling_target.{each}" for each in ("scalable_dimension", "min_capacity", "max_capacity")),
    *(f"aws_appautoscaling_policy.{each}" for each in ("name", "policy_type", "service_namespace")),
    *(f"aws_appautoscaling_policy.{each}" for each in ("resource_id", "scalable_dimension")),
    "aws_appautoscaling_policy.target_tracking_scaling_policy_configuration",
    spec="read_capacity",
)
TAGS = _setting("tags", "tags", "aws_dynamodb_table_replica.tags")
GATE = Setting(
    "gate",
    ("aws_dynamodb_resource_policy.resource_arn", "aws_dynamodb_resource_policy.policy"),
    stack="",
    spec="home",
)
POLICY = Setting("resource policy", stack="")

EXEMPT = {
    "aws_dynamodb_table.read_capacity": "scaling moves it; between what is looked at",
    "aws_dynamodb_table.write_capacity": "likewise",
    "aws_dynamodb_table.timeouts": "Terraform's own patience, nothing in AWS",
    "aws_dynamodb_table_replica.timeouts": "likewise",
    "aws_appautoscaling_target.tags": "tags of a scalable target: nobody pays or permits by them",
}


def observe(look: Look) -> TableObservation:
    """The Region's replica and its gate."""
    try:
        its = _described(look)
        return TableObservation(
            region=look.region.code,
            exists=True,
            status=its.get("TableStatus", ""),
            gate=_gate(look) if look.inputs.consistency == "strong" else None,
        )
    except GoneError:
        return TableObservation(look.region.code, exists=False)


def _table(look: Look) -> str:
    return _name(look.estate, look.name, look.inputs)


def _name(estate: Estate, name: str, inputs: TableInputs) -> str:
    return estate.names.table(estate.names.label(name, inputs.name))


def _arn(look: Look) -> str:
    return table_arn(look.estate, look.name, look.inputs, look.region)


def _described(look: Look) -> Mapping[str, Any]:
    answer = look.reader.one(DESCRIBE_TABLE, TableName=_table(look))
    table: Mapping[str, Any] = (answer or {})["Table"]
    return table


def _policy(look: Look) -> str | None:
    answer = look.reader.one(GET_POLICY, ResourceArn=_arn(look))
    return answer["Policy"] if answer else None


def _gate(look: Look) -> ObservedGate:
    text = _policy(look)
    gate = table_gate(look.estate, look.name, look.inputs, look.region)
    return gate.state_of(text) if text else "missing"


def _see_table(look: Look) -> Iterator[Fact]:
    its, here = _described(look), look.here
    yield Fact(STATUS, its.get("TableStatus"), "ACTIVE")
    replicas = sorted(each["RegionName"] for each in its.get("Replicas", ()))
    yield Fact(REPLICA, look.other.code in replicas, wanted=True)
    yield Fact(
        BILLING, its.get("BillingModeSummary", {}).get("BillingMode", "PROVISIONED"), here.billing_mode
    )
    yield Fact(TABLE_CLASS, its.get("TableClassSummary", {}).get("TableClass", "STANDARD"), here.table_class)
    yield Fact(KEYS, _keys(its["KeySchema"]), _wanted_keys(here.partition_key, here.sort_key))
    yield Fact(
        ATTRIBUTES,
        {each["AttributeName"]: each["AttributeType"] for each in its.get("AttributeDefinitions", ())},
        attribute_types(here),
    )
    stream = its.get("StreamSpecification", {})
    yield Fact(
        STREAM,
        stream.get("StreamViewType") if stream.get("StreamEnabled") else None,
        "NEW_AND_OLD_IMAGES",
    )
    yield Fact(PROTECTION, its.get("DeletionProtectionEnabled", False), here.deletion_protection)


def _see_indexes(look: Look) -> Iterator[Fact]:
    its, here = _described(look), look.here
    yield Fact(
        GLOBAL_INDEXES,
        {each["IndexName"]: _index(each) for each in its.get("GlobalSecondaryIndexes") or ()},
        {name: _wanted_global(index) for name, index in here.global_secondary_indexes.items()},
    )
    yield Fact(
        LOCAL_INDEXES,
        {each["IndexName"]: _index(each) for each in its.get("LocalSecondaryIndexes") or ()},
        {
            name: _wanted_index(here.partition_key, index.sort_key, index)
            for name, index in here.local_secondary_indexes.items()
        },
    )
    yield Fact(CEILING, _ceiling(its), _wanted_ceiling(here.on_demand_throughput))


def _keys(schema: Iterable[Mapping[str, str]]) -> dict[str, Value]:
    names = {"HASH": "partition_key", "RANGE": "sort_key"}
    return {names[each["KeyType"]]: each["AttributeName"] for each in schema}


def _wanted_keys(partition: Any, sort: Any) -> dict[str, Value]:
    return {"partition_key": partition.name, **({"sort_key": sort.name} if sort is not None else {})}


def _index(its: Mapping[str, Any]) -> dict[str, Value]:
    projection = its.get("Projection", {})
    found: dict[str, Value] = {
        **_keys(its["KeySchema"]),
        "projection": projection.get("ProjectionType"),
        "non_key_attributes": sorted(projection.get("NonKeyAttributes") or ()),
    }
    ceiling = _ceiling(its)
    return {**found, "on_demand_throughput": ceiling} if ceiling else found


def _wanted_index(partition: Any, sort: Any, index: Index) -> dict[str, Value]:
    return {
        **_wanted_keys(partition, sort),
        "projection": index.projection,
        "non_key_attributes": sorted(index.non_key_attributes),
    }


def _wanted_global(index: GlobalSecondaryIndex) -> dict[str, Value]:
    wanted = _wanted_index(index.partition_key, index.sort_key, index)
    ceiling = _wanted_ceiling(index.on_demand_throughput)
    return {**wanted, "on_demand_throughput": ceiling} if ceiling else wanted


def _ceiling(its: Mapping[str, Any]) -> dict[str, Value] | None:
    """DynamoDB says -1 where there is none (API Reference, OnDemandThroughput)."""
    given = its.get("OnDemandThroughput") or {}
    names = {
        "MaxReadRequestUnits": "max_read_request_units",
        "MaxWriteRequestUnits": "max_write_request_units",
    }
    return {ours: given[name] for name, ours in names.items() if given.get(name, -1) > 0} or None


def _wanted_ceiling(throughput: OnDemandThroughput | None) -> dict[str, Value] | None:
    return throughput.model_dump(exclude_none=True) if throughput else None


def _see_encryption(look: Look) -> Iterator[Fact]:
    seen = _described(look).get("SSEDescription", {}).get("KMSMasterKeyArn")
    yield Fact(ENCRYPTION, seen, seen_key_arn(look, look.here.key))


def _see_recovery(look: Look) -> Iterator[Fact]:
    answer = look.reader.one(DESCRIBE_BACKUPS, TableName=_table(look)) or {}
    recovery = answer.get("ContinuousBackupsDescription", {}).get("PointInTimeRecoveryDescription", {})
    status = recovery.get("PointInTimeRecoveryStatus")
    yield Fact(RECOVERY, status == "ENABLED", look.here.point_in_time_recovery)


def _see_ttl(look: Look) -> Iterator[Fact]:
    """DynamoDB keeps TTL equal in all replicas (Developer Guide, "Global tables: how it works")."""
    if not look.is_first:
        return
    answer = look.reader.one(DESCRIBE_TTL, TableName=_table(look)) or {}
    its, wanted = answer.get("TimeToLiveDescription", {}), look.here.ttl
    is_on = its.get("TimeToLiveStatus") in {"ENABLED", "ENABLING"}
    yield Fact(
        TTL,
        its.get("AttributeName") if is_on else None,
        wanted.attribute_name if wanted is not None and wanted.enabled else None,
    )


def _see_scaling(look: Look) -> Iterator[Fact]:
    table = _table(look)
    targets: dict[str, dict[str, Value]] = {}
    for each in look.reader.all(DESCRIBE_TARGETS, ServiceNamespace="dynamodb"):
        if _scales(each, table):
            targets[_scaled(each, table)] = {"min": each["MinCapacity"], "max": each["MaxCapacity"]}
    for each in look.reader.all(DESCRIBE_POLICIES, ServiceNamespace="dynamodb"):
        if _scales(each, table):
            policy = each.get("TargetTrackingScalingPolicyConfiguration", {})
            targets.setdefault(_scaled(each, table), {}).update(
                policy=each["PolicyName"],
                metric=policy.get("PredefinedMetricSpecification", {}).get("PredefinedMetricType"),
                target_utilization=policy.get("TargetValue"),
            )
    yield Fact(SCALING, targets, _wanted_scaling(look))


def _wanted_scaling(look: Look) -> dict[str, Value]:
    table = _table(look)
    return {
        _scaled({"ResourceId": one.resource_id, "ScalableDimension": one.dimension}, table): {
            "min": one.capacity.min,
            "max": one.capacity.max,
            "policy": look.estate.names.scaling_policy(one.direction),
            "metric": f"DynamoDB{one.direction.capitalize()}CapacityUtilization",
            "target_utilization": one.capacity.target_utilization,
        }
        for one in scaled(table, look.here)
    }


def _scales(each: Mapping[str, Any], table: str) -> bool:
    return bool(f"{each['ResourceId']}/".startswith(f"table/{table}/"))


def _scaled(each: Mapping[str, Any], table: str) -> str:
    """What is scaled, for people: ``read``, ``index by-user write``."""
    index = str(each["ResourceId"]).removeprefix(f"table/{table}").removeprefix("/index/")
    direction = "read" if "Read" in each["ScalableDimension"] else "write"
    return f"index {index} {direction}" if index else direction


def _see_policy(look: Look) -> Iterator[Fact]:
    """The gate of a strong table; no policy at all on another."""
    home = home_of(look.estate, look.inputs)
    if home is None:
        yield policy_fact(POLICY, _policy(look), None)
    else:
        yield Fact(GATE, _gate(look), "open" if look.region == home else "closed")


def _see_tags(look: Look) -> Iterator[Fact]:
    yield Fact(TAGS, tags_seen(look, _arn(look)), tags_wanted(look))


ASPECTS = (
    Aspect((STATUS, REPLICA, BILLING, TABLE_CLASS, KEYS, ATTRIBUTES, STREAM, PROTECTION), _see_table),
    Aspect((GLOBAL_INDEXES, LOCAL_INDEXES, CEILING), _see_indexes),
    Aspect((ENCRYPTION,), _see_encryption),
    Aspect((RECOVERY,), _see_recovery),
    Aspect((TTL,), _see_ttl),
    Aspect((SCALING,), _see_scaling),
    Aspect((GATE, POLICY), _see_policy),
    Aspect((TAGS,), _see_tags),
)


def inventory(reader: Reader, estate: Estate, region: Region) -> Iterable[Found]:
    """Tables with the estate's tag, or its name where no tag says that it is another's."""
    tagged = tagged_arns(reader, estate)
    for table in reader.all(LIST_TABLES):
        arn = estate.names.table_arn(table, region.code)
        if tagged.get(arn) or (arn not in tagged and table.startswith(f"{estate.names.prefix}-")):
            yield Found(table, arn, tagged=arn in tagged)


def known(estate: Estate, name: str, inputs: TableInputs, region: Region) -> Iterable[str]:  # noqa: ARG001 # every kind's signature
    """The table."""
    yield _name(estate, name, inputs)
