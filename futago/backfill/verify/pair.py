"""Verifying one bucket of the estate: its two buckets against each other, and what was found in words."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from itertools import islice
from pathlib import Path
from typing import Any

from filelock import FileLock, Timeout

from futago.backfill.amount import size_text
from futago.backfill.direction import Direction
from futago.backfill.verify.checkpoint import Checkpoint, Progress
from futago.backfill.verify.close_look import CloseLook, Side
from futago.backfill.verify.difference import MEANINGS, Difference, Kind, Sides
from futago.backfill.verify.inventory import InventoryListing
from futago.backfill.verify.listing import BucketListing
from futago.backfill.verify.verification import LOOKED_AT, Comparison, compare
from futago.backfill.verify.version import Listing
from futago.errors import BackfillError
from modules.proof import Clients
from regions import Region

Pair = tuple[Direction, ...]
"""The directions of one bucket that are asked about: both, or one."""


@dataclass(frozen=True)
class PairVerified:
    """What a verification of a bucket found.

    Attributes:
        name: the bucket's name in the spec.
        one: the first bucket.
        other: the second.
        sources: short codes of the Regions whose versions were looked for in the other.
        how: what was read, for each Region.
        sample: the share of equal versions that was looked at closely.
        markers: whether delete markers were compared.
        progress: the counts.
        checkpoint: where the differences are.
    """

    name: str
    one: str
    other: str
    sources: tuple[str, ...]
    how: Mapping[str, str]
    sample: float
    markers: bool
    progress: Progress
    checkpoint: Checkpoint

    @property
    def is_equal(self) -> bool:
        """Whether there is no difference."""
        return not self.progress.kinds

    @property
    def file(self) -> Path:
        """Every difference, a line of JSON each."""
        return self.checkpoint.differences

    def differences(self) -> Iterator[Difference]:
        """Every difference, in the order of their keys."""
        return self.checkpoint.read()

    def said(self) -> list[str]:
        """What was compared, how, what came of it, and what was not compared; in words."""
        tally, kinds = self.progress.tally, self.progress.kinds
        lines = [
            self._counted(),
            f"read by {', '.join(f'{how} in {code}' for code, how in self.how.items())}",
            f"ETags: {tally.etags_equal:,} equal"
            + (f", {tally.etags_apart:,} differ, as they may under SSE-KMS" if tally.etags_apart else ""),
            self._sampled(),
        ]
        if not self.markers:
            lines.append("delete markers: not compared, for the spec does not replicate them")
        if len(self.sources) == 1:
            lines.append(
                f"only what {self.sources[0]} has was looked for; what the other has besides was not"
            )
        lines += [f"{kind}: {count:,}: {MEANINGS[Kind(kind)]}" for kind, count in sorted(kinds.items())]
        if kinds[Kind.MISSING.value] > LOOKED_AT:
            lines.append(f"replication statuses: of the first {LOOKED_AT:,} missing versions only")
        return lines

    def _counted(self) -> str:
        tally = self.progress.tally
        one, other = (
            f"{count:,} versions ({size_text(size)})"
            for count, size in zip(tally.versions, tally.bytes, strict=True)
        )
        return f"{tally.keys:,} keys; {one} and {other}; {tally.equal:,} with the same id and size"

    def _sampled(self) -> str:
        tally = self.progress.tally
        if not self.sample:
            return "checksums and replication statuses of equal versions: not compared (--sample does)"
        return (
            f"a sample of {self.sample:.2%}, {tally.sampled:,} versions: {tally.checksums_equal:,} have "
            "equal checksums, the others have none; replication statuses compared"
        )

    def as_json(self, most: int | None) -> dict[str, Any]:
        """Everything as plain data, with so many differences; all by None."""
        return {
            "bucket": self.name,
            "buckets": [self.one, self.other],
            "equal": self.is_equal,
            "looked_for_versions_of": list(self.sources),
            "read_by": dict(self.how),
            "sample": self.sample,
            "delete_markers_compared": self.markers,
            "began": self.progress.began,
            "counts": asdict(self.progress.tally),
            "kinds": dict(self.progress.kinds),
            "differences_file": str(self.file),
            "differences": [asdict(each) for each in islice(self.differences(), most)],
        }


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
    ends = sorted(
        (
            (direction.source, direction.source_bucket),
            (direction.destination, direction.destination_bucket),
        ),
        key=lambda end: end[0].short_code,
    )
    (here, one), (there, other) = ends
    sides = Sides(
        regions=(here.short_code, there.short_code),
        sources=frozenset(each.source.short_code for each in pair),
        markers=direction.inputs.replication.delete_markers,
    )
    given = dict(inventories or {})
    one_listing, other_listing = (
        _listing(clients, direction, given.get(region.short_code), region, bucket) for region, bucket in ends
    )
    how = {here.short_code: _how(one_listing), there.short_code: _how(other_listing)}
    look = CloseLook(
        Side(clients.client("s3", here), one),
        Side(clients.client("s3", there), other),
        sides,
        direction.account,
    )
    what = {
        "buckets": [one, other],
        "prefix": direction.prefix,
        "sources": sorted(sides.sources),
        "markers": sides.markers,
        "sample": sample,
        "how": how,
    }
    name = f"verify-{direction.estate}-{direction.name}"
    folder.mkdir(parents=True, exist_ok=True)
    try:
        with FileLock(folder / f"{name}.lock", timeout=0):
            checkpoint = Checkpoint(folder, name, what)
            comparison = Comparison(one_listing, other_listing, sides, look, sample)
            progress = compare(comparison, checkpoint, afresh=afresh, announce=announce)
    except Timeout as error:
        raise BackfillError(
            f"another verification of bucket '{direction.name}' is at work in {folder}: wait for it to end"
        ) from error
    return PairVerified(
        direction.name,
        one,
        other,
        tuple(sorted(sides.sources)),
        how,
        sample,
        sides.markers,
        progress,
        checkpoint,
    )


def _listing(
    clients: Clients, direction: Direction, inventory: str | None, region: Region, bucket: str
) -> BucketListing | InventoryListing:
    s3 = clients.client("s3", region)
    if inventory is None:
        return BucketListing(s3, bucket, direction.account, direction.prefix)
    return InventoryListing(s3, inventory, bucket, direction.account, direction.prefix)


def _how(listing: Listing) -> str:
    return f"inventory of {listing.etag}" if isinstance(listing, InventoryListing) else "listing"
