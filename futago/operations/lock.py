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
    path = folder / f"{estate.names.prefix}.lock"
    told = path.with_suffix(".holder")
    lock = FileLock(path)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        lock.acquire(timeout=0)
    except Timeout:  # an OSError, too
        raise LockError(
            f"{path}: another process promotes {estate.names.prefix} on this machine: {_read_holder(told)}; "
            "wait for it, or stop it with Ctrl-C where it runs",
        ) from None
    except OSError as error:
        raise LockError(
            f"{path}: {error.strerror or error}: without its lock nothing is begun; allowed is a folder that "
            "can be written to (--journals)"
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
            if not self._put(IfNoneMatch="*"):
                self._take_over(take_from)
        except Exception as error:
            if trouble_of(error) is None:
                raise
            if _code(error) in _NO_BUCKET:
                return (
                    f"there is no bucket {self._bucket} to hold a lock against operators elsewhere "
                    "(futago bootstrap makes it)"
                )
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

    def _take_over(self, dead: str | None) -> None:
        """Take the lock that somebody has: if it was our own, or that of the dead, or just given back."""
        holder, tag = self._read()
        own = (self._holder.operation, self._holder.operator)
        if holder is None or (holder.operation, holder.operator) == own or holder.operation == dead:
            if self._put(**({"IfNoneMatch": "*"} if holder is None else {"IfMatch": tag})):
                return
            holder, _ = self._read()  # somebody else was quicker
        raise LockError(
            f"{self.place}: {holder or 'somebody'} promotes this estate; if that operator is known to be "
            f"gone, --take-lock {holder.operation if holder else 'OPERATION'} takes the lock over"
        )

    def _put(self, **condition: Any) -> bool:
        """Write the lock under a condition; returns whether that held."""
        try:
            self._s3.put_object(
                Bucket=self._bucket,
                Key=KEY,
                Body=json.dumps(asdict(self._holder)).encode(),
                ContentType="application/json",
                ExpectedBucketOwner=self._owner,
                **condition,
            )
        except Exception as error:
            if _code(error) in _TAKEN:
                return False
            raise
        return True

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
