"""A replica deleted and made again."""

from modules.blocks import changed_in_blocks
from modules.losses import any_of, only, replaced
from modules.review import CHANGING, Level, Rule

RULE = Rule(
    id="dynamodb-replica-recreated",
    level=Level.ERROR,
    title="A replica of a table is deleted and made again",
    why=(
        "Until DynamoDB has copied every item anew its Region has nothing to promote, and the copy is paid "
        "for. Another KMS key does this, to a replica block as well (provider documentation of "
        "aws_dynamodb_table_replica: kms_key_arn forces a new resource)."
    ),
    remedy="Keep the replica's key and table class; if they must change, announce the time without a pair.",
    types=frozenset({"aws_dynamodb_table_replica", "aws_dynamodb_table"}),
    find=any_of(
        only("aws_dynamodb_table_replica", replaced("the Region's replica is deleted and filled anew")),
        only(
            "aws_dynamodb_table",
            changed_in_blocks(
                ("replica",),
                "region_name",
                ("kms_key_arn",),
                "with another key the Region's replica is deleted and filled anew",
            ),
        ),
    ),
    actions=CHANGING,
)
