"""Verifying one bucket of the estate: its two buckets against each other."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from filelock import FileLock, Timeout

from futago.backfill.direction import Direction
from futago.backfill.verify.checkpoint import Checkpoint, Progress
from futago.backfill.verify.close_look import CloseLook, Side
from futago.backfill.verify.difference import Sides
from futago.backfill.verify.inventory import InventoryListing
from futago.backfill.verify.listing import BucketListing
from futago.backfill.verify.verification import Comparison, compare
from futago.backfill.verify.verified import PairVerified
from futago.backfill.verify.version import Listing
from futago.errors import BackfillError
from modules.proof import Clients
from regions import Region

Pair = tuple[Direction, ...]
"""The directions of one bucket that are asked about: both, or one."""
_End = tuple[Region, str]
"""A Region and its bucket."""


def pairs(directions: Sequence[Direction]) -> list[Pair]:
    """The directions by their bucket."""
    found: dict[str, list[Direction]] = {}
    for each in directions:
        found.setdefault(each.name, []).append(each)
    return [tuple(those) for those in found.values()]


def read_inventory_options(options: Sequence[str], wanted: Sequence[Pair]) -> dict[str, str]:
    """Inventories by the short code of the Region whose bucket they are of.

    Raises:
        BackfillError: an option is malformed, or several buckets are to be verified.
    """
    if options and len(wanted) != 1:
        raise BackfillError("--inventory is of one bucket: give that with --bucket", exit_code=2)
    found: dict[str, str] = {}
    for option in options:
        code, equals, location = option.partition("=")
        direction = wanted[0][0]
        regions = (direction.source, direction.destination)
        named = next((each for each in regions if code in (each.code, each.short_code)), None)
        if not equals or named is None:
            allowed = " or ".join(sorted(each.short_code for each in regions))
            raise BackfillError(
                f"--inventory '{option}': needed is REGION=s3://…/manifest.json, with REGION {allowed}",
                exit_code=2,
            )
        found[named.short_code] = location
    return found


def verify_pair(
    clients: Clients,
    pair: Pair,
    *,
    folder: Path,
    sample: float = 0.0,
    inventories: Mapping[str, str] | None = None,
    afresh: bool = False,
    announce: Callable[[Progress], None] = lambda _progress: None,
) -> PairVerified:
    """Compare the two buckets of a bucket of the estate.

    Args:
        clients: SDK clients with the rights of ``futago.backfill.permissions.VERIFY``.
        pair: the bucket's directions that are asked about.
        folder: where progress and differences are kept.
        sample: share of the equal versions that is looked at closely, 0 to 1.
        inventories: S3 inventories to read in place of listing, by the short code of the bucket's Region.
        afresh: begin anew even if a verification of the same was stopped on its way.
        announce: told of the progress now and then.

    Raises:
        BackfillError: another verification of the same is at work, or an inventory does not fit.
        AwsError: S3 refused or did not answer; run again, it goes on.
    """
    direction = pair[0]
    one, other = _ends(direction)
    sides = Sides(
        regions=(one[0].short_code, other[0].short_code),
        sources=frozenset(each.source.short_code for each in pair),
        markers=direction.inputs.replication.delete_markers,
    )
    comparison = Comparison(
        _listing(clients, direction, one, inventories or {}),
        _listing(clients, direction, other, inventories or {}),
        sides,
        _look(clients, direction, one, other, sides),
        sample,
    )
    how = {sides.regions[0]: _how(comparison.one), sides.regions[1]: _how(comparison.other)}
    folder.mkdir(parents=True, exist_ok=True)
    name = f"verify-{direction.estate}-{direction.name}"
    checkpoint = Checkpoint(folder, name, _what(direction, sides, sample, how))
    try:
        with FileLock(folder / f"{name}.lock", timeout=0):
            progress = compare(comparison, checkpoint, afresh=afresh, announce=announce)
    except Timeout as error:
        raise BackfillError(
            f"another verification of bucket '{direction.name}' is at work in {folder}: wait for it to end"
        ) from error
    return PairVerified(direction.name, one[1], other[1], sides, how, sample, progress, checkpoint)


def _ends(direction: Direction) -> tuple[_End, _End]:
    """Both buckets, always in the same order, so that either direction finds the other's progress."""
    source = (direction.source, direction.source_bucket)
    destination = (direction.destination, direction.destination_bucket)
    is_first = direction.source.short_code < direction.destination.short_code
    return (source, destination) if is_first else (destination, source)


def _listing(
    clients: Clients, direction: Direction, end: _End, inventories: Mapping[str, str]
) -> BucketListing | InventoryListing:
    region, bucket = end
    s3 = clients.client("s3", region)
    location = inventories.get(region.short_code)
    if location is None:
        return BucketListing(s3, bucket, direction.account, direction.prefix)
    return InventoryListing(s3, location, bucket, direction.account, direction.prefix)


def _look(clients: Clients, direction: Direction, one: _End, other: _End, sides: Sides) -> CloseLook:
    here, there = (Side(clients.client("s3", region), bucket) for region, bucket in (one, other))
    return CloseLook(here, there, sides, direction.account)


def _what(direction: Direction, sides: Sides, sample: float, how: Mapping[str, str]) -> dict[str, object]:
    """What tells this comparison from any other, whose progress is not gone on with."""
    return {
        "buckets": sorted((direction.source_bucket, direction.destination_bucket)),
        "prefix": direction.prefix,
        "sources": sorted(sides.sources),
        "markers": sides.markers,
        "sample": sample,
        "how": dict(how),
    }


def _how(listing: Listing) -> str:
    return f"inventory of {listing.etag}" if isinstance(listing, InventoryListing) else "listing"
