"""Settings of buckets that are resources of their own."""

from __future__ import annotations

from collections.abc import Iterator

from modules.losses import Find
from modules.review import Action, Change, Concern, Plans


def deleted_alone(says: str) -> Find:
    """A setting that is deleted while its bucket stays; with the bucket its deletion says nothing new."""

    def find(change: Change, plans: Plans) -> Iterator[Concern]:
        if change.action is Action.DELETE:
            bucket = str(change.was("bucket"))
            if bucket not in plans.deleted("aws_s3_bucket", "bucket"):
                yield Concern((), says)

    return find
