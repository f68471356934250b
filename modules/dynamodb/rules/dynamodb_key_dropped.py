"""The customer managed key of a table or of a replica dropped."""

from modules.blocks import no_longer_in_blocks
from modules.losses import any_of, is_given, is_on, no_longer, only
from modules.review import CHANGING, Level, Rule

ENCRYPTION = ("server_side_encryption", 0)

RULE = Rule(
    id="dynamodb-key-dropped",
    level=Level.ERROR,
    title="A table loses its key",
    why=(
        "It falls back to a key of AWS, which no policy of yours guards, and which can't be the same on both "
        "sides of a pair (DynamoDB Developer Guide, 'DynamoDB encryption at rest')."
    ),
    remedy="Name the Region's own replica of the multi-Region key, for each replica too.",
    types=frozenset({"aws_dynamodb_table", "aws_dynamodb_table_replica"}),
    find=any_of(
        no_longer((*ENCRYPTION, "enabled"), is_on, "encryption with a key of KMS does not stay on"),
        no_longer((*ENCRYPTION, "kms_key_arn"), is_given, "the table's key is dropped"),
        only(
            "aws_dynamodb_table_replica",
            no_longer(("kms_key_arn",), is_given, "the replica's key is dropped"),
        ),
        no_longer_in_blocks(
            ("replica",), "region_name", ("kms_key_arn",), is_given, "the replica's key is dropped"
        ),
    ),
    actions=CHANGING,
)
