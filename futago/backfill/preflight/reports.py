"""The bucket for reports and manifests."""

from __future__ import annotations

from collections.abc import Iterator

from futago.aws import HTTP_NOT_FOUND, calling
from futago.backfill.direction import Direction
from futago.backfill.obstacle import Obstacle, Weight
from futago.backfill.preflight.buckets import APPLY
from futago.backfill.refusal import code_of, is_silence, is_unknown_caller
from futago.errors import AwsError
from modules.proof import Clients


def bucket(clients: Clients, direction: Direction) -> Iterator[Obstacle]:
    """``report-bucket-missing``, ``-foreign``, ``-elsewhere`` and ``-locked``.

    It must lie in the job's Region, in its account, and without a default retention: S3 can't write a report
    where that is on (Amazon S3 User Guide, "Troubleshooting Batch Operations").
    """
    name, s3 = direction.report_bucket, clients.client("s3", direction.source)
    try:
        with calling(f"looking at bucket {name} in {direction.source.code}"):
            s3.head_bucket(Bucket=name, ExpectedBucketOwner=direction.account)
            location = s3.get_bucket_location(Bucket=name)["LocationConstraint"]
    except AwsError as error:
        if is_silence(error) or is_unknown_caller(error):
            raise
        yield _absent(direction, error)
        return
    if location != direction.source.code:
        yield Obstacle(
            "report-bucket-elsewhere",
            Weight.STOPS,
            f"report bucket {name} is in {location}; a job's reports and manifests lie in its own Region, "
            f"{direction.source.code}",
            APPLY,
        )
    if _is_locked(clients, direction):
        yield Obstacle(
            "report-bucket-locked",
            Weight.STOPS,
            f"report bucket {name} has Object Lock with a default retention: S3 can't write reports there",
            "take the default retention off the bucket",
        )


def _absent(direction: Direction, error: AwsError) -> Obstacle:
    name = direction.report_bucket
    if error.status == HTTP_NOT_FOUND:
        wrong = f"there is no report bucket {name} in {direction.source.code}"
        return Obstacle("report-bucket-missing", Weight.STOPS, wrong, APPLY)
    return Obstacle(
        "report-bucket-foreign",
        Weight.STOPS,
        f"report bucket {name} is not to be seen as one of account {direction.account}: {error.message}",
        "use credentials of that account which may s3:ListBucket it; a bucket of another account is refused "
        "by S3",
    )


def _is_locked(clients: Clients, direction: Direction) -> bool:
    try:
        with calling(f"looking at the Object Lock of bucket {direction.report_bucket}"):
            answer = clients.client("s3", direction.source).get_object_lock_configuration(
                Bucket=direction.report_bucket, ExpectedBucketOwner=direction.account
            )
    except AwsError as error:
        if code_of(error) == "ObjectLockConfigurationNotFoundError":
            return False
        raise
    return "DefaultRetention" in answer.get("ObjectLockConfiguration", {}).get("Rule", {})
