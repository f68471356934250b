"""A waiver whose day has passed."""

from modules.review import Level, Rule

RULE = Rule(
    id="waiver-expired",
    level=Level.WARNING,
    title="A waiver has expired",
    why="What was accepted for a time is accepted no longer, and its findings count again.",
    remedy="Fix what was waived, or have it accepted again with a new reason and day.",
    types=frozenset(),
    find=lambda _change, _plans: (),
    actions=frozenset(),  # it is about the whole review: futago.review.policy finds it
)
