"""A bucket as every bucket of an estate is: versioned, encrypted, closed to the public, TLS only."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from modules.terraform.aws import (
    S3Bucket,
    S3BucketOwnershipControls,
    S3BucketPolicy,
    S3BucketPublicAccessBlock,
    S3BucketServerSideEncryptionConfiguration,
    S3BucketVersioning,
)
from modules.terraform.aws.s3_bucket import S3BucketTimeouts
from modules.terraform.policy import Statement, policy
from modules.terraform.reference import Reference
from modules.terraform.stack import Part


class PrivateBucket:
    """The bucket and the settings that all have in common.

    Args:
        part: where it belongs.
        name: the bucket's name.
        statements: its policy.
        key_arn: the KMS key of new objects, with a Bucket Key; None for SSE-S3.
        object_lock_enabled: whether object versions can be locked; can't be changed later.
        force_destroy: whether Terraform may delete the bucket with what is in it.
        tags: tags of its own.
        timeouts: Terraform's durations.
    """

    def __init__(
        self,
        part: Part,
        name: str,
        statements: Sequence[Statement],
        *,
        key_arn: Reference | None = None,
        object_lock_enabled: bool = False,
        force_destroy: bool = False,
        tags: Mapping[str, str] | None = None,
        timeouts: S3BucketTimeouts | None = None,
    ) -> None:
        bucket = S3Bucket(
            part,
            bucket=name,
            object_lock_enabled=object_lock_enabled,
            force_destroy=force_destroy,
            tags=tags,
            timeouts=timeouts,
        )
        self.id = bucket.id
        self.versioning = S3BucketVersioning(
            part, bucket=self.id, versioning_configuration={"status": "Enabled"}
        )
        S3BucketOwnershipControls(part, bucket=self.id, rule={"object_ownership": "BucketOwnerEnforced"})
        self._encrypt(part, key_arn)
        blocked = S3BucketPublicAccessBlock(
            part,
            bucket=self.id,
            block_public_acls=True,
            block_public_policy=True,
            ignore_public_acls=True,
            restrict_public_buckets=True,
        )
        # S3 refuses two such writes to one bucket at a time with OperationAborted.
        S3BucketPolicy(part, bucket=self.id, policy=policy(statements), depends_on=[blocked])

    def _encrypt(self, part: Part, key_arn: Reference | None) -> None:
        S3BucketServerSideEncryptionConfiguration(
            part,
            bucket=self.id,
            rule=[
                {
                    "apply_server_side_encryption_by_default": (
                        {"sse_algorithm": "AES256"}
                        if key_arn is None
                        else {"sse_algorithm": "aws:kms", "kms_master_key_id": key_arn}
                    ),
                    "bucket_key_enabled": key_arn is not None,
                }
            ],
        )
