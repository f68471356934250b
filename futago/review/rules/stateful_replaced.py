"""A resource that holds data, deleted and made again."""

from futago.review.stateful import STATEFUL
from modules.losses import replaced
from modules.review import Level, Rule

RULE = Rule(
    id="stateful-replaced",
    level=Level.ERROR,
    title="A resource that holds data is replaced",
    why=(
        "The new one starts empty: a changed attribute that can't be updated in place forces it (Terraform "
        "documentation, 'How Terraform applies a configuration')."
    ),
    remedy="Take the attribute back, or copy the data over to a second resource before the first one goes.",
    types=STATEFUL,
    find=replaced("it is deleted and made again, empty"),
)
