"""A replica taken away."""

from collections.abc import Iterator

from modules.blocks import blocks
from modules.losses import UNKNOWN, any_of, destroyed, only
from modules.review import Change, Concern, Level, Plans, Rule


def _removed(change: Change, _plans: Plans) -> Iterator[Concern]:
    if change.after is None:
        return
    for twin in blocks(change, ("replica",), "region_name"):
        if twin.before and twin.after is None:
            says = "the Region's replica is deleted" + (UNKNOWN if twin.unknown else "")
            yield Concern(twin.before, says, unknown=twin.unknown, region=twin.region)


RULE = Rule(
    id="dynamodb-replica-removed",
    level=Level.ERROR,
    title="A replica of a table is removed",
    why=(
        "Its Region has no table any more, and nothing to promote. A table without ignore_changes = "
        "[replica] does this to a replica made by aws_dynamodb_table_replica (terraform-provider-aws "
        "#38968)."
    ),
    remedy="Keep the replica; with aws_dynamodb_table_replica let the table ignore changes of replica.",
    types=frozenset({"aws_dynamodb_table_replica", "aws_dynamodb_table", "aws_dynamodb_global_table"}),
    find=any_of(
        only("aws_dynamodb_table_replica", destroyed("the Region's replica is deleted")),
        _removed,
    ),
)
