"""Something replaced in one Region only."""

from collections.abc import Iterator

from modules.review import Action, Change, Concern, Level, Plans, Rule


def _replaced(change: Change, plans: Plans) -> Iterator[Concern]:
    others = plans.counterparts(change)
    if others and not any(each.action is Action.REPLACE for each in others):
        yield Concern(next(iter(change.replace_paths), ()), "its twin in the other Region stays as it is")


RULE = Rule(
    id="asymmetry-replaced",
    level=Level.WARNING,
    title="Something is replaced in one Region only",
    why=(
        "What forces a replacement on one side would force it on the other: either the Regions come to "
        "differ, or something reported by AWS differs already (AWS Well-Architected, Reliability Pillar, "
        "'REL13-BP04 Manage configuration drift at the DR site')."
    ),
    remedy="Find out why only one side is replaced before you apply.",
    types=frozenset(),
    find=_replaced,
    actions=frozenset({Action.REPLACE}),
)
