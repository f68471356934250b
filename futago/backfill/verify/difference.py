"""In what the versions of one key differ between two buckets: pure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from futago.backfill.verify.version import Version


class Kind(StrEnum):
    """What kind of difference."""

    MISSING = "missing"
    SIZE = "size"
    CONTENT = "content"
    CURRENT = "current"
    HIDDEN = "hidden"
    STATUS = "status"


MEANINGS = {
    Kind.MISSING: "a version is in one bucket only",
    Kind.SIZE: "a version has another size",
    Kind.CONTENT: "a version has another checksum",
    Kind.CURRENT: "readers see another version",
    Kind.HIDDEN: "a delete marker hides the key in one bucket only",
    Kind.STATUS: "the replication is pending or has failed",
}


@dataclass(frozen=True)
class Difference:
    """One difference.

    Attributes:
        kind: what kind.
        key: the object's key.
        version_id: the version; empty where it is about the key.
        here: short code of the Region that has it, or has the first of two values.
        detail: the values, in words.
    """

    kind: Kind
    key: str
    version_id: str
    here: str
    detail: str


@dataclass
class Tally:
    """What was compared so far. Plain numbers: it is kept in the checkpoint.

    Attributes:
        keys: keys compared.
        versions: versions in the first bucket and in the second.
        bytes: bytes in the first bucket and in the second.
        equal: versions with the same id and size in both.
        etags_equal: of these, with the same ETag.
        etags_apart: of these, with ETags that differ and prove nothing, for one side is under SSE-KMS or
            does not say.
        sampled: of these, looked at closely on both sides.
        checksums_equal: of these, with a checksum that is the same on both sides.
    """

    keys: int
    versions: list[int]
    bytes: list[int]
    equal: int
    etags_equal: int
    etags_apart: int
    sampled: int
    checksums_equal: int

    @classmethod
    def new(cls) -> Tally:
        """Nothing compared."""
        return cls(0, [0, 0], [0, 0], 0, 0, 0, 0, 0)


@dataclass(frozen=True)
class Sides:
    """The two buckets and what is asked of them.

    Attributes:
        regions: short codes of the first bucket's Region and of the second's.
        sources: of these, the Regions whose versions must be in the other.
        markers: whether delete markers are replicated, and so compared.
    """

    regions: tuple[str, str]
    sources: frozenset[str]
    markers: bool


def differences(
    key: str, one: Sequence[Version], other: Sequence[Version], sides: Sides, tally: Tally
) -> Iterator[Difference]:
    """In what a key differs.

    An id stands for one content for ever, so a version with the same id and size is taken for the same. Its
    ETag is compared, too, but differing ETags of objects under SSE-KMS say nothing: only of those in
    plain text or under SSE-S3 is it a digest of the content (Amazon S3 API Reference, Object, ETag).
    """
    first = {each.version_id: each for each in one if not each.is_marker}
    second = {each.version_id: each for each in other if not each.is_marker}
    tally.keys += 1
    for place, found in enumerate((first, second)):
        tally.versions[place] += len(found)
        tally.bytes[place] += sum(each.size for each in found.values())
    for place, (mine, its) in enumerate(((first, second), (second, first))):
        region, twin = sides.regions[place], sides.regions[1 - place]
        if region in sides.sources:
            for version_id, each in mine.items():
                if version_id not in its:
                    yield Difference(
                        Kind.MISSING, key, version_id, region, f"{each.size:,} bytes, not in {twin}"
                    )
    for version_id, each in first.items():
        found_twin = second.get(version_id)
        if found_twin is not None:
            yield from _of_version(key, each, found_twin, sides, tally)
    yield from _of_key(key, one, other, sides)


def _of_version(key: str, one: Version, other: Version, sides: Sides, tally: Tally) -> Iterator[Difference]:
    here, there = sides.regions
    if one.size != other.size:
        yield Difference(
            Kind.SIZE,
            key,
            one.version_id,
            here,
            f"{one.size:,} bytes in {here}, {other.size:,} bytes in {there}",
        )
        return
    if one.etag == other.etag:
        tally.etags_equal += 1
    elif _is_digest(one) and _is_digest(other):
        yield Difference(
            Kind.CONTENT, key, one.version_id, here, f"ETag {one.etag} in {here}, {other.etag} in {there}"
        )
        return
    else:
        tally.etags_apart += 1
    tally.equal += 1
    for region, each in ((here, one), (there, other)):
        if each.status in ("FAILED", "PENDING"):
            yield Difference(Kind.STATUS, key, each.version_id, region, f"{each.status} in {region}")


def _is_digest(version: Version) -> bool:
    """Whether the ETag is known to be the MD5 of the content: not under KMS, and not of several parts."""
    return version.encryption in ("SSE-S3", "NOT-SSE") and "-" not in version.etag


def _of_key(key: str, one: Sequence[Version], other: Sequence[Version], sides: Sides) -> Iterator[Difference]:
    """What readers of the key see: the same version on both sides, or nothing on both."""
    here, there = sides.regions
    seen = [next((each for each in versions if each.is_latest), None) for versions in (one, other)]
    first, second = seen
    if first is None or second is None:
        return
    if first.is_marker != second.is_marker:
        if sides.markers:
            hiding = here if first.is_marker else there
            marker = first if first.is_marker else second
            yield Difference(Kind.HIDDEN, key, marker.version_id, hiding, f"deleted in {hiding} only")
        return
    both = {each.version_id for each in one} & {each.version_id for each in other}
    if first.version_id != second.version_id and {first.version_id, second.version_id} <= both:
        yield Difference(
            Kind.CURRENT, key, "", here, f"{first.version_id} in {here}, {second.version_id} in {there}"
        )
