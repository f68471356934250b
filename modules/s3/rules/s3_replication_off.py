"""Replication of a bucket switched off."""

from collections.abc import Iterator

from modules.blocks import blocks, no_longer_in_blocks
from modules.losses import UNKNOWN, any_of, equals
from modules.review import Change, Concern, Level, Plans, Rule
from modules.s3.settings import deleted_alone

SAYS = "a replication rule does not stay enabled"


def _rule_gone(change: Change, _plans: Plans) -> Iterator[Concern]:
    if change.after is None:
        return
    for twin in blocks(change, ("rule",), "id"):
        if twin.before and not twin.after and change.was(*twin.before, "status") == "Enabled":
            yield Concern(twin.before, SAYS + (UNKNOWN if twin.unknown else ""), unknown=twin.unknown)


RULE = Rule(
    id="s3-replication-off",
    level=Level.ERROR,
    title="Replication of a bucket is switched off",
    why=(
        "New objects stay in one Region. Live replication never makes up for it: objects that were written "
        "while it was off are only copied by S3 Batch Replication (Amazon S3 User Guide, 'Replicating "
        "existing objects with Batch Replication')."
    ),
    remedy="Keep the rule and its status Enabled; to stop for a while, plan the backfill that comes after.",
    types=frozenset({"aws_s3_bucket_replication_configuration"}),
    find=any_of(
        deleted_alone("the replication configuration is deleted"),
        _rule_gone,
        no_longer_in_blocks(("rule",), "id", ("status",), equals("Enabled"), SAYS),
    ),
)
