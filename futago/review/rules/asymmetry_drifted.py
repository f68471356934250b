"""A setting changed outside Terraform, in one Region only."""

from collections.abc import Iterator

from msgspec.structs import replace

from futago.review.asymmetry import one_sided
from modules.review import Action, Change, Concern, Level, Plans, Rule

SAYS = "it was changed outside Terraform here, and not in the other Region"


def _drifted(change: Change, plans: Plans) -> Iterator[Concern]:
    intent = plans.intent_of(change)
    for other in plans.counterparts(change):
        if other.after is not None:
            for concern in one_sided(change, other):
                if not _is_ignored(concern, intent):
                    yield replace(concern, says=SAYS)


def _is_ignored(concern: Concern, intent: Change | None) -> bool:
    """Whether the code sets it and leaves it as it has become (``ignore_changes``).

    That is for others to change: a promotion, auto scaling. Where it matters, the kind has a rule.
    """
    attribute = str(concern.path[0])
    return intent is not None and attribute in intent.configured and not intent.changes(attribute)


RULE = Rule(
    id="asymmetry-drifted",
    level=Level.WARNING,
    title="A setting was changed by hand in one Region only",
    why=(
        "Since then the Regions have differed, whatever the plan does about it: what was written while "
        "versioning or replication was off is in one Region only (AWS Well-Architected, Reliability Pillar, "
        "'REL13-BP04 Manage configuration drift at the DR site')."
    ),
    remedy=(
        "Find out who changed it, when and why, and what has been missed since; then let the plan take it "
        "back, or write it into the code of both Regions."
    ),
    types=frozenset(),
    find=_drifted,
    actions=frozenset({Action.UPDATE}),
    sees_drift=True,
)
