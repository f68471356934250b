"""A paired bucket in both Regions beside its spec."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from modules.consistency import home_of
from modules.estate import Estate
from modules.grant import ObservedGate
from modules.kms.seen_key import seen_key_arn
from modules.parity import Aspect, Fact, Found, GoneError, Look, Reader, Setting
from modules.policy_structure import policy_fact
from modules.s3 import bucket_policy
from modules.s3.gate import bucket_gate
from modules.s3.inputs import BucketInputs
from modules.s3.names import access_point_name, bucket_name
from modules.s3.parity_roles import ROLE_ASPECTS
from modules.s3.parity_rules import RULE_ASPECTS
from modules.s3.promotion.observation import BucketObservation, leads_to
from modules.s3.roles import BATCH, REPLICATION
from modules.s3.seen import (
    CALLS,
    GET_ENCRYPTION,
    GET_GATE,
    GET_LOCK,
    GET_OWNERSHIP,
    GET_POLICY,
    GET_PUBLIC_ACCESS,
    GET_VERSIONING,
    LIST_ACCESS_POINTS,
    LIST_BUCKETS,
    ask,
    bucket_of,
    replication_of,
)
from modules.tags import tagged_arns, tags_seen, tags_wanted
from modules.terraform.reference import Reference
from regions import Region

__all__ = ["ASPECTS", "CALLS", "EXEMPT", "inventory", "known", "observe"]

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
        rules = replication_of(look).get("Rules", ())
    except GoneError:
        return BucketObservation(look.region.code, exists=False)
    twin = look.estate.names.bucket_arn(bucket_of(look, look.other))
    return BucketObservation(
        region=look.region.code,
        exists=True,
        gate=_gate(look) if look.inputs.consistency == "strong" else None,
        replicates=any(leads_to(rule, twin) for rule in rules),
    )


def _gate(look: Look) -> ObservedGate:
    answer = look.reader.one(
        GET_GATE,
        AccountId=look.estate.account,
        Name=access_point_name(look.estate, look.name, look.inputs),
    )
    gate = bucket_gate(look.estate, look.name, look.inputs, look.region)
    return gate.state_of(answer["Policy"]) if answer else "missing"


def _see_versioning(look: Look) -> Iterator[Fact]:
    """Where a rule replicates, versioning is on: S3 refuses to suspend it before the configuration is gone.

    Amazon S3 User Guide, "What does Amazon S3 replicate?" and "Additional replication configurations"; only
    where nothing replicates is versioning asked for.
    """
    name = bucket_of(look, look.region)
    yield Fact(BUCKET, name, name)
    replicates = any(rule.get("Status") == "Enabled" for rule in replication_of(look).get("Rules", ()))
    yield Fact(VERSIONING, "Enabled" if replicates else ask(look, GET_VERSIONING).get("Status"), "Enabled")


def _see_encryption(look: Look) -> Iterator[Fact]:
    rules = ask(look, GET_ENCRYPTION).get("ServerSideEncryptionConfiguration", {}).get("Rules") or [{}]
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
    seen = ask(look, GET_PUBLIC_ACCESS).get("PublicAccessBlockConfiguration", {})
    yield Fact(PUBLIC_ACCESS, {each: seen.get(each, False) for each in names}, dict.fromkeys(names, True))


def _see_ownership(look: Look) -> Iterator[Fact]:
    rules = ask(look, GET_OWNERSHIP).get("OwnershipControls", {}).get("Rules") or [{}]
    yield Fact(OWNERSHIP, rules[0].get("ObjectOwnership"), "BucketOwnerEnforced")


def _see_policy(look: Look) -> Iterator[Fact]:
    arn = look.estate.names.bucket_arn(bucket_of(look, look.region))
    key = Reference(seen_key_arn(look, look.here.key) or "")
    statements: Any = [*bucket_policy.transport(arn), *bucket_policy.encryption(arn, key)]
    yield policy_fact(POLICY, ask(look, GET_POLICY).get("Policy"), statements)


def _see_lock(look: Look) -> Iterator[Fact]:
    its = ask(look, GET_LOCK).get("ObjectLockConfiguration", {})
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
    wanted = {"name": name, "bucket": bucket_of(look, look.region), "network": "Internet"}
    its = points.get(name)
    seen = (
        {"name": its["Name"], "bucket": its["Bucket"], "network": its.get("NetworkOrigin")} if its else None
    )
    yield Fact(ACCESS_POINT, seen, wanted if home else None)
    if home:
        yield Fact(GATE, _gate(look), "open" if look.region == home else "closed")


def _see_tags(look: Look) -> Iterator[Fact]:
    arn = look.estate.names.bucket_arn(bucket_of(look, look.region))
    yield Fact(TAGS, tags_seen(look, arn), tags_wanted(look))


ASPECTS = (
    Aspect((BUCKET, VERSIONING), _see_versioning),
    Aspect((ENCRYPTION,), _see_encryption),
    Aspect((PUBLIC_ACCESS,), _see_public_access),
    Aspect((OWNERSHIP,), _see_ownership),
    Aspect((POLICY,), _see_policy),
    *RULE_ASPECTS,
    Aspect((LOCK,), _see_lock),
    Aspect((ACCESS_POINT, GATE), _see_access_point),
    Aspect((TAGS,), _see_tags),
    *ROLE_ASPECTS,
)


def inventory(reader: Reader, estate: Estate, region: Region) -> Iterable[Found]:
    """Buckets of the Region with the estate's tag, or its name where no tag says that it is another's.

    Those with the reports and with Terraform's state are the estate's, and no resource of its spec.
    """
    tagged = tagged_arns(reader, estate, "s3")
    own = {estate.names.report_bucket(region.short_code), estate.names.state_bucket(region.short_code)}
    for each in reader.all(LIST_BUCKETS, BucketRegion=region.code):
        name = each["Name"]
        arn = estate.names.bucket_arn(name)
        if name in own or each.get("BucketRegion", region.code) != region.code:
            continue
        if tagged.get(arn) or (arn not in tagged and name.startswith(f"{estate.names.prefix}-")):
            yield Found(name, arn, tagged=arn in tagged)


def known(estate: Estate, name: str, inputs: BucketInputs, region: Region) -> Iterable[str]:
    """The Region's bucket and its roles."""
    yield bucket_name(estate, name, inputs, region)
    for use in (REPLICATION, BATCH):
        yield estate.names.role(estate.names.label(name, inputs.name), use, region.short_code)
