"""A bucket's lifecycle and replication, as parity sees them: rule by rule, in the spec's words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from modules.kms.seen_key import seen_key_arn
from modules.parity import Aspect, Fact, Look, Setting, Value
from modules.s3.lifecycle_inputs import LifecycleRuleInputs
from modules.s3.names import rule_id
from modules.s3.replication_inputs import TIME_CONTROL_MINUTES, ReplicationInputs
from modules.s3.seen import GET_LIFECYCLE, ask, bucket_of, replication_of

_TO_TWIN = "to the twin"
"""What the rule to the other Region goes by: its id names that Region."""

LIFECYCLE = Setting(
    "lifecycle",
    ("aws_s3_bucket_lifecycle_configuration.bucket", "aws_s3_bucket_lifecycle_configuration.rule"),
    spec="lifecycle",
)
REPLICATION = Setting(
    "replication",
    tuple(f"aws_s3_bucket_replication_configuration.{each}" for each in ("bucket", "role", "rule")),
    stack="links",
    spec="replication",
)


def _see_lifecycle(look: Look) -> Iterator[Fact]:
    rules = ask(look, GET_LIFECYCLE).get("Rules", ())
    yield Fact(
        LIFECYCLE,
        {each.get("ID", f"rule {number}"): _lifecycle(each) for number, each in enumerate(rules, start=1)},
        {rule_id: _wanted_lifecycle(rule) for rule_id, rule in look.here.lifecycle.items()},
    )


def _lifecycle(rule: Mapping[str, Any]) -> dict[str, Value]:
    """A rule as S3 says it, in the spec's words; only what it has."""
    filters = rule.get("Filter", {})
    both = filters.get("And", {})
    tags = [*both.get("Tags", ()), *([filters["Tag"]] if "Tag" in filters else [])]
    expiration = rule.get("Expiration", {})
    noncurrent = rule.get("NoncurrentVersionExpiration", {})
    found: dict[str, Value] = {
        "enabled": rule.get("Status") == "Enabled",
        "prefix": filters.get("Prefix") or both.get("Prefix") or rule.get("Prefix"),
        "tags": {tag["Key"]: tag["Value"] for tag in tags},
        "transitions": _moves(rule.get("Transitions", ()), "Days"),
        "expiration_days": expiration.get("Days"),
        "expiration_date": expiration.get("Date") and str(expiration["Date"]),
        "expired_object_delete_marker": expiration.get("ExpiredObjectDeleteMarker"),
        "noncurrent_transitions": _moves(rule.get("NoncurrentVersionTransitions", ()), "NoncurrentDays"),
        "noncurrent_expiration_days": noncurrent.get("NoncurrentDays"),
        "noncurrent_versions": noncurrent.get("NewerNoncurrentVersions"),
        "abort_incomplete_multipart_upload_days": rule.get("AbortIncompleteMultipartUpload", {}).get(
            "DaysAfterInitiation"
        ),
    }
    return _said(found)


def _moves(moves: Iterable[Mapping[str, Any]], days: str) -> Value:
    return {each["StorageClass"]: each.get(days, 0) for each in moves}


def _wanted_lifecycle(rule: LifecycleRuleInputs) -> dict[str, Value]:
    wanted: dict[str, Value] = rule.model_dump()
    for moves in ("transitions", "noncurrent_transitions"):
        wanted[moves] = {each.storage_class: each.days for each in getattr(rule, moves)}
    return _said(wanted)


def _said(rule: Mapping[str, Value]) -> dict[str, Value]:
    """Without what says nothing; whether it is enabled is always said."""
    return {key: its for key, its in rule.items() if its or key == "enabled"}


def _see_replication(look: Look) -> Iterator[Fact]:
    its = replication_of(look)
    rules = its.get("Rules", ())
    seen: dict[str, Value] = {}
    for number, each in enumerate(rules, start=1):
        its_id = each.get("ID", f"rule {number}")
        seen[_TO_TWIN if its_id == rule_id(look.other) else its_id] = _rule(each)
    names, label = look.estate.names, look.estate.names.label(look.name, look.inputs.name)
    role = names.role_arn(names.role(label, "replication", look.region.short_code))
    yield Fact(
        REPLICATION,
        {"role": its.get("Role"), "rules": seen},
        {"role": role, "rules": {_TO_TWIN: _wanted_rule(look)}},
    )


def _rule(rule: Mapping[str, Any]) -> dict[str, Value]:
    to, criteria = rule.get("Destination", {}), rule.get("SourceSelectionCriteria", {})
    filters = rule.get("Filter", {})
    time, metrics = to.get("ReplicationTime", {}), to.get("Metrics", {})
    return {
        "status": rule.get("Status"),
        "priority": rule.get("Priority"),
        "prefix": filters.get("Prefix") or rule.get("Prefix") or "",
        "other filters": filters.get("And") or filters.get("Tag"),
        "delete_markers": rule.get("DeleteMarkerReplication", {}).get("Status", "Disabled"),
        "replica_modifications": criteria.get("ReplicaModifications", {}).get("Status", "Disabled"),
        "encrypted objects": criteria.get("SseKmsEncryptedObjects", {}).get("Status", "Disabled"),
        "destination": to.get("Bucket"),
        "destination account": to.get("Account"),
        "destination key": to.get("EncryptionConfiguration", {}).get("ReplicaKmsKeyID"),
        "storage_class": to.get("StorageClass"),
        # The threshold of metrics is that of time control, or S3 takes neither.
        "time_control": time.get("Time", {}).get("Minutes") if time.get("Status") == "Enabled" else "off",
        "metrics": metrics.get("Status", "Disabled"),
    }


def _wanted_rule(look: Look) -> dict[str, Value]:
    inputs: ReplicationInputs = look.inputs.replication
    here = seen_key_arn(look, look.inputs.key)
    return {
        "status": "Enabled",
        "priority": 1,
        "prefix": inputs.prefix,
        "other filters": None,
        "delete_markers": _status(inputs.delete_markers),
        "replica_modifications": _status(inputs.replica_modifications),
        "encrypted objects": "Enabled",
        "destination": look.estate.names.bucket_arn(bucket_of(look, look.other)),
        "destination account": None,
        # A multi-Region key has the same id everywhere, so that the other Region need not be asked.
        "destination key": here.replace(look.region.code, look.other.code) if here else None,
        "storage_class": inputs.storage_class,
        "time_control": TIME_CONTROL_MINUTES if inputs.time_control else "off",
        "metrics": "Enabled",
    }


def _status(on: bool) -> str:  # noqa: FBT001 # a translation of the value, not a switch
    return "Enabled" if on else "Disabled"


RULE_ASPECTS = (
    Aspect((LIFECYCLE,), _see_lifecycle),
    Aspect((REPLICATION,), _see_replication),
)
