"""A resource that changes its Region."""

from collections.abc import Iterator

from modules.losses import UNKNOWN, is_given
from modules.review import Action, Change, Concern, Level, Plans, Rule, Special

SAYS = "it is deleted here and made in another Region"


def _moved(change: Change, plans: Plans) -> Iterator[Concern]:
    if change.action is Action.DELETE:
        if any(each.action is Action.CREATE for each in plans.counterparts(change)):
            yield Concern((), SAYS)
        return
    if not is_given(change.was("region")):
        return
    if ("region",) in {tuple(path) for path in change.replace_paths} and change.changes("region"):
        is_unknown = change.will_be("region") is Special.UNKNOWN
        yield Concern(("region",), SAYS + (UNKNOWN if is_unknown else ""), unknown=is_unknown)


RULE = Rule(
    id="moved-to-another-region",
    level=Level.ERROR,
    title="A resource changes its Region",
    why=(
        "A resource can't move: it is deleted in one Region and made, empty, in the other (provider "
        "documentation, 'Enhanced Region Support': region forces a new resource)."
    ),
    remedy=(
        "Name and key resources by Region, never by role, so that a promotion moves no address. In a spec of "
        "futago's it moves home; the order of pair stays as it was at first."
    ),
    types=frozenset(),
    find=_moved,
    actions=frozenset({Action.DELETE, Action.REPLACE}),
)
