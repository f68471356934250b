"""What both forms of a runbook say in the same words."""

from __future__ import annotations

from typing import Any

from futago.runbooks.runbook import Runbook
from modules.operation import Mode, Phase


def context(book: Runbook) -> dict[str, Any]:
    """What the templates are filled with."""
    rto = book.settings.rto_seconds
    return {
        "book": book,
        "purpose": purpose(book),
        "cities": {region.code: region.city for region in book.estate.pair},
        "late": rto is not None and book.expected_seconds > rto,
        "fenced": any(each.step.phase is Phase.FENCE for stage in book.stages for each in stage.steps),
        "turning": next(
            (
                stage.number
                for stage in book.stages
                if any(each.step.phase is Phase.PROMOTE for each in stage.steps)
            ),
            1,
        ),
    }


def purpose(book: Runbook) -> str:
    """What the runbook is for, in a sentence."""
    to, source = book.to.city, book.source.city
    return {
        Mode.SWITCHOVER: f"Planned: both Regions are well. {to} becomes the writer; nothing is lost.",
        Mode.FAILOVER: (
            f"{source} is dark: {to} becomes the writer. What {source} had not replicated is lost."
        ),
        Mode.FAILBACK: (
            f"{to} was dark and is back: it follows {source} first, and then writes again. Nothing is lost."
        ),
    }[book.mode]
