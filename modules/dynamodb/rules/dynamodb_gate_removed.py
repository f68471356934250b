"""The resource policy of a table deleted, and with it what it denied."""

from collections.abc import Iterator

from modules.review import Action, Change, Concern, Level, Plans, Rule


def _alone(change: Change, plans: Plans) -> Iterator[Concern]:
    """A policy that is deleted while its table stays; with the table its deletion says nothing new."""
    if change.action is not Action.DELETE:
        return
    gone = plans.deleted("aws_dynamodb_table", "arn") | plans.deleted("aws_dynamodb_table_replica", "arn")
    if str(change.was("resource_arn")) not in gone:
        yield Concern((), "what the table's policy denied is denied no longer")


RULE = Rule(
    id="dynamodb-gate-removed",
    level=Level.ERROR,
    title="A table loses its resource policy",
    why=(
        "In a pair it may be the gate that lets the applications of one Region write and not the other's; "
        "without it both write, and of two writes to an item the last one wins in both Regions (DynamoDB "
        "Developer Guide, 'Global tables: how it works')."
    ),
    remedy="Keep the policy; to move the writers use futago promote, which moves the gate.",
    types=frozenset({"aws_dynamodb_resource_policy"}),
    find=_alone,
)
