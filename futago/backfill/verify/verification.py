"""Comparing two buckets from end to end: in key order, in bounded memory, from where it stopped."""

from __future__ import annotations

import zlib
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime

from futago.backfill.verify.checkpoint import Checkpoint, Progress
from futago.backfill.verify.close_look import CloseLook
from futago.backfill.verify.difference import Difference, Kind, Sides, differences
from futago.backfill.verify.merge import side_by_side
from futago.backfill.verify.version import Listing, Version

KEPT_EVERY = 10_000
"""Keys between two checkpoints."""
LOOKED_AT = 1_000
"""Missing versions whose replication status is asked for, at two calls each."""
_SHARES = 1_000_000


@dataclass
class Comparison:
    """What to compare and how.

    Attributes:
        one: the first bucket's listing.
        other: the second's.
        sides: what they are called, and what is asked of them.
        look: looks closely at versions; None where that can't be, or must not be, done.
        sample: share of the equal versions that is looked at closely, 0 to 1.
    """

    one: Listing
    other: Listing
    sides: Sides
    look: CloseLook | None = None
    sample: float = 0.0


@dataclass
class _Batch:
    """What was found since the last checkpoint."""

    found: list[Difference] = field(default_factory=list)
    sampled: list[tuple[str, str]] = field(default_factory=list)


def compare(
    comparison: Comparison,
    checkpoint: Checkpoint,
    *,
    afresh: bool = False,
    announce: Callable[[Progress], None] = lambda _progress: None,
) -> Progress:
    """Compare two buckets; the differences are in the checkpoint's file afterwards.

    Args:
        comparison: what and how.
        checkpoint: where progress and differences are kept.
        afresh: begin anew even if a comparison of the same was stopped on its way.
        announce: told of the progress at every checkpoint.

    Returns:
        The progress at its end.

    Raises:
        AwsError: S3 refused or did not answer; run again, it goes on from the last checkpoint.
    """
    progress = checkpoint.resume(afresh=afresh, now=datetime.now(tz=UTC).isoformat(timespec="seconds"))
    batch = _Batch()
    merged = side_by_side(comparison.one.groups(progress.after), comparison.other.groups(progress.after))
    try:
        announce(progress)
        for number, (key, one, other) in enumerate(merged, start=1):
            batch.found.extend(differences(key, one, other, comparison.sides, progress.tally))
            if comparison.sample:
                batch.sampled.extend(_sampled(key, one, other, comparison.sample))
            progress.after = key
            if number % KEPT_EVERY == 0:
                _keep(comparison, checkpoint, progress, batch)
                announce(progress)
                batch = _Batch()
        _keep(comparison, checkpoint, progress, batch)
    finally:
        checkpoint.close()
    checkpoint.finish()
    announce(progress)
    return progress


def _keep(comparison: Comparison, checkpoint: Checkpoint, progress: Progress, batch: _Batch) -> None:
    found = _looked_at(comparison.look, batch, progress)
    progress.kinds.update(each.kind.value for each in found)
    checkpoint.keep(progress, found)


def _looked_at(look: CloseLook | None, batch: _Batch, progress: Progress) -> list[Difference]:
    """The batch's differences after a close look; what is missing may have arrived meanwhile."""
    if look is None:
        return batch.found
    missing = [each for each in batch.found if each.kind is Kind.MISSING]
    closely = missing[: max(0, LOOKED_AT - progress.looked)]
    progress.looked += len(closely)
    rest = [each for each in batch.found if each.kind is not Kind.MISSING] + missing[len(closely) :]
    return [
        *look.explained(closely),
        *rest,
        *look.compared(batch.sampled, progress.tally),
    ]


def _sampled(key: str, one: list[Version], other: list[Version], share: float) -> list[tuple[str, str]]:
    """The versions of a key in both buckets that belong to the sample: the same ones every time."""
    twins = {each.version_id for each in other if not each.is_marker}
    return [
        (key, each.version_id)
        for each in one
        if each.version_id in twins
        and zlib.crc32(f"{key}\0{each.version_id}".encode()) % _SHARES < share * _SHARES
    ]
