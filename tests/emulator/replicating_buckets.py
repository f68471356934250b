"""A pair of buckets that replicate into each other, for the tests of S3."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

TOKYO = "ap-northeast-1"
OSAKA = "ap-northeast-3"
BUCKETS = {TOKYO: "docs-apne1", OSAKA: "docs-apne3"}
KEYS = {region: f"arn:aws:kms:{region}:111122223333:key/mrk-1" for region in BUCKETS}
Aws = Callable[..., Any]


def make_buckets(aws: Aws, *, bucket_key: bool = True) -> tuple[Any, Any]:
    """Make a versioned bucket under SSE-KMS in each Region; return both clients, Tokyo's first."""
    clients = []
    for region, name in BUCKETS.items():
        s3 = aws("s3", region)
        s3.create_bucket(Bucket=name, CreateBucketConfiguration={"LocationConstraint": region})
        s3.put_bucket_versioning(Bucket=name, VersioningConfiguration={"Status": "Enabled"})
        encryption = {
            "ApplyServerSideEncryptionByDefault": {
                "SSEAlgorithm": "aws:kms",
                "KMSMasterKeyID": KEYS[region],
            },
            "BucketKeyEnabled": bucket_key,
        }
        s3.put_bucket_encryption(Bucket=name, ServerSideEncryptionConfiguration={"Rules": [encryption]})
        clients.append(s3)
    tokyo, osaka = clients
    return tokyo, osaka


def replicate(
    s3: Any, source: str, destination: str, *, kms: bool = True, modifications: bool = True
) -> None:
    """Replicate from one Region's bucket to the other's."""
    states = {True: "Enabled", False: "Disabled"}
    rule = {
        "ID": "all",
        "Priority": 1,
        "Status": "Enabled",
        "Filter": {},
        "DeleteMarkerReplication": {"Status": "Disabled"},
        "SourceSelectionCriteria": {
            "SseKmsEncryptedObjects": {"Status": states[kms]},
            "ReplicaModifications": {"Status": states[modifications]},
        },
        "Destination": {
            "Bucket": f"arn:aws:s3:::{BUCKETS[destination]}",
            "EncryptionConfiguration": {"ReplicaKmsKeyID": KEYS[destination]},
        },
    }
    role = "arn:aws:iam::111122223333:role/replicate"
    s3.put_bucket_replication(
        Bucket=BUCKETS[source], ReplicationConfiguration={"Role": role, "Rules": [rule]}
    )
