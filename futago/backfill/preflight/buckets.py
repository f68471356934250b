"""Both buckets: there, versioned, and alike in Object Lock."""

from __future__ import annotations

from collections.abc import Iterator

from futago.aws import HTTP_NOT_FOUND, calling
from futago.backfill.dark import dark
from futago.backfill.direction import Direction
from futago.backfill.obstacle import Obstacle, Weight
from futago.backfill.refusal import code_of, is_silence, is_unknown_caller
from futago.errors import AwsError
from modules.proof import Clients
from regions import Region

APPLY = "apply the estate's stacks: futago synth, then npx cdktf deploy '*'"


def sides(direction: Direction) -> tuple[tuple[Region, str], tuple[Region, str]]:
    """Region and bucket of the source, and of the destination."""
    return (
        (direction.source, direction.source_bucket),
        (direction.destination, direction.destination_bucket),
    )


def exist(clients: Clients, direction: Direction) -> Iterator[Obstacle]:
    """``bucket-missing``, ``bucket-foreign`` and ``region-dark``: both are there and the account's own."""
    for region, bucket in sides(direction):
        try:
            with calling(f"looking at bucket {bucket} in {region.code}"):
                clients.client("s3", region).head_bucket(Bucket=bucket, ExpectedBucketOwner=direction.account)
        except AwsError as error:
            yield _absent(region, bucket, direction, error)


def _absent(region: Region, bucket: str, direction: Direction, error: AwsError) -> Obstacle:
    if is_unknown_caller(error):
        raise error
    if is_silence(error):
        return dark(direction, error, region)
    if error.status == HTTP_NOT_FOUND:
        return Obstacle(
            "bucket-missing", Weight.STOPS, f"there is no bucket {bucket} in {region.code}", APPLY
        )
    return Obstacle(
        "bucket-foreign",
        Weight.STOPS,
        f"bucket {bucket} in {region.code} is not to be seen as one of account {direction.account}: "
        f"{error.message}",
        "use credentials of that account which may s3:ListBucket it, or give the bucket another name in the "
        "spec if it is somebody else's",
    )


def versioning(clients: Clients, direction: Direction) -> Iterator[Obstacle]:
    """``versioning-off``: S3 replicates between versioned buckets only."""
    for region, bucket in sides(direction):
        with calling(f"looking at the versioning of bucket {bucket} in {region.code}"):
            answer = clients.client("s3", region).get_bucket_versioning(
                Bucket=bucket, ExpectedBucketOwner=direction.account
            )
        status = answer.get("Status", "never enabled")
        if status != "Enabled":
            yield Obstacle(
                "versioning-off",
                Weight.STOPS,
                f"versioning of bucket {bucket} in {region.code} is {status}; S3 replicates between "
                "versioned buckets only",
                APPLY,
            )


def object_lock(clients: Clients, direction: Direction) -> Iterator[Obstacle]:
    """``object-lock-differs``: locked objects go to a bucket with Object Lock only.

    Amazon S3 User Guide, "Amazon S3 replication failure reasons", DstBucketObjectLockConfigMissing.
    """
    source, destination = (_is_locked(clients, direction, *side) for side in sides(direction))
    if source and not destination:
        yield Obstacle(
            "object-lock-differs",
            Weight.STOPS,
            f"bucket {direction.source_bucket} has Object Lock and {direction.destination_bucket} has not: "
            "S3 replicates locked objects to a bucket with Object Lock only",
            f"enable Object Lock of bucket {direction.destination_bucket} (it can't be turned off again), or "
            "make the bucket anew",
        )


def _is_locked(clients: Clients, direction: Direction, region: Region, bucket: str) -> bool:
    try:
        with calling(f"looking at the Object Lock of bucket {bucket} in {region.code}"):
            answer = clients.client("s3", region).get_object_lock_configuration(
                Bucket=bucket, ExpectedBucketOwner=direction.account
            )
    except AwsError as error:
        if code_of(error) == "ObjectLockConfigurationNotFoundError":
            return False
        raise
    return bool(answer.get("ObjectLockConfiguration", {}).get("ObjectLockEnabled") == "Enabled")
