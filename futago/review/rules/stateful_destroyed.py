"""A resource that holds data, deleted."""

from futago.review.stateful import STATEFUL
from modules.losses import destroyed
from modules.review import Level, Rule

RULE = Rule(
    id="stateful-destroyed",
    level=Level.ERROR,
    title="A resource that holds data is deleted",
    why=(
        "Its data goes with it, and nothing in the plan brings it back (Terraform documentation, "
        "'Destroy resources'). Where it is one of a pair, the other Region is alone from then on."
    ),
    remedy="Keep it; to stop managing it use a removed block, and a moved block where its address changed.",
    types=STATEFUL,
    find=destroyed("it is deleted with its data"),
)
