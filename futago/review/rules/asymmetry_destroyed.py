"""Something deleted in one Region only."""

from collections.abc import Iterator

from modules.review import Action, Change, Concern, Level, Plans, Rule


def _destroyed(change: Change, plans: Plans) -> Iterator[Concern]:
    if any(None not in (each.before, each.after) for each in plans.counterparts(change)):
        yield Concern((), "it is deleted in one Region and stays in the other")


RULE = Rule(
    id="asymmetry-destroyed",
    level=Level.WARNING,
    title="Something is deleted in one Region only",
    why=(
        "What one Region has and the other lacks is missed at the worst moment, after a promotion (AWS "
        "Well-Architected, Reliability Pillar, 'REL13-BP04 Manage configuration drift at the DR site')."
    ),
    remedy="Keep it or delete it in both Regions; if one is enough, waive the finding and say why.",
    types=frozenset(),
    find=_destroyed,
    actions=frozenset({Action.DELETE}),
)
