"""A bucket's versions by an S3 Inventory report in CSV, brought into key order in bounded memory.

The format: Amazon S3 User Guide, "Locating your inventory list" (manifest.json) and "Amazon S3 Inventory
list" (the fields; keys are URL-encoded). The report promises no order, so its rows are sorted here, in
chunks that are merged from disk.
"""

from __future__ import annotations

import csv
import gzip
import heapq
import io
import json
from collections.abc import Callable, Iterable, Iterator
from itertools import groupby, islice
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from urllib.parse import unquote_plus

import msgspec

from futago.aws import calling
from futago.backfill.ranged_body import RangedBody
from futago.backfill.verify.version import Group, Version
from futago.errors import BackfillError

CHUNK_ROWS = 100_000
"""Rows that are sorted in memory at once: some 50 MB."""
NEEDED = ("Key", "VersionId", "IsLatest", "IsDeleteMarker", "Size", "ETag")
_Row = tuple[str, Version]


class InventoryListing:
    """A bucket as its inventory has it, as of the inventory's day.

    Args:
        s3: the client of the Region in which the inventory lies.
        location: ``s3://bucket/…/manifest.json``.
        bucket: the bucket that the inventory must be of.
        account: who must own the inventory's bucket.
        prefix: what keys start with; others are left out.

    Raises:
        BackfillError: it is no inventory in CSV, of another bucket, or lacks a field.
    """

    def __init__(self, s3: Any, location: str, bucket: str, account: str, prefix: str = "") -> None:
        scheme, _, rest = location.partition("://")
        self._in, _, self._key = rest.partition("/")
        if scheme != "s3" or not self._key.endswith("manifest.json"):
            raise BackfillError(
                f"'{location}' is no inventory; needed is s3://BUCKET/…/manifest.json", exit_code=2
            )
        self._s3, self._account, self._prefix = s3, account, prefix
        self._manifest = self._read_manifest(location, bucket)
        schema = [name.strip() for name in self._manifest["fileSchema"].split(",")]
        missing = [name for name in NEEDED if name not in schema]
        if missing:
            raise BackfillError(
                f"{location} lacks {', '.join(missing)}: the inventory must hold all versions (IncludedObject"
                "Versions: All) with the fields Size and ETag",
                exit_code=2,
            )
        self._place: Callable[[str], int | None] = {name: at for at, name in enumerate(schema)}.get

    @property
    def has_statuses(self) -> bool:
        """Whether it tells replication statuses."""
        return self._place("ReplicationStatus") is not None

    @property
    def etag(self) -> str:
        """What tells it from another inventory."""
        return str(self._manifest.get("creationTimestamp", self._key))

    def groups(self, after: str = "") -> Iterator[Group]:
        """Every key behind ``after`` with all its versions, in order."""
        with TemporaryDirectory(prefix="futago-inventory-") as folder:
            chunks = list(_sorted_chunks(self._rows(after), Path(folder)))
            rows = heapq.merge(*map(_read_chunk, chunks), key=lambda row: row[0])
            for key, group in groupby(rows, key=lambda row: row[0]):
                yield key, [version for _key, version in group]

    def _read_manifest(self, location: str, bucket: str) -> dict[str, Any]:
        with calling(f"reading {location}"):
            answer = self._s3.get_object(Bucket=self._in, Key=self._key, ExpectedBucketOwner=self._account)
            text = answer["Body"].read()
        try:
            manifest: dict[str, Any] = json.loads(text)
            kind, of = manifest["fileFormat"], manifest["sourceBucket"]
            _ = manifest["fileSchema"], manifest["files"]
        except (ValueError, KeyError, TypeError) as error:
            raise BackfillError(f"{location} is not the manifest of an inventory", exit_code=2) from error
        if kind != "CSV":
            raise BackfillError(
                f"{location} is an inventory in {kind}; futago reads CSV: set the inventory's format to CSV",
                exit_code=2,
            )
        if of != bucket:
            raise BackfillError(f"{location} is of bucket {of}, needed is one of {bucket}", exit_code=2)
        return manifest

    def _rows(self, after: str) -> Iterator[_Row]:
        for file in self._manifest["files"]:
            body = RangedBody(self._s3, self._in, file["key"], self._account)
            with gzip.open(io.BufferedReader(body), "rt", encoding="utf-8", newline="") as text:
                for fields in csv.reader(text):
                    key = unquote_plus(fields[self._at("Key")])
                    if key > after and key.startswith(self._prefix):
                        yield key, self._version(fields)

    def _version(self, fields: list[str]) -> Version:
        return Version(
            version_id=fields[self._at("VersionId")] or "null",
            size=int(fields[self._at("Size")] or 0),
            etag=fields[self._at("ETag")],
            is_latest=fields[self._at("IsLatest")] == "true",
            is_marker=fields[self._at("IsDeleteMarker")] == "true",
            storage_class=self._told(fields, "StorageClass"),
            status=self._told(fields, "ReplicationStatus"),
            encryption=self._told(fields, "EncryptionStatus"),
        )

    def _at(self, name: str) -> int:
        place = self._place(name)
        assert place is not None  # noqa: S101 # checked when it was made
        return place

    def _told(self, fields: list[str], name: str) -> str:
        place = self._place(name)
        return "" if place is None else fields[place]


def _sorted_chunks(rows: Iterable[_Row], folder: Path) -> Iterator[Path]:
    rows = iter(rows)
    number = 0
    while chunk := sorted(islice(rows, CHUNK_ROWS), key=lambda row: row[0]):
        path = folder / f"{number}.jsonl"
        with path.open("wb") as file:
            file.writelines(msgspec.json.encode(row) + b"\n" for row in chunk)
        yield path
        number += 1


def _read_chunk(path: Path) -> Iterator[_Row]:
    decode = msgspec.json.Decoder(tuple[str, Version]).decode
    with path.open("rb") as file:
        for line in file:
            yield decode(line)
