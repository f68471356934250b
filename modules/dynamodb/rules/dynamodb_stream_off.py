"""The stream that replication reads switched off."""

from modules.losses import any_of, equals, is_on, no_longer
from modules.review import CHANGING, Level, Rule

RULE = Rule(
    id="dynamodb-stream-off",
    level=Level.ERROR,
    title="The stream of a table is switched off",
    why=(
        "Replicas follow the stream with new and old images (DynamoDB Developer Guide, 'Global tables: how "
        "it works'); whoever else reads it loses what was not read yet."
    ),
    remedy="Keep stream_enabled with NEW_AND_OLD_IMAGES as long as the table has a replica.",
    types=frozenset({"aws_dynamodb_table"}),
    find=any_of(
        no_longer(("stream_enabled",), is_on, "the stream does not stay on"),
        no_longer(
            ("stream_view_type",), equals("NEW_AND_OLD_IMAGES"), "the stream does not keep both images"
        ),
    ),
    actions=CHANGING,
)
