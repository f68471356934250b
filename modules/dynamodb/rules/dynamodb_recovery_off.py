"""Point-in-time recovery switched off, or shortened."""

from modules.blocks import no_longer_in_blocks
from modules.losses import any_of, is_on, lower, no_longer, only
from modules.review import CHANGING, Level, Rule

SAYS = "point-in-time recovery does not stay on"

RULE = Rule(
    id="dynamodb-recovery-off",
    level=Level.ERROR,
    title="Point-in-time recovery is switched off",
    why=(
        "A wrong write is replicated within a second; only a restore undoes it, and all earlier points in "
        "time are gone at once. The setting is never synchronized between replicas (DynamoDB Developer "
        "Guide, 'Global tables: how settings are synchronized'; 'Point-in-time recovery')."
    ),
    remedy="Keep it on for the table and for each replica.",
    types=frozenset({"aws_dynamodb_table", "aws_dynamodb_table_replica"}),
    find=any_of(
        no_longer(("point_in_time_recovery", 0, "enabled"), is_on, SAYS),
        lower(("point_in_time_recovery", 0, "recovery_period_in_days"), "fewer days can be restored"),
        only("aws_dynamodb_table_replica", no_longer(("point_in_time_recovery",), is_on, SAYS)),
        no_longer_in_blocks(("replica",), "region_name", ("point_in_time_recovery",), is_on, SAYS),
    ),
    actions=CHANGING,
)
