"""A version of an object, as a listing or an inventory tells of it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple, Protocol


class Version(NamedTuple):
    """One version, or one delete marker, of one key.

    A tuple, for there are millions.

    Attributes:
        version_id: S3's id, the same in both buckets: a replica keeps it (Amazon S3 User Guide, "Replicating
            objects overview").
        size: bytes; 0 for a delete marker.
        etag: without its quotes; empty for a delete marker.
        is_latest: whether it is what a reader sees.
        is_marker: whether it is a delete marker.
        storage_class: where it is kept.
        status: its replication status; empty where it has none or the listing does not say.
        encryption: as an inventory says it, such as ``SSE-KMS``; empty where a listing does not say.
    """

    version_id: str
    size: int
    etag: str
    is_latest: bool
    is_marker: bool
    storage_class: str
    status: str = ""
    encryption: str = ""


Group = tuple[str, list[Version]]
"""A key and its versions."""


class Listing(Protocol):
    """One bucket's keys in the order of their UTF-8 bytes, each with all of its versions."""

    def groups(self, after: str) -> Iterator[Group]:
        """The keys behind ``after``; all if that is empty."""
