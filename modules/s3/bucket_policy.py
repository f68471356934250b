"""What a bucket refuses, whoever asks."""

from __future__ import annotations

from modules.terraform.policy import Statement
from modules.terraform.reference import Reference


def transport(bucket_arn: str) -> list[Statement]:
    """Refuse plain HTTP and TLS before 1.2.

    Requests that S3 makes on the account's behalf carry no TLS version, and a numeric condition on a key
    that is absent does not hold, so replication passes (Amazon S3 User Guide, "Bucket policy examples").
    """
    everything = [bucket_arn, f"{bucket_arn}/*"]
    return [
        {
            "Sid": "DenyPlainHttp",
            "Effect": "Deny",
            "Principal": "*",
            "Action": "s3:*",
            "Resource": everything,
            "Condition": {"Bool": {"aws:SecureTransport": "false"}},
        },
        {
            "Sid": "DenyOldTls",
            "Effect": "Deny",
            "Principal": "*",
            "Action": "s3:*",
            "Resource": everything,
            "Condition": {"NumericLessThan": {"s3:TlsVersion": "1.2"}},
        },
    ]


def encryption(bucket_arn: str, key_arn: Reference) -> list[Statement]:
    """Refuse uploads that ask for other encryption than the bucket's own.

    An upload that asks for nothing gets the bucket's default. One that asks for ``aws:kms`` and names no
    key gets the AWS managed key (Amazon S3 API Reference, PutObject), which the replication role can't
    decrypt with: a negated condition holds for an absent key too, so that the second statement refuses
    it. One with a key of the client's own (SSE-C) no backfill could replicate. Replication is not
    concerned: its writes are ``s3:ReplicateObject``.
    """
    algorithm = "s3:x-amz-server-side-encryption"
    asked: dict[str, str] = {algorithm: "false"}
    return [
        _deny_upload(bucket_arn, "DenyOtherEncryption", Null=asked, StringNotEquals={algorithm: "aws:kms"}),
        _deny_upload(
            bucket_arn,
            "DenyOtherKeys",
            Null=asked,
            StringNotEquals={"s3:x-amz-server-side-encryption-aws-kms-key-id": key_arn},
        ),
        _deny_upload(
            bucket_arn,
            "DenyKeysOfClients",
            Null={"s3:x-amz-server-side-encryption-customer-algorithm": "false"},
        ),
    ]


def _deny_upload(bucket_arn: str, sid: str, **condition: dict[str, str]) -> Statement:
    return {
        "Sid": sid,
        "Effect": "Deny",
        "Principal": "*",
        "Action": "s3:PutObject",
        "Resource": f"{bucket_arn}/*",
        "Condition": {operator: dict(test) for operator, test in condition.items()},
    }
