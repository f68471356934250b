"""What a backfill of a direction would find: obstacles, what is left, what it costs."""

from __future__ import annotations

from dataclasses import dataclass

from futago.backfill.amount import LISTED_KEYS, Amount, amount_left
from futago.backfill.cost import Cost, cost_of
from futago.backfill.dark import dark
from futago.backfill.direction import Direction
from futago.backfill.job import Job
from futago.backfill.job_list import latest_of
from futago.backfill.obstacle import Obstacle, Weight
from futago.backfill.preflight import preflight
from futago.backfill.prices import Prices
from futago.backfill.refusal import is_silence, is_unknown_caller
from futago.errors import AwsError
from modules.proof import Clients

UNSEEN = Amount(None, 0, is_exact=False, archived=0, listed=0, ceiling=None, how="it could not be seen")


@dataclass(frozen=True)
class DirectionPlan:
    """What is known of a direction.

    Attributes:
        direction: which bucket, and which way.
        obstacles: what stands in the way.
        amount: what is left to copy.
        cost: what a job costs.
        latest: its latest job; None where there is none, or it could not be seen.
    """

    direction: Direction
    obstacles: tuple[Obstacle, ...]
    amount: Amount
    cost: Cost
    latest: Job | None

    @property
    def is_clear(self) -> bool:
        """Whether nothing stands in the way."""
        return not any(each.stops for each in self.obstacles)


def plan(clients: Clients, direction: Direction, prices: Prices, keys: int = LISTED_KEYS) -> DirectionPlan:
    """Look at everything that a direction's job needs, and change nothing.

    Args:
        clients: SDK clients with the rights of ``futago.backfill.permissions.READ``.
        direction: which bucket, and which way.
        prices: what things cost.
        keys: how many keys of the buckets to compare to see what is left.
    """
    obstacles = preflight(clients, direction)
    amount, latest = UNSEEN, None
    if not any(each.check in ("region-dark", "bucket-missing", "bucket-foreign") for each in obstacles):
        try:
            amount = amount_left(clients, direction, keys)
            latest = latest_of(clients, [direction])[direction]
        except AwsError as error:
            if is_unknown_caller(error):
                raise
            obstacles += (_unseen(direction, error),)
    obstacles += tuple(_archived(amount))
    return DirectionPlan(direction, obstacles, amount, cost_of(direction, amount, prices), latest)


def _unseen(direction: Direction, error: AwsError) -> Obstacle:
    if is_silence(error):
        return dark(direction, error)
    return Obstacle(
        "unseen", Weight.UNKNOWN, error.message, "allow what `futago backfill plan --permissions` prints"
    )


def _archived(amount: Amount) -> list[Obstacle]:
    if not amount.archived:
        return []
    return [
        Obstacle(
            "archived-objects",
            Weight.NOTE,
            f"{amount.archived:,} of the objects left are in S3 Glacier Flexible Retrieval or Deep Archive: "
            "Batch Replication leaves them out",
            "restore them, and copy them onto themselves into a class that can be read at once",
        )
    ]
