"""Versions that were deleted by their id: Batch Replication does not bring them back.

AWS: Amazon S3 User Guide, "Replicating existing objects with Batch Replication": objects deleted from the
destination with their version id can't be replicated again; failure code DstObjectHardDeleted.
"""

from __future__ import annotations

from ministack.core.responses import get_account_id

_deleted: set[tuple[str, str, str, str]] = set()


def remember(bucket: str, key: str, version_id: str) -> None:
    """Keep in mind that a version of the request's account was deleted by its id."""
    _deleted.add((get_account_id(), bucket, key, version_id))


def was_deleted(bucket: str, key: str, version_id: str) -> bool:
    """Whether it was."""
    return (get_account_id(), bucket, key, version_id) in _deleted


def forget_bucket(bucket: str) -> None:
    """Forget what was deleted from a bucket that is itself deleted now: another may have its name."""
    _deleted.difference_update({each for each in _deleted if each[:2] == (get_account_id(), bucket)})


def forget() -> None:
    """Forget all."""
    _deleted.clear()
