"""An alarm that takes what is missing for good from now on."""

from modules.losses import equals, no_longer
from modules.review import CHANGING, Level, Rule

RULE = Rule(
    id="alarm-deafened",
    level=Level.WARNING,
    title="An alarm does not ring any more when its metric stops",
    why=(
        "A resource that is down tells no metric. With treat_missing_data at breaching its alarm rings then; "
        "with anything else the silence counts as well, or as unknown (CloudWatch User Guide, 'Configuring "
        "how CloudWatch alarms treat missing data')."
    ),
    remedy="Keep treat_missing_data at breaching where the metric comes every minute.",
    types=frozenset({"aws_cloudwatch_metric_alarm"}),
    find=no_longer(("treat_missing_data",), equals("breaching"), "what is missing does not stay breaching"),
    actions=CHANGING,
)
