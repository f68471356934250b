"""When a promotion is over: the spec says who writes, and every plan is empty. Its journal says so."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from futago.operations.journal import Journal, Past
from futago.operations.journal_folder import journals_of
from modules.estate import Estate
from modules.operation import Mode, Obstacle, Promotion
from regions import Region

EVENT = "reconciled"


def unreconciled(folder: Path, estate: Estate) -> tuple[Path, ...]:
    """The journals of this estate's promotions that are done and not yet over, the oldest first."""
    return tuple(path for path, past in _done(folder, estate) if past.last(EVENT) is None)


def last_activated(folder: Path, estate: Estate) -> Region | None:
    """The Region that was activated last, as the journals say it; None if none does."""
    done = _done(folder, estate)
    return estate.pair[done[-1][1].header.to] if done else None


def finish(folder: Path, estate: Estate, empty_stacks: tuple[str, ...]) -> tuple[Path, ...]:
    """Write into the journals of promotions that are done that all has come together again.

    Args:
        folder: of the journals.
        estate: the estate.
        empty_stacks: the stacks whose plans were seen to be empty.

    Returns:
        The journals in which it stands now.

    Raises:
        JournalError: one can't be written.
    """
    paths = unreconciled(folder, estate)
    for path in paths:
        with Journal.reopen(path) as journal:
            journal.write(EVENT, empty_stacks=list(empty_stacks))
    return paths


def not_over(folder: Path, promotion: Promotion) -> Iterator[Obstacle]:
    """Why a failback may not begin: the promotion that it takes back is not over yet."""
    if promotion.mode is not Mode.FAILBACK:
        return
    for path in unreconciled(folder, promotion.estate)[-1:]:
        yield Obstacle(
            "",
            "",
            promotion.to.code,
            f"after the promotion of {path} nobody has brought spec, AWS and Terraform together: a failback "
            "could take back what nobody has looked at",
            "futago reconcile --plan",
        )


def _done(folder: Path, estate: Estate) -> list[tuple[Path, Past]]:
    return [(path, past) for path, past in journals_of(folder, estate) if past.is_done]
