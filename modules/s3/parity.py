"""A paired bucket in both Regions beside its spec."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from modules.consistency import home_of
from modules.estate import Estate
from modules.grant import ObservedGate
from modules.kms.seen_key import LIST_ALIASES, seen_key_arn
from modules.parity import Aspect, Call, Fact, Found, GoneError, Look, Reader, Setting, Value
from modules.policy_structure import policy_fact
from modules.s3 import bucket_policy
from modules.s3.gate import bucket_gate
from modules.s3.inputs import BucketInputs
from modules.s3.lifecycle_inputs import LifecycleRuleInputs
from modules.s3.names import access_point_name, bucket_name, rule_id
from modules.s3.promotion.observation import BucketObservation, leads_to
from modules.s3.replication_inputs import TIME_CONTROL_MINUTES, ReplicationInputs
from modules.tags import GET_RESOURCES, tagged_arns, tags_seen, tags_wanted
from modules.terraform.reference import Reference
from regions import Region

_GONE = ("NoSuchBucket", "404")
_TO_TWIN = "to the twin"
"""What the rule to the other Region goes by: its id names that Region."""


def _get(operation: str, permission: str, *nothing: str) -> Call:
    return Call("s3", operation, f"s3:{permission}", "arn:aws:s3:::*", nothing=nothing, gone=_GONE)


GET_VERSIONING = _get("get_bucket_versioning", "GetBucketVersioning")
GET_ENCRYPTION = _get(
    *("get_bucket_encryption", "GetEncryptionConfiguration", "ServerSideEncryptionConfigurationNotFoundError")
)
GET_PUBLIC_ACCESS = _get(
    "get_public_access_block", "GetBucketPublicAccessBlock", "NoSuchPublicAccessBlockConfiguration"
)
GET_OWNERSHIP = _get(
    "get_bucket_ownership_controls", "GetBucketOwnershipControls", "OwnershipControlsNotFoundError"
)
GET_POLICY = _get("get_bucket_policy", "GetBucketPolicy", "NoSuchBucketPolicy")
GET_LIFECYCLE = _get(
    *("get_bucket_lifecycle_configuration", "GetLifecycleConfiguration", "NoSuchLifecycleConfiguration")
)
GET_REPLICATION = _get(
    "get_bucket_replication", "GetReplicationConfiguration", "ReplicationConfigurationNotFoundError"
)
GET_LOCK = _get(
    *("get_object_lock_configuration", "GetBucketObjectLockConfiguration"),
    "ObjectLockConfigurationNotFoundError",
)
LIST_BUCKETS = Call("s3", "list_buckets", "s3:ListAllMyBuckets", items="Buckets")
LIST_ACCESS_POINTS = Call("s3control", "list_access_points", "s3:ListAccessPoints", items="AccessPointList")
GET_GATE = Call(
    "s3control",
    "get_access_point_policy",
    "s3:GetAccessPointPolicy",
    "arn:aws:s3:{region}:{account}:accesspoint/*",
    nothing=("NoSuchAccessPoint", "NoSuchAccessPointPolicy"),
)
CALLS = (
    *(GET_VERSIONING, GET_ENCRYPTION, GET_PUBLIC_ACCESS, GET_OWNERSHIP, GET_POLICY, GET_LIFECYCLE),
    *(GET_REPLICATION, GET_LOCK, LIST_BUCKETS, LIST_ACCESS_POINTS, GET_GATE, GET_RESOURCES, LIST_ALIASES),
)

BUCKET = Setting("bucket", ("aws_s3_bucket.bucket",))
VERSIONING = Setting(
    "versioning",
    ("aws_s3_bucket_versioning.bucket", "aws_s3_bucket_versioning.versioning_configuration"),
    spec="versioning",
)
_ENCRYPTION = "aws_s3_bucket_server_side_encryption_configuration"
ENCRYPTION = Setting("encryption", (f"{_ENCRYPTION}.bucket", f"{_ENCRYPTION}.rule"), spec="key")
PUBLIC_ACCESS = Setting(
    "public access block",
    tuple(
        f"aws_s3_bucket_public_access_block.{each}"
        for each in (
            *("bucket", "block_public_acls", "block_public_policy", "ignore_public_acls"),
            "restrict_public_buckets",
        )
    ),
)
OWNERSHIP = Setting(
    "object ownership", ("aws_s3_bucket_ownership_controls.bucket", "aws_s3_bucket_ownership_controls.rule")
)
POLICY = Setting("policy", ("aws_s3_bucket_policy.bucket", "aws_s3_bucket_policy.policy"))
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
LOCK = Setting(
    "object_lock",
    (
        "aws_s3_bucket.object_lock_enabled",
        *(f"aws_s3_bucket_object_lock_configuration.{each}" for each in ("bucket", "rule")),
    ),
    spec="object_lock",
)
ACCESS_POINT = Setting(
    "access point",
    ("aws_s3_access_point.name", "aws_s3_access_point.bucket", "aws_s3_access_point.account_id"),
)
GATE = Setting(
    "gate",
    ("aws_s3control_access_point_policy.access_point_arn", "aws_s3control_access_point_policy.policy"),
    stack="",
    spec="home",
)
TAGS = Setting("tags", ("aws_s3_bucket.tags",), spec="tags")

EXEMPT = {
    "aws_s3_bucket.force_destroy": "Terraform's own behaviour, nothing in AWS",
    "aws_s3_bucket.timeouts": "Terraform's own patience, nothing in AWS",
    "aws_s3_access_point.public_access_block_configuration": (
        "can't be changed once the access point is made, and the bucket's own, which is looked at, holds for "
        'it too (Amazon S3 User Guide, "Managing public access to access points")'
    ),
}


def observe(look: Look) -> BucketObservation:
    """Whether the bucket is there, where it replicates to, and its gate."""
    try:
        rules = _replication(look).get("Rules", ())
    except GoneError:
        return BucketObservation(look.region.code, exists=False)
    twin = look.estate.names.bucket_arn(_bucket(look, look.other))
    return BucketObservation(
        region=look.region.code,
        exists=True,
        gate=_gate(look) if look.inputs.consistency == "strong" else None,
        replicates=any(leads_to(rule, twin) for rule in rules),
    )


def _bucket(look: Look, region: Region) -> str:
    return bucket_name(look.estate, look.name, look.inputs, region)


def _ask(look: Look, call: Call) -> Mapping[str, Any]:
    return look.reader.one(call, Bucket=_bucket(look, look.region)) or {}


def _replication(look: Look) -> Mapping[str, Any]:
    configuration: Mapping[str, Any] = _ask(look, GET_REPLICATION).get("ReplicationConfiguration", {})
    return configuration


def _gate(look: Look) -> ObservedGate:
    answer = look.reader.one(
        GET_GATE,
        AccountId=look.estate.account,
        Name=access_point_name(look.estate, look.name, look.inputs),
    )
    gate = bucket_gate(look.estate, look.name, look.inputs, look.region)
    return gate.state_of(answer["Policy"]) if answer else "missing"


def _see_versioning(look: Look) -> Iterator[Fact]:
    name = _bucket(look, look.region)
    status = _ask(look, GET_VERSIONING).get("Status")
    yield Fact(BUCKET, name, name)
    yield Fact(VERSIONING, status, "Enabled")


def _see_encryption(look: Look) -> Iterator[Fact]:
    rules = _ask(look, GET_ENCRYPTION).get("ServerSideEncryptionConfiguration", {}).get("Rules") or [{}]
    default = rules[0].get("ApplyServerSideEncryptionByDefault", {})
    yield Fact(
        ENCRYPTION,
        {
            "algorithm": default.get("SSEAlgorithm"),
            "key": default.get("KMSMasterKeyID"),
            "bucket key": rules[0].get("BucketKeyEnabled", False),
        },
        {"algorithm": "aws:kms", "key": seen_key_arn(look, look.here.key), "bucket key": True},
    )


def _see_public_access(look: Look) -> Iterator[Fact]:
    names = ("BlockPublicAcls", "BlockPublicPolicy", "IgnorePublicAcls", "RestrictPublicBuckets")
    seen = _ask(look, GET_PUBLIC_ACCESS).get("PublicAccessBlockConfiguration", {})
    yield Fact(PUBLIC_ACCESS, {each: seen.get(each, False) for each in names}, dict.fromkeys(names, True))


def _see_ownership(look: Look) -> Iterator[Fact]:
    rules = _ask(look, GET_OWNERSHIP).get("OwnershipControls", {}).get("Rules") or [{}]
    yield Fact(OWNERSHIP, rules[0].get("ObjectOwnership"), "BucketOwnerEnforced")


def _see_policy(look: Look) -> Iterator[Fact]:
    arn = look.estate.names.bucket_arn(_bucket(look, look.region))
    key = Reference(seen_key_arn(look, look.here.key) or "")
    statements: Any = [*bucket_policy.transport(arn), *bucket_policy.encryption(arn, key)]
    yield policy_fact(POLICY, _ask(look, GET_POLICY).get("Policy"), statements)


def _see_lifecycle(look: Look) -> Iterator[Fact]:
    rules = _ask(look, GET_LIFECYCLE).get("Rules", ())
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
    its = _replication(look)
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
        "destination": look.estate.names.bucket_arn(_bucket(look, look.other)),
        "destination account": None,
        # A multi-Region key has the same id everywhere, so that the other Region need not be asked.
        "destination key": here.replace(look.region.code, look.other.code) if here else None,
        "storage_class": inputs.storage_class,
        "time_control": TIME_CONTROL_MINUTES if inputs.time_control else "off",
        "metrics": "Enabled",
    }


def _status(on: bool) -> str:  # noqa: FBT001 # a translation of the value, not a switch
    return "Enabled" if on else "Disabled"


def _see_lock(look: Look) -> Iterator[Fact]:
    its = _ask(look, GET_LOCK).get("ObjectLockConfiguration", {})
    retention = its.get("Rule", {}).get("DefaultRetention", {})
    seen = {"mode": retention.get("Mode"), "days": retention.get("Days"), "years": retention.get("Years")}
    wanted = look.here.object_lock
    yield Fact(
        LOCK,
        seen if its.get("ObjectLockEnabled") == "Enabled" else None,
        wanted.model_dump() if wanted is not None else None,
    )


def _see_access_point(look: Look) -> Iterator[Fact]:
    """The access point and its gate, of a strong bucket; none of the estate's name on another."""
    name = access_point_name(look.estate, look.name, look.inputs)
    points = look.reader.index(LIST_ACCESS_POINTS, "Name", AccountId=look.estate.account)
    home = home_of(look.estate, look.inputs)
    wanted = {"name": name, "bucket": _bucket(look, look.region), "network": "Internet"}
    its = points.get(name)
    seen = (
        {"name": its["Name"], "bucket": its["Bucket"], "network": its.get("NetworkOrigin")} if its else None
    )
    yield Fact(ACCESS_POINT, seen, wanted if home else None)
    if home:
        yield Fact(GATE, _gate(look), "open" if look.region == home else "closed")


def _see_tags(look: Look) -> Iterator[Fact]:
    arn = look.estate.names.bucket_arn(_bucket(look, look.region))
    yield Fact(TAGS, tags_seen(look, arn), tags_wanted(look))


ASPECTS = (
    Aspect((BUCKET, VERSIONING), _see_versioning),
    Aspect((ENCRYPTION,), _see_encryption),
    Aspect((PUBLIC_ACCESS,), _see_public_access),
    Aspect((OWNERSHIP,), _see_ownership),
    Aspect((POLICY,), _see_policy),
    Aspect((LIFECYCLE,), _see_lifecycle),
    Aspect((REPLICATION,), _see_replication),
    Aspect((LOCK,), _see_lock),
    Aspect((ACCESS_POINT, GATE), _see_access_point),
    Aspect((TAGS,), _see_tags),
)


def inventory(reader: Reader, estate: Estate, region: Region) -> Iterable[Found]:
    """Buckets of the Region with the estate's tag, or its name where no tag says that it is another's.

    Those with the reports and with Terraform's state are the estate's, and no resource of its spec.
    """
    tagged = tagged_arns(reader, estate)
    own = {estate.names.report_bucket(region.short_code), estate.names.state_bucket(region.short_code)}
    for each in reader.all(LIST_BUCKETS, BucketRegion=region.code):
        name = each["Name"]
        arn = estate.names.bucket_arn(name)
        if name in own or each.get("BucketRegion", region.code) != region.code:
            continue
        if tagged.get(arn) or (arn not in tagged and name.startswith(f"{estate.names.prefix}-")):
            yield Found(name, arn, tagged=arn in tagged)


def known(estate: Estate, name: str, inputs: BucketInputs, region: Region) -> Iterable[str]:
    """The Region's bucket."""
    yield bucket_name(estate, name, inputs, region)
