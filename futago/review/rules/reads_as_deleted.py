"""A resource that reads as deleted, though its Region may only not answer."""

from collections.abc import Iterator

from modules.review import Action, Change, Concern, Level, Plans, Rule


def _deleted(_change: Change, _plans: Plans) -> Iterator[Concern]:
    yield Concern((), "Terraform did not find it; nothing says that it is gone and not just silent")


RULE = Rule(
    id="reads-as-deleted",
    level=Level.ERROR,
    title="A resource reads as deleted",
    why=(
        "With a Region's endpoint refusing connections the provider can say 'not found, removing from "
        "state', with exit code 0 (seen with S3 and provider 5.100): the plan then makes what is still "
        "there, and the state forgets it."
    ),
    remedy=(
        "Don't apply. Look at the resource in its Region first, and plan no stack of a Region that does not "
        "answer."
    ),
    types=frozenset(),
    find=_deleted,
    actions=frozenset({Action.DELETE}),
    sees_drift=True,
)
