"""An alarm that rings and tells nobody."""

from modules.losses import any_of, is_given, is_on, no_longer
from modules.review import CHANGING, Level, Rule

RULE = Rule(
    id="alarm-silenced",
    level=Level.WARNING,
    title="An alarm does not tell anybody any more",
    why=(
        "It still changes its state, and nobody is told: without actions, or with actions disabled, an alarm "
        "is a colour in a console (CloudWatch API Reference, PutMetricAlarm, ActionsEnabled)."
    ),
    remedy="Keep its actions. For a night of planned work disable them by hand, and enable them after it.",
    types=frozenset({"aws_cloudwatch_metric_alarm", "aws_cloudwatch_composite_alarm"}),
    find=any_of(
        no_longer(("actions_enabled",), is_on, "its actions do not stay enabled"),
        no_longer(("alarm_actions",), is_given, "its alarm_actions do not stay"),
    ),
    actions=CHANGING,
)
