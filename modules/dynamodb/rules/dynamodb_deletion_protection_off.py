"""Deletion protection of a table or of a replica switched off."""

from modules.blocks import no_longer_in_blocks
from modules.losses import any_of, is_on, no_longer
from modules.review import CHANGING, Level, Rule

ATTRIBUTE = ("deletion_protection_enabled",)
SAYS = "deletion protection does not stay on"

RULE = Rule(
    id="dynamodb-deletion-protection-off",
    level=Level.ERROR,
    title="Deletion protection of a table is switched off",
    why=(
        "The next plan may delete or replace it. The setting is never synchronized: each replica has its "
        "own (DynamoDB Developer Guide, 'Global tables: how settings are synchronized')."
    ),
    remedy="Keep it on; switch it off only in the change just before a wanted deletion.",
    types=frozenset({"aws_dynamodb_table", "aws_dynamodb_table_replica"}),
    find=any_of(
        no_longer(ATTRIBUTE, is_on, SAYS),
        # From version 6 of the provider the block has it, too.
        no_longer_in_blocks(("replica",), "region_name", ATTRIBUTE, is_on, SAYS),
    ),
    actions=CHANGING,
)
