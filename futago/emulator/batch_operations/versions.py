"""Versions of objects as MiniStack's S3 keeps them, under one shape.

MiniStack keeps an object that was written before versioning in the bucket alone, and all others twice: each
version in an index, and the current one in the bucket too. What is written here goes to both places.
All functions work in the account of the request, see ``ministack.core.responses.request_scope``.
"""

from __future__ import annotations

import copy
import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from ministack.services import s3

from futago.emulator.batch_operations.service_model import Record

NULL = "null"
"""The version id of an object that has none."""

SSE = "x-amz-server-side-encryption"
SSE_KMS_KEY = "x-amz-server-side-encryption-aws-kms-key-id"
SSE_BUCKET_KEY = "x-amz-server-side-encryption-bucket-key-enabled"

_PER_VERSION = (
    "_object_tags",
    "_object_acl",
    "_object_retention",
    "_object_legal_hold",
    "_object_annotations",
)
"""MiniStack's stores of what belongs to a version: by bucket, key and version id (None for ``null``)."""


@dataclass(frozen=True)
class Version:
    """One version of an object, or a delete marker.

    Attributes:
        bucket: the bucket's name.
        key: the object's key.
        version_id: the version's id, ``null`` if it has none.
        record: MiniStack's record of it; the body is under ``data`` or ``body``.
    """

    bucket: str
    key: str
    version_id: str
    record: Record

    @property
    def is_delete_marker(self) -> bool:
        """Whether it is a delete marker."""
        return bool(self.record.get("is_delete_marker"))

    @property
    def replication_status(self) -> str:
        """COMPLETED, FAILED, REPLICA, PENDING, or NONE for one that was never replicated."""
        return str(self.record.get("replication_status") or "NONE")

    @property
    def tags(self) -> dict[str, str]:
        """The version's tags."""
        tags: dict[str, str] = s3._object_tags.get((self.bucket, self.key, _store_id(self.version_id)), {})
        return tags

    @property
    def storage_class(self) -> str:
        """The storage class, such as ``STANDARD``."""
        return str(self.record.get("storage_class") or "STANDARD")

    @property
    def encryption(self) -> dict[str, str]:
        """The headers that tell how it is encrypted."""
        headers: dict[str, str] = self.record.get("preserved_headers") or {}
        return headers

    @property
    def modified(self) -> dt.datetime:
        """When it was written."""
        return dt.datetime.fromisoformat(self.record["last_modified"])

    def set_replication_status(self, status: str) -> None:
        """Write the replication status wherever the version is kept."""
        self.record["replication_status"] = status
        current = s3._buckets[self.bucket]["objects"].get(self.key)
        if current is not None and _id_of(current) == self.version_id:
            current["replication_status"] = status


def list_versions(bucket: str) -> Iterator[Version]:
    """All versions in a bucket, delete markers too, in the order of keys and oldest first."""
    objects = s3._buckets[bucket]["objects"]
    keys = {key for name, key in s3._object_versions if name == bucket} | objects.keys()
    for key in sorted(keys):
        yield from versions_of(bucket, key)


def versions_of(bucket: str, key: str) -> list[Version]:
    """The versions of one object, oldest first."""
    records = s3._object_versions.get((bucket, key))
    if not records:
        current = s3._buckets[bucket]["objects"].get(key)
        records = [current] if current is not None else []
    return [Version(bucket, key, _id_of(record), record) for record in records]


def find_version(bucket: str, key: str, version_id: str) -> Version | None:
    """Return a version of an object, or None if there is no such."""
    return next((each for each in versions_of(bucket, key) if each.version_id == version_id), None)


def put_replica(source: Version, bucket: str, changes: Record) -> None:
    """Write a copy of a version into another bucket of the account, under the same version id.

    The copy stands among the versions that are there where its time puts it: a version that is copied after
    a later one does not become the current one. A copy that is there already is written anew, body and all.

    Args:
        source: the version to copy.
        bucket: the destination.
        changes: what differs from the source in MiniStack's record.
    """
    versions: list[Record] = s3._object_versions.setdefault((bucket, source.key), [])
    objects = s3._buckets[bucket]["objects"]
    _index_lone_object(bucket, source.key, versions)
    replica = {**_copy(source), **changes}
    versions[:] = [each for each in versions if each["version_id"] != source.version_id]
    order = {each.version_id: place for place, each in enumerate(versions_of(source.bucket, source.key))}
    versions.append(replica)
    versions.sort(key=lambda each: (each["last_modified"], order.get(each["version_id"], -1)))
    for each in versions:
        each["is_latest"] = each is versions[-1]
    if versions[-1].get("is_delete_marker"):
        objects.pop(source.key, None)
    else:
        objects[source.key] = s3._object_record_from_version(versions[-1])
    _copy_belongings(source, bucket)


def _copy(source: Version) -> Record:
    if source.is_delete_marker:
        return dict(source.record)
    body = source.record["data"] if "data" in source.record else source.record["body"]
    record: Record = s3._version_entry_from_record(source.record, source.version_id, body)
    for name in ("metadata", "preserved_headers", "checksums", "parts"):
        record[name] = copy.copy(record[name])
    return record


def _copy_belongings(source: Version, bucket: str) -> None:
    store_id = _store_id(source.version_id)
    for name in _PER_VERSION:
        store: Any = getattr(s3, name)
        if (source.bucket, source.key, store_id) in store:
            store[bucket, source.key, store_id] = copy.copy(store[source.bucket, source.key, store_id])


def _index_lone_object(bucket: str, key: str, versions: list[Record]) -> None:
    """Enter an object from before versioning in the index, as MiniStack does when a version comes on top."""
    current = s3._buckets[bucket]["objects"].get(key)
    if not versions and current is not None:
        versions.append(s3._version_entry_from_record(current, NULL, current["body"]))


def _id_of(record: Record) -> str:
    return str(record.get("version_id") or NULL)


def _store_id(version_id: str) -> str | None:
    return None if version_id == NULL else version_id
