"""S3 replication: a replica has the version id of its source.

MiniStack gives every replica, and every replicated delete marker, an id of its own, so that the versions of
two buckets can't be compared.

AWS: S3 User Guide, "Replicating objects within and across Regions": replicas keep all metadata, such as the
original creation times and version ids.
"""

from __future__ import annotations

from typing import Any

from ministack.services import s3

from futago.emulator.additions.around import Wrapper, around

_markers_to_replicate: list[str] = []
"""The delete marker that is being replicated, if one is; requests are answered one after the other."""


@around(s3, "_record_object_version")
def record_object_version(
    record: Wrapper, bucket: str, key: str, prior: Any, written: dict[str, Any], *content: Any
) -> str | None:
    """Give the source's id to the replica, which MiniStack writes before the source has one."""
    version_id: str | None = record(bucket, key, prior, written, *content)
    if version_id is not None and "_replica" in written:
        name, replica_id, account = written["_replica"]
        with s3._in_account(account):
            _rename(name, key, replica_id, version_id)
        written["_replica"] = (name, version_id, account)
    return version_id


@around(s3, "_maybe_replicate_delete_marker")
def maybe_replicate_delete_marker(replicate: Wrapper, bucket: str, key: str) -> None:
    """Keep the marker's id in mind while it is replicated."""
    _markers_to_replicate.append(s3._object_versions[bucket, key][-1]["version_id"])
    try:
        replicate(bucket, key)
    finally:
        _markers_to_replicate.pop()


@around(s3, "_record_delete_marker")
def record_delete_marker(record: Wrapper, bucket: str, key: str, prior: Any) -> str:
    """Give the source's id to the replicated marker."""
    marker_id: str = record(bucket, key, prior)
    if not _markers_to_replicate:
        return marker_id
    _rename(bucket, key, marker_id, _markers_to_replicate[-1])
    return _markers_to_replicate[-1]


def _rename(bucket: str, key: str, old_id: str, new_id: str) -> None:
    current = s3._buckets[bucket]["objects"].get(key, {})
    for record in (*s3._object_versions[bucket, key], current):
        if record.get("version_id") == old_id:
            record["version_id"] = new_id
