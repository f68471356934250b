"""An alarm deleted."""

from modules.losses import destroyed
from modules.review import Level, Rule

RULE = Rule(
    id="alarm-removed",
    level=Level.WARNING,
    title="An alarm is deleted",
    why=(
        "What it rang for happens unseen from then on, and futago ready can only look at alarms that are "
        "there. With its resource gone an alarm says nothing any more, and going with it is right "
        "(CloudWatch API Reference, DeleteAlarms)."
    ),
    remedy="Keep it, unless the same change deletes what it watches.",
    types=frozenset({"aws_cloudwatch_metric_alarm", "aws_cloudwatch_composite_alarm"}),
    find=destroyed("the alarm is deleted"),
)
