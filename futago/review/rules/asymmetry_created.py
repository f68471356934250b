"""Something made in one Region only."""

from collections.abc import Iterator

from futago.review.asymmetry import lone_regions
from modules.review import Action, Change, Concern, Level, Plans, Rule


def _created(change: Change, plans: Plans) -> Iterator[Concern]:
    others = plans.counterparts(change)
    if others:
        # Where the other one is deleted, moved-to-another-region tells of both.
        if all(each.action is Action.FORGET for each in others):
            yield Concern((), "it is made in one Region and not in the other")
    elif lone_regions(change, plans):
        yield Concern((), "no plan has its twin in the other Region, where others of its type are")


RULE = Rule(
    id="asymmetry-created",
    level=Level.WARNING,
    title="Something is made in one Region only",
    why=(
        "What one Region has and the other lacks is missed at the worst moment, after a promotion (AWS "
        "Well-Architected, Reliability Pillar, 'REL13-BP04 Manage configuration drift at the DR site')."
    ),
    remedy="Make it in both Regions, or waive the finding and say why one is enough.",
    types=frozenset(),
    find=_created,
    actions=frozenset({Action.CREATE}),
)
