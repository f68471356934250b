"""A bucket's versions by ListObjectVersions, the next page asked for while one is read."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from typing import Any

from futago.aws import calling
from futago.backfill.verify.version import Group, Version

PAGE = 1000
"""The most versions in a page (Amazon S3 API Reference, ListObjectVersions, MaxKeys)."""


class BucketListing:
    """A bucket as S3 lists it: in the order of the keys' UTF-8 bytes, a key's versions newest first.

    Args:
        s3: the client of the bucket's Region.
        bucket: the bucket.
        account: who must own it.
        prefix: what keys start with.
    """

    def __init__(self, s3: Any, bucket: str, account: str, prefix: str = "") -> None:
        self._s3 = s3
        self._bucket = bucket
        self._account = account
        self._prefix = prefix

    def groups(self, after: str = "") -> Iterator[Group]:
        """Every key behind ``after`` with all its versions.

        A page can end within a key, so a page's last key is held back until the next page is there. At most
        two pages and one key's versions are in memory.

        Raises:
            AwsError: the bucket can't be listed.
        """
        held: Group | None = None
        for page in self._pages(after):
            groups = _grouped(page)
            if held is not None:
                key, versions = held
                groups = {key: versions + groups.pop(key, []), **groups}
            held = None
            if page.get("IsTruncated") and groups:
                held = groups.popitem()
            yield from groups.items()
        if held is not None:
            yield held

    def _pages(self, after: str) -> Iterator[Mapping[str, Any]]:
        with ThreadPoolExecutor(max_workers=1) as ahead:
            marker = {"KeyMarker": after} if after else {}
            coming = ahead.submit(self._page, marker)
            while True:
                page = coming.result()
                if page.get("IsTruncated"):
                    marker = {"KeyMarker": page["NextKeyMarker"]}
                    if page.get("NextVersionIdMarker"):
                        marker["VersionIdMarker"] = page["NextVersionIdMarker"]
                    coming = ahead.submit(self._page, marker)
                yield page
                if not page.get("IsTruncated"):
                    return

    def _page(self, marker: Mapping[str, str]) -> Mapping[str, Any]:
        with calling(f"listing the versions in bucket {self._bucket}"):
            page: Mapping[str, Any] = self._s3.list_object_versions(
                Bucket=self._bucket,
                Prefix=self._prefix,
                MaxKeys=PAGE,
                ExpectedBucketOwner=self._account,
                **marker,
            )
        return page


def _grouped(page: Mapping[str, Any]) -> dict[str, list[Version]]:
    """A page's keys in order: versions and markers come in two lists, each in order."""
    groups: dict[str, list[Version]] = {}
    for each in page.get("Versions", ()):
        version = Version(
            each["VersionId"],
            each["Size"],
            each["ETag"].strip('"'),
            each["IsLatest"],
            False,  # noqa: FBT003 # a tuple's field
            each.get("StorageClass", "STANDARD"),
        )
        groups.setdefault(each["Key"], []).append(version)
    markers = page.get("DeleteMarkers", ())
    for each in markers:
        marker = Version(each["VersionId"], 0, "", each["IsLatest"], True, "")  # noqa: FBT003 # likewise
        groups.setdefault(each["Key"], []).append(marker)
    return dict(sorted(groups.items())) if markers else groups
