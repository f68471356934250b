"""How much is left to copy in a direction, as far as it can be seen, and how it was seen."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from futago.aws import calling
from futago.backfill.direction import Direction
from futago.backfill.verify.listing import BucketListing
from futago.backfill.verify.merge import side_by_side
from futago.backfill.verify.version import Version
from futago.errors import AwsError
from modules.proof import Clients

LISTED_KEYS = 10_000
"""Keys that are compared, where nothing else is asked for: twenty calls."""
ARCHIVED = frozenset({"GLACIER", "DEEP_ARCHIVE"})
"""Storage classes that Batch Replication can't read from (Amazon S3 User Guide, "Troubleshooting
replication", Batch Replication errors)."""


@dataclass(frozen=True)
class Amount:
    """Versions that are in the source bucket and not in the destination.

    Attributes:
        objects: how many were seen; None where nothing could be seen.
        bytes: their size.
        is_exact: whether these are all there are.
        archived: of these, how many are in a storage class that can't be copied.
        listed: versions seen in the source bucket, those that are in the destination too.
        ceiling: the most that it can be, from S3's daily metric; None without one.
        how: where this is from, in words.
    """

    objects: int | None
    bytes: int
    is_exact: bool
    archived: int
    listed: int
    ceiling: int | None
    how: str

    @property
    def is_nothing(self) -> bool:
        """Whether it is known that nothing is left."""
        return self.is_exact and self.objects == 0

    @property
    def is_something(self) -> bool:
        """Whether it is known that something is left."""
        return bool(self.objects)

    def __str__(self) -> str:
        if self.is_nothing:
            said = "nothing left to copy"
        elif self.objects is None:
            said = "how much is left to copy is unknown"
        else:
            least = "" if self.is_exact else "at least "
            noun = "object" if self.objects == 1 else "objects"
            said = f"{least}{self.objects:,} {noun} left to copy, {size_text(self.bytes)}"
        most = f", at most {self.ceiling:,}" if self.ceiling is not None and not self.is_exact else ""
        return f"{said}{most} ({self.how})"


def size_text(size: float) -> str:
    """Bytes for people, in powers of 1024."""
    for unit in ("B", "KiB", "MiB", "GiB", "TiB"):
        if size < 1024:  # noqa: PLR2004 # the unit's own base
            return f"{size:,.0f} {unit}" if unit == "B" else f"{size:,.1f} {unit}"
        size /= 1024
    return f"{size:,.1f} PiB"


def amount_left(clients: Clients, direction: Direction, keys: int = LISTED_KEYS) -> Amount:
    """What is left to copy, by listing both buckets and stopping after so many keys.

    Where the listing stops short, S3's daily metric NumberOfObjects of the source bucket says what it is at
    most (Amazon S3 User Guide, "Metrics and dimensions").

    Args:
        clients: SDK clients.
        direction: which bucket, and which way.
        keys: how many keys to compare.

    Raises:
        AwsError: a bucket can't be listed.
    """
    seen = _Seen(markers=direction.inputs.replication.delete_markers)
    count = 0
    is_exact = True
    for count, (_key, here, there) in enumerate(_merged(clients, direction), start=1):
        if count > keys:
            is_exact = False
            break
        seen.take(here, there)
    how = f"by comparing {'both listings' if is_exact else f'the first {keys:,} keys of both listings'}"
    ceiling = None if is_exact else _number_of_objects(clients, direction)
    if ceiling is not None:
        how += ", and S3's daily count of the source bucket"
    return Amount(seen.objects, seen.bytes, is_exact, seen.archived, seen.listed, ceiling, how)


class _Seen:
    """What is left among the keys compared so far."""

    def __init__(self, *, markers: bool) -> None:
        self._markers = markers
        self.objects = self.bytes = self.archived = self.listed = 0

    def take(self, here: list[Version], there: list[Version]) -> None:
        """Count what is here and not there."""
        self.listed += len(here)
        twins = {each.version_id for each in there}
        for each in here:
            if each.version_id in twins or (each.is_marker and not self._is_left(each, there)):
                continue
            if each.storage_class in ARCHIVED:
                self.archived += 1
            self.objects += 1
            self.bytes += each.size

    def _is_left(self, marker: Version, there: list[Version]) -> bool:
        """Whether a delete marker that is not there hides what readers see there."""
        return self._markers and marker.is_latest and any(e.is_latest and not e.is_marker for e in there)


def _merged(clients: Clients, direction: Direction) -> Iterator[tuple[str, list[Version], list[Version]]]:
    here, there = (
        BucketListing(clients.client("s3", region), bucket, direction.account, direction.prefix).groups()
        for region, bucket in (
            (direction.source, direction.source_bucket),
            (direction.destination, direction.destination_bucket),
        )
    )
    return side_by_side(here, there)


def _number_of_objects(clients: Clients, direction: Direction) -> int | None:
    """S3's own count of the source bucket's versions, of the last days; None where there is none."""
    now = datetime.now(tz=UTC)
    try:
        with calling(f"reading the metrics of bucket {direction.source_bucket}"):
            answer = clients.client("cloudwatch", direction.source).get_metric_statistics(
                Namespace="AWS/S3",
                MetricName="NumberOfObjects",
                Dimensions=[
                    {"Name": "BucketName", "Value": direction.source_bucket},
                    {"Name": "StorageType", "Value": "AllStorageTypes"},
                ],
                StartTime=now - timedelta(days=3),
                EndTime=now,
                Period=86_400,
                Statistics=["Maximum"],
            )
    except AwsError:
        return None
    points = sorted(answer.get("Datapoints", ()), key=lambda each: each["Timestamp"])
    return int(points[-1]["Maximum"]) if points else None
