"""What must be so before a job is worth its price: checks of one direction, one file a subject."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from futago.backfill.dark import dark
from futago.backfill.direction import Direction
from futago.backfill.obstacle import Obstacle, Weight
from futago.backfill.preflight import buckets, jobs, keys, replication, reports, roles
from futago.backfill.refusal import is_silence, is_unknown_caller
from futago.errors import AwsError
from modules.proof import Clients

Check = Callable[[Clients, Direction], Iterator[Obstacle]]

CHECKS: tuple[Check, ...] = (
    buckets.versioning,
    buckets.object_lock,
    replication.rule,
    roles.trust,
    roles.permissions,
    keys.usable,
    reports.bucket,
    jobs.others,
    jobs.quota,
)
"""The checks that both Regions' buckets are needed for, in the order in which they are told."""


def preflight(clients: Clients, direction: Direction) -> tuple[Obstacle, ...]:
    """Everything that stands in the way of a direction's job.

    A check that can't be made is an obstacle, too: unknown is no pass. Where a Region does not answer, or a
    bucket is not there, that is all that is told.

    Args:
        clients: SDK clients with the rights of ``futago.backfill.permissions.READ``.
        direction: which bucket, and which way.

    Raises:
        AwsError: there are no credentials, or AWS does not take them.
    """
    missing = tuple(_made(buckets.exist, clients, direction))
    if missing:
        return missing
    return tuple(obstacle for check in CHECKS for obstacle in _made(check, clients, direction))


def _made(check: Check, clients: Clients, direction: Direction) -> Iterator[Obstacle]:
    try:
        yield from check(clients, direction)
    except AwsError as error:
        if is_unknown_caller(error):
            raise
        yield dark(direction, error) if is_silence(error) else _unseen(error)


def _unseen(error: AwsError) -> Obstacle:
    return Obstacle(
        "unseen",
        Weight.UNKNOWN,
        error.message,
        "allow the actions that `futago backfill plan --permissions` prints, and plan again",
    )
