"""A table deleted or replaced."""

from modules.losses import any_of, destroyed, replaced
from modules.review import Level, Rule

RULE = Rule(
    id="dynamodb-table-destroyed",
    level=Level.ERROR,
    title="A table is deleted or replaced",
    why=(
        "Its items are gone, and a table that is made again starts empty; its replicas go with it, or stand "
        "alone. A change of the keys or of a local index does this (provider documentation of "
        "aws_dynamodb_table; DynamoDB Developer Guide, 'Global tables')."
    ),
    remedy="Keep the table; for other keys make a second table and move the items.",
    types=frozenset({"aws_dynamodb_table", "aws_dynamodb_global_table"}),
    find=any_of(
        destroyed("the table is deleted with its items"),
        replaced("the table is deleted and made again, empty"),
    ),
)
