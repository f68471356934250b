"""A change of a multi-Region key, which asks the other Region."""

from collections.abc import Iterator

from modules.losses import changed, is_on, made_or_removed
from modules.review import Change, Concern, Level, Plans, Rule

SAYS = "KMS asks the Region of the primary key"
of_replica = made_or_removed(SAYS)
of_rotation = changed(("enable_key_rotation",), "KMS carries the rotation over to the replicas")


def _asks(change: Change, plans: Plans) -> Iterator[Concern]:
    if change.type != "aws_kms_key":
        yield from of_replica(change, plans)
    elif is_on(change.was("multi_region")):
        yield from of_rotation(change, plans)


RULE = Rule(
    id="kms-needs-other-region",
    level=Level.NOTE,
    title="A change of a multi-Region key needs the other Region alive",
    why=(
        "ReplicateKey is a call to the primary's Region, and shared properties are copied from there (KMS "
        "Developer Guide, 'Creating multi-Region replica keys'): none of this works while it is dark."
    ),
    remedy="Apply it while both Regions answer, and keep it out of a promotion.",
    types=frozenset({"aws_kms_key", "aws_kms_replica_key", "aws_kms_replica_external_key"}),
    find=_asks,
)
