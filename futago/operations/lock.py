"""One operator at a time: a lock on this machine, and one in the activated Region against those elsewhere.

The lock elsewhere is an object that is only written if it is not there (Amazon S3 User Guide, "How to prevent
object overwrites with conditional writes"). S3's object calls are served by the Region alone, so that it
holds while the other Region, or us-east-1, is dark.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Final

from filelock import FileLock, Timeout

from futago.aws import trouble_of
from futago.errors import LockError
from modules.estate import Estate
from modules.proof import Clients
from regions import Region

KEY: Final = "promotions/lock.json"
_TAKEN: Final = frozenset({"PreconditionFailed", "ConditionalRequestConflict", "412", "409"})
_NO_BUCKET: Final = frozenset({"NoSuchBucket", "404"})


@dataclass(frozen=True)
class Holder:
    """Who holds the lock.

    Attributes:
        operation: the id of the operation.
        operator: who runs it, as ``user@host``.
        mode: how which Region is promoted, for a person.
        since: since when, ISO 8601, UTC.
    """

    operation: str
    operator: str
    mode: str
    since: str

    def __str__(self) -> str:
        return f"{self.operator} since {self.since} ({self.mode}, operation {self.operation})"


@contextmanager
def here(folder: Path, estate: Estate, holder: Holder) -> Iterator[None]:
    """Hold the lock of this machine; the kernel gives it back however the process ends.

    Raises:
        LockError: another process holds it.
    """
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{estate.names.prefix}.lock"
    told = path.with_suffix(".holder")
    lock = FileLock(path)
    try:
        lock.acquire(timeout=0)
    except Timeout:
        raise LockError(
            f"{path}: another process promotes {estate.names.prefix} on this machine: {_read_holder(told)}; "
            "wait for it, or stop it with Ctrl-C where it runs",
        ) from None
    try:
        told.write_text(json.dumps(asdict(holder)), encoding="utf-8")
        yield
    finally:
        told.unlink(missing_ok=True)
        lock.release()


def _read_holder(path: Path) -> str:
    try:
        return str(Holder(**json.loads(path.read_text(encoding="utf-8"))))
    except (OSError, ValueError, TypeError):
        return "it has not said who it is"


class LockElsewhere:
    """The lock in the Region that is activated, in the bucket of its Terraform state.

    Args:
        clients: acting clients.
        estate: whose lock it is.
        region: the Region that is activated.
        holder: who wants it.
    """

    def __init__(self, clients: Clients, estate: Estate, region: Region, holder: Holder) -> None:
        self._s3 = clients.client("s3", region)
        self._bucket = estate.names.state_bucket(region.short_code)
        self._owner = estate.account
        self._holder = holder

    @property
    def place(self) -> str:
        """Where the lock lies."""
        return f"s3://{self._bucket}/{KEY}"

    def acquire(self, *, take_from: str | None = None) -> str | None:
        """Take the lock.

        Args:
            take_from: id of an operation that is known to be dead; its lock is taken over.

        Returns:
            Why there is no lock, where the promotion may go on without; None if it is held.

        Raises:
            LockError: somebody else holds it.
        """
        try:
            self._put(IfNoneMatch="*")
        except Exception as error:
            code = _code(error)
            if code in _NO_BUCKET:
                return (
                    f"there is no bucket {self._bucket} to hold a lock against operators elsewhere "
                    "(futago bootstrap makes it)"
                )
            if code in _TAKEN:
                return self._take_over(take_from)
            if trouble_of(error) is None:
                raise
            return self._after(error)
        return None

    def _after(self, error: Exception) -> str | None:
        """What came of a call that failed: it may have been the answer only that was lost."""
        with suppress(Exception):
            if self._read()[0] == self._holder:
                return None
        return f"no lock against operators elsewhere: {error}"

    def release(self) -> str | None:
        """Give the lock back if it is still ours; returns why it could not be, if so."""
        try:
            holder, _ = self._read()
            if holder == self._holder:
                self._s3.delete_object(Bucket=self._bucket, Key=KEY, ExpectedBucketOwner=self._owner)
        except Exception as error:
            if trouble_of(error) is None:
                raise
            return f"{self.place} is still there: {error}; --take-lock {self._holder.operation} takes it over"
        return None

    def _take_over(self, dead: str | None) -> str | None:
        holder, tag = self._read()
        if holder is None:  # given back in between
            self._put(IfNoneMatch="*")
            return None
        is_own = (holder.operation, holder.operator) == (self._holder.operation, self._holder.operator)
        if not is_own and holder.operation != dead:
            raise LockError(
                f"{self.place}: {holder} promotes this estate; if that operator is known to be gone, "
                f"--take-lock {holder.operation} takes the lock over"
            )
        self._put(IfMatch=tag)
        return None

    def _put(self, **condition: Any) -> None:
        self._s3.put_object(
            Bucket=self._bucket,
            Key=KEY,
            Body=json.dumps(asdict(self._holder)).encode(),
            ContentType="application/json",
            ExpectedBucketOwner=self._owner,
            **condition,
        )

    def _read(self) -> tuple[Holder | None, str]:
        """Who holds it, and the object's tag; None if nobody does."""
        try:
            answer = self._s3.get_object(Bucket=self._bucket, Key=KEY, ExpectedBucketOwner=self._owner)
        except Exception as error:
            if _code(error) in {"NoSuchKey", "NoSuchBucket", "404"}:
                return None, ""
            raise
        try:
            return Holder(**json.loads(answer["Body"].read())), answer["ETag"]
        except (ValueError, TypeError):
            return Holder("unknown", "somebody", "unknown", "unknown"), answer["ETag"]


def _code(error: Exception) -> str:
    response = getattr(error, "response", None) or {}  # a time-out has None
    return str(response.get("Error", {}).get("Code", ""))
