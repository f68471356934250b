"""The buckets that hold the Terraform state: one in each Region, made before the first stack.

They are not Terraform's own: a state can't hold the bucket that it lies in.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from futago.aws import HTTP_NOT_FOUND, calling
from futago.errors import AwsError
from modules.estate import Estate
from modules.proof import Clients
from regions import Region

OLD_STATES_KEPT_DAYS = 90


@dataclass(frozen=True)
class StateBucket:
    """What is known of one Region's state bucket.

    Attributes:
        region: the Region.
        name: the bucket.
        exists: whether it is there, in this account.
    """

    region: Region
    name: str
    exists: bool


def observe(clients: Clients, estate: Estate) -> tuple[StateBucket, ...]:
    """See which of the state buckets are there.

    Raises:
        AwsError: the name is taken by another account, or AWS does not let us look.
    """
    return tuple(_observe(clients, estate, region) for region in estate.pair)


def _observe(clients: Clients, estate: Estate, region: Region) -> StateBucket:
    name = estate.names.state_bucket(region.short_code)
    try:
        with calling(f"looking at bucket {name} in {region.code} as one of account {estate.account}"):
            clients.client("s3", region).head_bucket(Bucket=name, ExpectedBucketOwner=estate.account)
    except AwsError as error:
        if error.status == HTTP_NOT_FOUND:
            return StateBucket(region, name, exists=False)
        raise
    return StateBucket(region, name, exists=True)


def act(clients: Clients, estate: Estate, buckets: tuple[StateBucket, ...]) -> Iterator[str]:
    """Make what is missing and set every setting anew; safe to stop and to run again.

    Args:
        clients: SDK clients with the rights of ``PERMISSIONS``.
        estate: whose state it is.
        buckets: what was observed.

    Returns:
        What was done, a line at a time.

    Raises:
        AwsError: AWS refused a call or did not answer.
    """
    for bucket in buckets:
        s3 = clients.client("s3", bucket.region)
        if not bucket.exists:
            with calling(f"making bucket {bucket.name} in {bucket.region.code}"):
                s3.create_bucket(
                    Bucket=bucket.name,
                    CreateBucketConfiguration={"LocationConstraint": bucket.region.code},
                    ObjectOwnership="BucketOwnerEnforced",
                )
            yield f"{bucket.region.code}: made {bucket.name}"
        for setting, put in _settings(s3, bucket.name).items():
            with calling(f"setting up bucket {bucket.name} in {bucket.region.code}"):
                put(ExpectedBucketOwner=estate.account)
            yield f"{bucket.region.code}: {bucket.name}: {setting}"


def _settings(s3: Any, name: str) -> dict[str, Callable[..., Any]]:
    def put(method: str, **arguments: Any) -> Callable[..., Any]:
        return lambda **owner: getattr(s3, method)(Bucket=name, **arguments, **owner)

    return {
        "public access blocked": put(
            "put_public_access_block",
            PublicAccessBlockConfiguration=dict.fromkeys(
                ("BlockPublicAcls", "IgnorePublicAcls", "BlockPublicPolicy", "RestrictPublicBuckets"), True
            ),
        ),
        "versions kept": put("put_bucket_versioning", VersioningConfiguration={"Status": "Enabled"}),
        "encrypted": put(
            "put_bucket_encryption",
            ServerSideEncryptionConfiguration={
                "Rules": [
                    {
                        "ApplyServerSideEncryptionByDefault": {"SSEAlgorithm": "aws:kms"},
                        "BucketKeyEnabled": True,
                    }
                ]
            },
        ),
        f"old versions kept {OLD_STATES_KEPT_DAYS} days": put(
            "put_bucket_lifecycle_configuration",
            LifecycleConfiguration={
                "Rules": [
                    {
                        "ID": "old-states",
                        "Status": "Enabled",
                        "Filter": {"Prefix": ""},
                        "NoncurrentVersionExpiration": {"NoncurrentDays": OLD_STATES_KEPT_DAYS},
                    }
                ]
            },
        ),
        "TLS only": put("put_bucket_policy", Policy=_tls_only(name)),
    }


def _tls_only(name: str) -> str:
    return json.dumps(
        {
            "Version": "2012-10-17",
            "Statement": [
                {
                    "Sid": "TlsOnly",
                    "Effect": "Deny",
                    "Principal": "*",
                    "Action": "s3:*",
                    "Resource": [f"arn:aws:s3:::{name}", f"arn:aws:s3:::{name}/*"],
                    "Condition": {"Bool": {"aws:SecureTransport": "false"}},
                }
            ],
        }
    )


PERMISSIONS = (
    *("s3:CreateBucket", "s3:ListBucket", "s3:PutBucketOwnershipControls", "s3:PutBucketPolicy"),
    *("s3:PutBucketPublicAccessBlock", "s3:PutBucketVersioning", "s3:PutEncryptionConfiguration"),
    "s3:PutLifecycleConfiguration",
)
"""The IAM actions that ``observe`` and ``act`` use, on the two state buckets."""
