"""What stands in the way of a backfill."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Weight(StrEnum):
    """What an obstacle does to a start."""

    STOPS = "stops"
    UNKNOWN = "unknown"
    NOTE = "note"


@dataclass(frozen=True)
class Obstacle:
    """Something that a check found.

    Attributes:
        check: the check's id, such as ``role-trust``.
        weight: ``STOPS`` for what makes the job fail, ``UNKNOWN`` for what could not be seen and therefore is
            no pass, ``NOTE`` for what is good to know.
        wrong: what is wrong, where.
        remedy: what to do about it.
    """

    check: str
    weight: Weight
    wrong: str
    remedy: str

    @property
    def stops(self) -> bool:
        """Whether a job is not to be started."""
        return self.weight is not Weight.NOTE
