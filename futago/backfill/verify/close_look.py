"""What a listing does not tell of a version, asked for one by one: replication status and checksums."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from typing import Any, NamedTuple

from futago.aws import HTTP_NOT_FOUND, calling
from futago.backfill.verify.difference import Difference, Kind, Sides, Tally
from futago.errors import AwsError

AT_ONCE = 16
_CHECKSUMS = ("ChecksumCRC32", "ChecksumCRC32C", "ChecksumCRC64NVME", "ChecksumSHA1", "ChecksumSHA256")


class Side(NamedTuple):
    """A bucket to ask in.

    Attributes:
        s3: the client of its Region.
        bucket: its name.
    """

    s3: Any
    bucket: str


class CloseLook:
    """Looks at versions in both buckets, by HeadObject: no content is read.

    Args:
        one: the first bucket.
        other: the second.
        sides: what they are called.
        account: who must own them.
    """

    def __init__(self, one: Side, other: Side, sides: Sides, account: str) -> None:
        self._sides = {sides.regions[0]: one, sides.regions[1]: other}
        self._regions = sides.regions
        self._account = account

    def explained(self, missing: Iterable[Difference]) -> Iterator[Difference]:
        """Missing versions with their replication status; those that have arrived meanwhile are left out."""
        with ThreadPoolExecutor(AT_ONCE) as pool:
            for each in pool.map(self._explained, list(missing)):
                if each is not None:
                    yield each

    def compared(self, versions: Iterable[tuple[str, str]], tally: Tally) -> Iterator[Difference]:
        """Differences in checksums and replication statuses of versions that are in both buckets."""
        with ThreadPoolExecutor(AT_ONCE) as pool:
            for (key, version_id), heads in zip(versions, pool.map(self._both, list(versions)), strict=True):
                tally.sampled += 1
                yield from self._differing(key, version_id, heads, tally)

    def _explained(self, missing: Difference) -> Difference | None:
        there = next(region for region in self._regions if region != missing.here)
        if self._head(there, missing.key, missing.version_id) is not None:
            return None
        source = self._head(missing.here, missing.key, missing.version_id)
        if source is None:
            return None
        status = source.get("ReplicationStatus", "never tried")
        return replace(missing, detail=f"{missing.detail}; replication {status}")

    def _both(self, version: tuple[str, str]) -> list[Mapping[str, Any] | None]:
        return [self._head(region, *version) for region in self._regions]

    def _differing(
        self, key: str, version_id: str, heads: list[Mapping[str, Any] | None], tally: Tally
    ) -> Iterator[Difference]:
        one, other = heads
        if one is None or other is None:
            return  # deleted since it was listed
        same = [name for name in _CHECKSUMS if one.get(name) and other.get(name)]
        unequal = [name for name in same if one[name] != other[name]]
        if unequal:
            here, there = self._regions
            name = unequal[0]
            detail = f"{name} {one[name]} in {here}, {other[name]} in {there}"
            yield Difference(Kind.CONTENT, key, version_id, here, detail)
        elif same:
            tally.checksums_equal += 1
        for region, head in zip(self._regions, heads, strict=True):
            status = (head or {}).get("ReplicationStatus")
            if status in ("FAILED", "PENDING"):
                yield Difference(Kind.STATUS, key, version_id, region, f"{status} in {region}")

    def _head(self, region: str, key: str, version_id: str) -> Mapping[str, Any] | None:
        side = self._sides[region]
        try:
            with calling(f"looking at version {version_id} of {key!r} in bucket {side.bucket}"):
                head: Mapping[str, Any] = side.s3.head_object(
                    Bucket=side.bucket,
                    Key=key,
                    VersionId=version_id,
                    ChecksumMode="ENABLED",
                    ExpectedBucketOwner=self._account,
                )
        except AwsError as error:
            if error.status == HTTP_NOT_FOUND:
                return None
            raise
        return head
