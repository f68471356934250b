"""A Region that does not answer, as an obstacle."""

from __future__ import annotations

from futago.backfill.direction import Direction
from futago.backfill.obstacle import Obstacle, Weight
from futago.errors import AwsError
from regions import Region


def dark(direction: Direction, error: AwsError, region: Region | None = None) -> Obstacle:
    """The obstacle that a Region does not answer, or one of the two where it is not known which."""
    who = region.code if region else f"{direction.source.code} or {direction.destination.code}"
    return Obstacle(
        "region-dark",
        Weight.UNKNOWN,
        f"{who} does not answer: {error.message}",
        "start again when it answers: nothing was begun",
    )
