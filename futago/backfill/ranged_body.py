"""An object of any size as a stream, read in ranges: a broken connection costs one range."""

from __future__ import annotations

import io
from typing import Any

from futago.aws import calling

RANGE_BYTES = 4 * 1024 * 1024
"""How much is asked for, and held, at once."""


class RangedBody(io.RawIOBase):
    """Reads an object by ranges; the ETag keeps them of one and the same object.

    Args:
        s3: the client of the bucket's Region.
        bucket: the bucket.
        key: the object's key.
        account: who must own the bucket.
    """

    def __init__(self, s3: Any, bucket: str, key: str, account: str) -> None:
        self._s3 = s3
        self._object = {"Bucket": bucket, "Key": key, "ExpectedBucketOwner": account}
        self._what = f"reading {key} of bucket {bucket}"
        with calling(self._what):
            head = s3.head_object(**self._object)
        self._size: int = head["ContentLength"]
        self._etag: str = head["ETag"]
        self._at = 0
        self._held = b""

    def readable(self) -> bool:
        """It is."""
        return True

    def readinto(self, buffer: Any) -> int:
        """Fill the buffer; 0 at the end.

        Raises:
            AwsError: S3 refused or did not answer, or the object was replaced meanwhile.
        """
        if not self._held and self._at < self._size:
            last = min(self._at + RANGE_BYTES, self._size) - 1
            with calling(self._what):
                answer = self._s3.get_object(
                    **self._object, Range=f"bytes={self._at}-{last}", IfMatch=self._etag
                )
                self._held = answer["Body"].read()
            self._at = last + 1
        part = self._held[: len(buffer)]
        buffer[: len(part)] = part
        self._held = self._held[len(part) :]
        return len(part)
