"""A change of replicas, which asks the other Region."""

from collections.abc import Iterator

from modules.blocks import blocks
from modules.losses import UNKNOWN, made_or_removed
from modules.review import Action, Change, Concern, Level, Plans, Rule

SAYS = "DynamoDB asks the replica's Region"
ATTRIBUTES = ("kms_key_arn", "point_in_time_recovery", "deletion_protection_enabled", "propagate_tags")
of_replica = made_or_removed(SAYS, "point_in_time_recovery", "deletion_protection_enabled", "tags")


def _asks(change: Change, plans: Plans) -> Iterator[Concern]:
    if change.type == "aws_dynamodb_table_replica":
        yield from of_replica(change, plans)
        return
    for twin in blocks(change, ("replica",), "region_name"):
        place = twin.after or twin.before or ()
        if change.action is not Action.UPDATE or not (twin.before and twin.after):
            says = SAYS + (UNKNOWN if twin.unknown else "")
            yield Concern(place, says, unknown=twin.unknown, region=twin.region)
        elif any(change.was(*twin.before, each) != change.will_be(*twin.after, each) for each in ATTRIBUTES):
            yield Concern(place, SAYS, region=twin.region, path_before=twin.before)


RULE = Rule(
    id="dynamodb-needs-other-region",
    level=Level.NOTE,
    title="A change of replicas needs the other Region alive",
    why=(
        "DynamoDB makes, changes and removes replicas by calls to the table's Region that wait for the "
        "replica's (DynamoDB API Reference, UpdateTable, ReplicaUpdates): one dark Region blocks them."
    ),
    remedy="Apply it while both Regions answer, and keep it out of a promotion.",
    types=frozenset({"aws_dynamodb_table_replica", "aws_dynamodb_table", "aws_dynamodb_global_table"}),
    find=_asks,
)
