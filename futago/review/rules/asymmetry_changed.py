"""A setting changed in one Region only, or differently in both."""

from collections.abc import Iterator

from futago.review.asymmetry import one_sided
from modules.review import Action, Change, Concern, Level, Plans, Rule


def _changed(change: Change, plans: Plans) -> Iterator[Concern]:
    for other in plans.counterparts(change):
        if other.after is not None:
            yield from one_sided(change, other)


RULE = Rule(
    id="asymmetry-changed",
    level=Level.WARNING,
    title="A setting changes in one Region only",
    why=(
        "The Regions come to differ, and nobody notices before a promotion (AWS Well-Architected, "
        "Reliability Pillar, 'REL13-BP04 Manage configuration drift at the DR site')."
    ),
    remedy="Change it in both Regions, or waive the finding and say why they may differ.",
    types=frozenset(),
    find=_changed,
    actions=frozenset({Action.UPDATE, Action.REPLACE}),
)
