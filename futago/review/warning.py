"""Why a review is not the whole truth: what is said before anything else."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from futago.review.plan.reading import PlanFile
from modules.estate import Estate
from modules.review import Action


def warnings_of(files: Sequence[PlanFile], estate: Estate | None) -> tuple[str, ...]:
    """What is missing from the plans; what does not fit together is for the rules."""
    return (*_unfinished(files), *_missing(files, estate), *_unplaced(files))


def _unfinished(files: Sequence[PlanFile]) -> Iterator[str]:
    for file in files:
        deferred = sum(bool(change.deferred) for change in file.changes)
        if file.errored:
            yield (
                f"{file.stack}: planning failed half-way. What Terraform had not reached is missing, and "
                "the plan can't be applied."
            )
        elif deferred:
            yield f"{file.stack}: {deferred} of its changes are left to a later plan."
        elif not file.complete:
            yield f"{file.stack}: the plan leaves changes out (-target?). More will have to be done after it."


def _missing(files: Sequence[PlanFile], estate: Estate | None) -> Iterator[str]:
    """Stacks of the estate without a plan, where the files are named for its stacks."""
    if estate is None:
        return
    parts = ("keys", *(region.short_code for region in estate.pair), "links")
    stacks = [estate.names.stack(part) for part in parts]
    reviewed = {file.stack for file in files}
    missing = [stack for stack in stacks if stack not in reviewed]
    if missing and len(missing) < len(stacks):
        yield f"No plan of {', '.join(missing)} is under review."


def _unplaced(files: Sequence[PlanFile]) -> Iterator[str]:
    count = sum(
        change.region is None
        and change.type.startswith("aws_")
        and change.action not in (Action.NO_OP, Action.READ)
        for file in files
        for change in file.changes
    )
    if count:
        yield f"{count} of the changes tell nowhere which Region they are in."
