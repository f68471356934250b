"""The two roles that S3 takes for a bucket: one to replicate from it, one to run Batch Operations on it."""

from __future__ import annotations

from dataclasses import dataclass

from futago.names import Names
from modules.role import Role
from modules.s3.inputs import BucketInputs
from modules.terraform.policy import Statement, trust
from modules.terraform.reference import Reference
from regions import Region

REPLICATION = "replication"
BATCH = "batch"


@dataclass(frozen=True)
class End:
    """One end of a replication.

    Attributes:
        region: where the bucket is.
        bucket_arn: the bucket.
        key_arn: the key of its objects.
        prefix: what the keys of replicated objects start with.
    """

    region: Region
    bucket_arn: str
    key_arn: Reference
    prefix: str

    @property
    def objects(self) -> str:
        """Every object that is replicated."""
        return f"{self.bucket_arn}/{self.prefix}*"


def replication_role(names: Names, label: str, *, inputs: BucketInputs, source: End, to: End) -> Role:
    """The role with which S3 replicates from ``source`` to ``to``."""
    return Role(
        names.role(label, REPLICATION, source.region.short_code),
        trusts=trust("s3.amazonaws.com", names.account, source.bucket_arn),
        policies={REPLICATION: replication_statements(inputs, source, to)},
    )


def batch_role(names: Names, name: str, label: str, *, source: End) -> Role:
    """The role with which S3 Batch Operations replicates what was in the bucket ``name`` before."""
    code, short_code = source.region.code, source.region.short_code
    reports = names.bucket_arn(names.report_bucket(short_code))
    return Role(
        names.role(label, BATCH, short_code),
        trusts=trust(
            "batchoperations.s3.amazonaws.com", names.account, f"arn:aws:s3:{code}:{names.account}:job/*"
        ),
        policies={BATCH: batch_statements(source, f"{reports}/{names.report_prefix(name)}*")},
    )


def replication_statements(inputs: BucketInputs, source: End, to: End) -> list[Statement]:
    """What replication from ``source`` to ``to`` needs, and no more.

    From the Amazon S3 User Guide, "Setting up permissions for live replication", "Replicating encrypted
    objects" and "Object Lock considerations". The two object-lock actions are needed with Object Lock
    only, ReplicateDelete with delete markers only.
    """
    read = ["s3:GetObjectVersionForReplication", "s3:GetObjectVersionAcl", "s3:GetObjectVersionTagging"]
    if inputs.object_lock is not None:
        read += ["s3:GetObjectRetention", "s3:GetObjectLegalHold"]
    write = ["s3:ReplicateObject", "s3:ReplicateTags"]
    if inputs.replication.delete_markers:
        write.append("s3:ReplicateDelete")
    return [
        _allow("ReadConfiguration", ["s3:GetReplicationConfiguration", "s3:ListBucket"], source.bucket_arn),
        _allow("ReadSource", read, source.objects),
        _allow("WriteDestination", write, to.objects),
        _allow_key("DecryptSource", ["kms:Decrypt"], source),
        # Decrypt too: with it S3 verifies the destination's Bucket Key before it uses it.
        _allow_key("EncryptDestination", ["kms:Decrypt", "kms:Encrypt"], to),
    ]


def batch_statements(source: End, reports: str) -> list[Statement]:
    """What a Batch Replication job with a generated manifest needs, and no more.

    From the Amazon S3 User Guide, "Configuring IAM policies for Batch Replication". It needs no key: it
    reads no object, and reports and manifests are encrypted with SSE-S3.
    """
    list_objects = ["s3:GetReplicationConfiguration", "s3:PutInventoryConfiguration"]
    return [
        _allow("Replicate", ["s3:InitiateReplication"], source.objects),
        _allow("ListObjects", list_objects, source.bucket_arn),
        _allow("Report", ["s3:GetObject", "s3:GetObjectVersion", "s3:PutObject"], reports),
    ]


def _allow(sid: str, actions: list[str], resource: str) -> Statement:
    return {"Sid": sid, "Effect": "Allow", "Action": actions, "Resource": resource}


def _allow_key(sid: str, actions: list[str], end: End) -> Statement:
    """Use of a key through S3 for the bucket's objects alone.

    With a Bucket Key the encryption context is the bucket's ARN; it is the object's for one that a client
    uploaded with its Bucket Key turned off (Amazon S3 User Guide, "S3 Bucket Keys").
    """
    return {
        "Sid": sid,
        "Effect": "Allow",
        "Action": actions,
        "Resource": end.key_arn,
        "Condition": {
            "StringEquals": {"kms:ViaService": f"s3.{end.region.code}.amazonaws.com"},
            "StringLike": {"kms:EncryptionContext:aws:s3:arn": [end.bucket_arn, end.objects]},
        },
    }
