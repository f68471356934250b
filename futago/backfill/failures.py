"""Every reason for which S3 does not copy an object, and what to do about it.

The codes: Amazon S3 User Guide, "Receiving replication failure events with Amazon S3 Event Notifications",
where an event has as failureReason what a report has as error code; "Troubleshooting S3 Batch Operations".
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

_LINKS = "apply the estate's links stack"
_REGION = "apply the stack of the source's Region, which holds the role"


@dataclass(frozen=True)
class Failure:
    """A reason.

    Attributes:
        says: what it means.
        remedy: what to do before a retry.
        retry_helps: whether a retry can succeed after that.
    """

    says: str
    remedy: str
    retry_helps: bool = True


def _may_not(role: str, action: str, where: str) -> Failure:
    return Failure(
        f"the {role} role may not {action} on the {where}",
        f"allow it in the role's policy, and see that no bucket or organization policy denies it ({_REGION})",
    )


_GONE = Failure(
    "the object or version was deleted from the source while the job ran",
    "nothing: it is not there any more; verify tells whether the buckets are equal",
    retry_helps=False,
)

FAILURES: Mapping[str, Failure] = {
    "AssumeRoleNotPermitted": Failure(
        "S3 can't take the replication role or the job's role",
        f"let s3.amazonaws.com take the first and batchoperations.s3.amazonaws.com the second ({_REGION})",
    ),
    "DstBucketInvalidRegion": Failure(
        "the destination bucket is in another Region than the job expects",
        f"see that the replication names the estate's own bucket ({_LINKS})",
    ),
    "DstBucketNotFound": Failure(
        "the destination bucket of the replication does not exist",
        f"apply the stack of the destination's Region, then {_LINKS}",
    ),
    "DstBucketObjectLockConfigMissing": Failure(
        "the source bucket has Object Lock and the destination has not",
        "enable Object Lock of the destination bucket; it can't be turned off again",
    ),
    "DstBucketUnversioned": Failure(
        "versioning of the destination bucket is off",
        "apply the stack of the destination's Region, which enables it",
    ),
    "DstDelObjNotPermitted": _may_not("replication", "s3:ReplicateDelete", "destination"),
    "DstKmsKeyInvalidState": Failure(
        "the destination's KMS key is disabled or waits for its deletion",
        "aws kms enable-key, or aws kms cancel-key-deletion, in the destination's Region",
    ),
    "DstKmsKeyNotFound": Failure(
        "the KMS key that the replication names does not exist in the destination's Region",
        f"apply the keys stack, then {_LINKS}",
    ),
    "DstMultipartCompleteNotPermitted": _may_not("replication", "s3:ReplicateObject", "destination"),
    "DstMultipartInitNotPermitted": _may_not("replication", "s3:ReplicateObject", "destination"),
    "DstMultipartUploadNotPermitted": _may_not("replication", "s3:ReplicateObject", "destination"),
    "DstMultipartPartUploadNotPermitted": _may_not("replication", "s3:ReplicateObject", "destination"),
    "DstObjectHardDeleted": Failure(
        "the version was deleted from the destination by its id, and S3 never replicates such a one again",
        "copy the object onto itself in the source: that makes a new version, which is replicated",
        retry_helps=False,
    ),
    "DstPutAclNotPermitted": _may_not("replication", "s3:ReplicateObject", "destination"),
    "DstPutLegalHoldNotPermitted": _may_not("replication", "s3:PutObjectLegalHold", "destination"),
    "DstPutObjectNotPermitted": Failure(
        "the replication role may not s3:ReplicateObject in the destination, or may not use the key there",
        "allow it in the role's policy, and kms:Encrypt with the destination's key, in the role's policy and "
        f"in the key's ({_REGION})",
    ),
    "DstPutRetentionNotPermitted": _may_not("replication", "s3:PutObjectRetention", "destination"),
    "DstPutTaggingNotPermitted": _may_not("replication", "s3:ReplicateTags", "destination"),
    "DstVersionNotFound": Failure(
        "the version whose metadata was to be replicated is not in the destination",
        "futago backfill start --statuses COMPLETED --again copies the version itself",
    ),
    "InitiateReplicationNotPermitted": _may_not("job's", "s3:InitiateReplication", "source"),
    "SrcBucketInvalidRegion": Failure(
        "the source bucket is in another Region than the job",
        "start the job with futago, which starts it in the source's Region",
        retry_helps=False,
    ),
    "SrcBucketNotFound": Failure(
        "the source bucket does not exist", "apply the stack of the source's Region"
    ),
    "SrcBucketReplicationConfigMissing": Failure("the source bucket has no replication", _LINKS),
    "SrcGetAclNotPermitted": _may_not("replication", "s3:GetObjectVersionAcl", "source"),
    "SrcGetLegalHoldNotPermitted": _may_not("replication", "s3:GetObjectLegalHold", "source"),
    "SrcGetObjectNotPermitted": Failure(
        "the replication role may not s3:GetObjectVersionForReplication in the source, or not use its key",
        "allow it in the role's policy, and kms:Decrypt with the source's key, in the role's policy and in "
        f"the key's ({_REGION})",
    ),
    "SrcGetRetentionNotPermitted": _may_not("replication", "s3:GetObjectRetention", "source"),
    "SrcGetTaggingNotPermitted": _may_not("replication", "s3:GetObjectVersionTagging", "source"),
    "SrcHeadObjectNotPermitted": _may_not("replication", "s3:GetObjectVersionForReplication", "source"),
    "SrcKeyNotFound": _GONE,
    "SrcKmsKeyInvalidState": Failure(
        "the source's KMS key is disabled or waits for its deletion",
        "aws kms enable-key, or aws kms cancel-key-deletion, in the source's Region",
    ),
    "SrcObjectNotEligible": Failure(
        "the replication's rules don't cover the object: S3 Glacier Flexible Retrieval or Deep Archive, "
        "another prefix, or a key of a client's own (SSE-C)",
        "restore archived objects and give them a storage class that can be read at once (a copy onto "
        "themselves), widen replication.prefix, or leave them out on purpose",
    ),
    "SrcObjectNotFound": _GONE,
    "SrcReplicationNotPending": Failure(
        "S3 had replicated the object already",
        "nothing; verify shows that it is there",
        retry_helps=False,
    ),
    "SrcVersionNotFound": _GONE,
    "AccessDenied": Failure(
        "a role may not do something that copying needs",
        "futago backfill plan looks at both roles; see the keys' policies, too",
    ),
    "InvalidRequest": Failure(
        "the list of objects has one without version id",
        "start the job with futago, whose lists have them",
        retry_helps=False,
    ),
    "InternalError": Failure("S3 failed inside", "nothing: retry"),
    "ServiceUnavailable": Failure("S3 was overloaded", "retry later, or with a lower --priority of others"),
    "SlowDown": Failure("S3 was overloaded", "retry later, or with a lower --priority of others"),
}
"""What is known, by S3's code."""


def failure_of(code: str) -> Failure:
    """What is known of a code; for an unknown one, where to look."""
    return FAILURES.get(
        code,
        Failure(
            f"S3 gives the reason {code or '(none)'}, which futago does not know",
            'Amazon S3 User Guide, "Amazon S3 replication failure reasons"; then retry',
        ),
    )
