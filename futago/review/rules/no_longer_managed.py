"""A resource that stays and leaves the state."""

from collections.abc import Iterator

from modules.review import Action, Change, Concern, Level, Plans, Rule


def _forgotten(_change: Change, _plans: Plans) -> Iterator[Concern]:
    yield Concern((), "it stays, and no plan sees it any more")


RULE = Rule(
    id="no-longer-managed",
    level=Level.WARNING,
    title="A resource is no longer managed",
    why=(
        "It stays as it is, is paid for, and no plan and no review sees its settings drift from those of "
        "its twin in the other Region (Terraform documentation, 'removed block')."
    ),
    remedy="Import it into the stack that is to look after it, or note who does.",
    types=frozenset(),
    find=_forgotten,
    actions=frozenset({Action.FORGET}),
)
