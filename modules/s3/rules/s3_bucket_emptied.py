"""A bucket deleted together with what is in it."""

from collections.abc import Iterator

from modules.losses import is_gone, is_on
from modules.review import Change, Concern, Level, Plans, Rule


def _emptied(change: Change, _plans: Plans) -> Iterator[Concern]:
    if is_gone(change) and is_on(change.was("force_destroy")):
        yield Concern(("force_destroy",), "every object and version in it is deleted first")


RULE = Rule(
    id="s3-bucket-emptied",
    level=Level.ERROR,
    title="A bucket is emptied and deleted",
    why=(
        "With force_destroy the provider deletes every version of every object before the bucket, and S3 "
        "does not replicate deletions of versions: one Region loses everything at once (Amazon S3 User "
        "Guide, 'What does Amazon S3 replicate?')."
    ),
    remedy="Apply force_destroy = false first; then S3 refuses to delete a bucket that holds objects.",
    types=frozenset({"aws_s3_bucket"}),
    find=_emptied,
)
