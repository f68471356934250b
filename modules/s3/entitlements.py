"""What an application needs to read or write a bucket in its Region."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from modules.entitlement import Entitlement, Surroundings, use_of_key
from modules.s3.gate import access_point_arn
from modules.s3.inputs import BucketInputs
from modules.s3.names import bucket_name

LIST_ACTIONS = ("s3:ListBucket",)
READ_ACTIONS = ("s3:GetObject", "s3:GetObjectTagging", "s3:GetObjectVersion")
WRITE_ACTIONS = (
    *("s3:AbortMultipartUpload", "s3:DeleteObject", "s3:ListMultipartUploadParts", "s3:PutObject"),
    "s3:PutObjectTagging",
)


def entitlements(
    around: Surroundings, name: str, inputs: BucketInputs, *, reads: bool, writes: bool
) -> Iterator[Entitlement]:
    """What reading and writing the bucket takes.

    A strong bucket is reached through its access point and in no other way: S3 has to find the request
    allowed for the access point and for the bucket behind it, and the bucket is allowed only where
    ``s3:DataAccessPointArn`` says that the request came through that access point (Amazon S3 User Guide,
    "Configuring IAM policies for using access points").
    """
    bucket = around.estate.names.bucket_arn(bucket_name(around.estate, name, inputs, around.region))
    if inputs.consistency == "strong":
        through = access_point_arn(around.estate, name, inputs, around.region)
        yield from _objects(through, f"{through}/object/*", reads=reads, writes=writes)
        condition = {"ArnEquals": {"s3:DataAccessPointArn": through}}
        yield from _objects(bucket, f"{bucket}/*", reads=reads, writes=writes, condition=condition)
    else:
        yield from _objects(bucket, f"{bucket}/*", reads=reads, writes=writes)
    # A multipart upload decrypts its parts, and a Bucket Key is decrypted before it is used.
    uses = ("kms:Decrypt", "kms:GenerateDataKey") if writes else ("kms:Decrypt",)
    yield use_of_key(around.key_arn(inputs.key), uses, "s3", around.region)


def _objects(
    place: str,
    objects: str,
    *,
    reads: bool,
    writes: bool,
    condition: Mapping[str, Mapping[str, str]] | None = None,
) -> Iterator[Entitlement]:
    behind = "Behind" if condition else ""
    if reads:
        yield Entitlement(f"ListBuckets{behind}", LIST_ACTIONS, (place,), condition or {})
        yield Entitlement(f"ReadObjects{behind}", READ_ACTIONS, (objects,), condition or {})
    if writes:
        yield Entitlement(f"WriteObjects{behind}", WRITE_ACTIONS, (objects,), condition or {})
