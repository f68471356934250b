"""What parity asks about buckets."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from modules.kms.seen_key import LIST_ALIASES
from modules.parity import Call, Look
from modules.s3.names import bucket_name
from modules.seen_role import LIST_ROLES
from modules.tags import GET_RESOURCES
from regions import Region

_GONE = ("NoSuchBucket", "404")


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
    LIST_ROLES,
)


def bucket_of(look: Look, region: Region) -> str:
    """The name of the bucket in a Region of the pair."""
    return bucket_name(look.estate, look.name, look.inputs, region)


def ask(look: Look, call: Call) -> Mapping[str, Any]:
    """The answer of a call about the Region's bucket; empty where nothing is set."""
    return look.reader.one(call, Bucket=bucket_of(look, look.region)) or {}


def replication_of(look: Look) -> Mapping[str, Any]:
    """The replication configuration of the Region's bucket."""
    configuration: Mapping[str, Any] = ask(look, GET_REPLICATION).get("ReplicationConfiguration", {})
    return configuration
