"""Versioning of a bucket suspended, or off from the start."""

from collections.abc import Iterator

from modules.losses import any_of, equals, is_left_to_aws, is_on, made_with, no_longer, only
from modules.review import Change, Concern, Level, Plans, Rule
from modules.s3.settings import deleted_alone

STATUS = ("versioning_configuration", 0, "status")
_of_block = no_longer(("versioning", 0, "enabled"), is_on, "versioning does not stay enabled")


def _block(change: Change, plans: Plans) -> Iterator[Concern]:
    """Before version 4 of the provider it was a block of the bucket; else the bucket only reports it."""
    if not is_left_to_aws(change, "versioning"):
        yield from _of_block(change, plans)


RULE = Rule(
    id="s3-versioning-suspended",
    level=Level.ERROR,
    title="Versioning of a bucket is suspended",
    why=(
        "Replication needs versioning of both buckets. Without it S3 replicates nothing any more, and an "
        "object that is overwritten or deleted is lost (Amazon S3 User Guide, 'Requirements and "
        "considerations for replication'). Deleting aws_s3_bucket_versioning suspends it, too."
    ),
    remedy="Keep versioning Enabled; a lifecycle rule on noncurrent versions keeps the cost down.",
    types=frozenset({"aws_s3_bucket_versioning", "aws_s3_bucket"}),
    find=any_of(
        no_longer(STATUS, equals("Enabled"), "versioning does not stay enabled"),
        made_with(STATUS, equals("Suspended", "Disabled"), "versioning is off from the start"),
        only("aws_s3_bucket_versioning", deleted_alone("versioning is suspended with its resource")),
        _block,
    ),
)
