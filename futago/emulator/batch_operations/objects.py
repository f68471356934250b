"""Objects that Batch Operations itself reads and writes: manifests and completion reports."""

from __future__ import annotations

from ministack.services import s3

OK = 200


class ObjectError(Exception):
    """A bucket does not take an object."""


def put(bucket: str, key: str, body: bytes, headers: dict[str, str]) -> str:
    """Write an object.

    Args:
        bucket: the bucket's name.
        key: the object's key.
        body: its content.
        headers: headers of the PutObject, such as those for encryption.

    Returns:
        The ETag.

    Raises:
        ObjectError: the bucket does not take it.
    """
    status, answered, text = s3._put_object(bucket, key, body, headers)
    if status != OK:
        raise ObjectError(text.decode())
    etag: str = answered["ETag"]
    return etag


def get(bucket: str, key: str, version_id: str | None) -> tuple[bytes | None, str]:
    """Return an object's content and ETag; no content if there is no such object."""
    query = {"versionId": version_id} if version_id else {}
    status, headers, body = s3._get_object(bucket, key, {}, query)
    return (body, headers["ETag"]) if status == OK else (None, "")


def folder(prefix: str | None) -> str:
    """A prefix as S3 puts it before what it writes: a slash comes after it, even after one that is there.

    Seen in completion reports; the API Reference only has ``<prefix>/job-<job-id>/``.
    """
    return f"{prefix}/" if prefix else ""
