"""A global table in both Regions beside its spec."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from modules.consistency import home_of
from modules.dynamodb.gate import table_gate
from modules.dynamodb.inputs import TableInputs, attribute_types
from modules.dynamodb.parity_indexes import INDEX_ASPECTS
from modules.dynamodb.parity_scaling import SCALING_ASPECTS
from modules.dynamodb.promotion.observation import TableObservation
from modules.dynamodb.seen import (
    CALLS,
    DESCRIBE_BACKUPS,
    DESCRIBE_TTL,
    GET_POLICY,
    LIST_TABLES,
    arn_of,
    described,
    key_names,
    table_name,
    table_of,
    table_setting,
    wanted_keys,
)
from modules.estate import Estate
from modules.grant import ObservedGate
from modules.kms.seen_key import seen_key_arn
from modules.parity import Aspect, Fact, Found, GoneError, Look, Reader, Setting
from modules.policy_structure import policy_fact
from modules.tags import tagged_arns, tags_seen, tags_wanted
from regions import Region

__all__ = ["ASPECTS", "CALLS", "EXEMPT", "inventory", "known", "observe"]

STATUS = Setting("status", stack="")
REPLICA = table_setting("replica", "name", "aws_dynamodb_table_replica.global_table_arn", spec="")
BILLING = table_setting("billing_mode", "billing_mode")
TABLE_CLASS = table_setting("table_class", "table_class", "aws_dynamodb_table_replica.table_class_override")
KEYS = table_setting("keys", "hash_key", "range_key", spec="partition_key")
ATTRIBUTES = table_setting("attribute types", "attribute", spec="partition_key")
STREAM = table_setting("stream", "stream_enabled", "stream_view_type", spec="")
PROTECTION = table_setting(
    "deletion_protection",
    *("deletion_protection_enabled", "aws_dynamodb_table_replica.deletion_protection_enabled"),
)
ENCRYPTION = table_setting(
    "encryption key", "server_side_encryption", "aws_dynamodb_table_replica.kms_key_arn", spec="key"
)
RECOVERY = table_setting(
    "point_in_time_recovery",
    *("point_in_time_recovery", "aws_dynamodb_table_replica.point_in_time_recovery"),
)
TTL = table_setting("ttl", "ttl", shared=True)
TAGS = table_setting("tags", "tags", "aws_dynamodb_table_replica.tags")
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
        its = described(look)
        return TableObservation(
            region=look.region.code,
            exists=True,
            status=its.get("TableStatus", ""),
            gate=_gate(look) if look.inputs.consistency == "strong" else None,
        )
    except GoneError:
        return TableObservation(look.region.code, exists=False)


def _policy(look: Look) -> str | None:
    answer = look.reader.one(GET_POLICY, ResourceArn=arn_of(look))
    return answer["Policy"] if answer else None


def _gate(look: Look) -> ObservedGate:
    text = _policy(look)
    gate = table_gate(look.estate, look.name, look.inputs, look.region)
    return gate.state_of(text) if text else "missing"


def _see_table(look: Look) -> Iterator[Fact]:
    its, here = described(look), look.here
    yield Fact(STATUS, its.get("TableStatus"), "ACTIVE")
    replicas = sorted(each["RegionName"] for each in its.get("Replicas", ()))
    yield Fact(REPLICA, look.other.code in replicas, wanted=True)
    yield Fact(
        BILLING, its.get("BillingModeSummary", {}).get("BillingMode", "PROVISIONED"), here.billing_mode
    )
    yield Fact(TABLE_CLASS, its.get("TableClassSummary", {}).get("TableClass", "STANDARD"), here.table_class)
    yield Fact(KEYS, key_names(its["KeySchema"]), wanted_keys(here.partition_key, here.sort_key))
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


def _see_encryption(look: Look) -> Iterator[Fact]:
    seen = described(look).get("SSEDescription", {}).get("KMSMasterKeyArn")
    yield Fact(ENCRYPTION, seen, seen_key_arn(look, look.here.key))


def _see_recovery(look: Look) -> Iterator[Fact]:
    answer = look.reader.one(DESCRIBE_BACKUPS, TableName=table_of(look)) or {}
    recovery = answer.get("ContinuousBackupsDescription", {}).get("PointInTimeRecoveryDescription", {})
    status = recovery.get("PointInTimeRecoveryStatus")
    yield Fact(RECOVERY, status == "ENABLED", look.here.point_in_time_recovery)


def _see_ttl(look: Look) -> Iterator[Fact]:
    """DynamoDB keeps TTL equal in all replicas (Developer Guide, "Global tables: how it works")."""
    if not look.is_first:
        return
    answer = look.reader.one(DESCRIBE_TTL, TableName=table_of(look)) or {}
    its, wanted = answer.get("TimeToLiveDescription", {}), look.here.ttl
    is_on = its.get("TimeToLiveStatus") in {"ENABLED", "ENABLING"}
    yield Fact(
        TTL,
        its.get("AttributeName") if is_on else None,
        wanted.attribute_name if wanted is not None and wanted.enabled else None,
    )


def _see_policy(look: Look) -> Iterator[Fact]:
    """The gate of a strong table; no policy at all on another."""
    home = home_of(look.estate, look.inputs)
    if home is None:
        yield policy_fact(POLICY, _policy(look), None)
    else:
        yield Fact(GATE, _gate(look), "open" if look.region == home else "closed")


def _see_tags(look: Look) -> Iterator[Fact]:
    yield Fact(TAGS, tags_seen(look, arn_of(look)), tags_wanted(look))


ASPECTS = (
    Aspect((STATUS, REPLICA, BILLING, TABLE_CLASS, KEYS, ATTRIBUTES, STREAM, PROTECTION), _see_table),
    *INDEX_ASPECTS,
    Aspect((ENCRYPTION,), _see_encryption),
    Aspect((RECOVERY,), _see_recovery),
    Aspect((TTL,), _see_ttl),
    *SCALING_ASPECTS,
    Aspect((GATE, POLICY), _see_policy),
    Aspect((TAGS,), _see_tags),
)


def inventory(reader: Reader, estate: Estate, region: Region) -> Iterable[Found]:
    """Tables with the estate's tag, or its name where no tag says that it is another's."""
    tagged = tagged_arns(reader, estate, "dynamodb")
    for table in reader.all(LIST_TABLES):
        arn = estate.names.table_arn(table, region.code)
        if tagged.get(arn) or (arn not in tagged and table.startswith(f"{estate.names.prefix}-")):
            yield Found(table, arn, tagged=arn in tagged)


def known(estate: Estate, name: str, inputs: TableInputs, region: Region) -> Iterable[str]:  # noqa: ARG001 # every kind's signature
    """The table."""
    yield table_name(estate, name, inputs)
