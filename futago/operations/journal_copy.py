"""A copy of the journal in the Region that is activated: this machine may be lost in the very disaster."""

from __future__ import annotations

import threading
from pathlib import Path
from typing import Final, Self

from futago.aws import trouble_of
from futago.operations.journal import Journal
from modules.estate import Estate
from modules.proof import Clients
from regions import Region

_INTERVAL_SECONDS: Final = 1.0
_LAST_SECONDS: Final = 5.0
"""How long the end of a promotion waits for the last copy."""


class JournalCopy:
    """Keeps an object in S3 like the journal, beside the promotion: it never waits for it.

    The object is written whole each time, at most once a second. As a context manager it makes the last copy
    at the end.

    Args:
        clients: acting clients.
        estate: whose promotion it is.
        region: the Region that is activated; the bucket of its Terraform state takes the copy.
        journal: what to copy.
    """

    def __init__(self, clients: Clients, estate: Estate, region: Region, journal: Journal) -> None:
        self._s3 = clients.client("s3", region)
        self._bucket = estate.names.state_bucket(region.short_code)
        self._owner = estate.account
        self._path: Path = journal.path
        self._journal = journal
        self._changed = threading.Event()
        self._ends = threading.Event()
        self._thread = threading.Thread(target=self._keep_up, name="journal-copy", daemon=True)
        self.place = f"s3://{self._bucket}/promotions/{self._path.name}"
        self.trouble: str | None = "it was never made"

    def __enter__(self) -> Self:
        self._changed.set()  # what is there already
        self._journal.written = self._changed.set
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._journal.written = lambda: None
        self._ends.set()
        self._changed.set()
        self._thread.join(_LAST_SECONDS)
        if self._thread.is_alive():
            self.trouble = f"{self._bucket} did not answer"

    def _keep_up(self) -> None:
        while not self._ends.is_set():
            self._changed.wait()
            self._changed.clear()
            self._copy()
            self._ends.wait(_INTERVAL_SECONDS)
        self._copy()

    def _copy(self) -> None:
        try:
            self._s3.put_object(
                Bucket=self._bucket,
                Key=f"promotions/{self._path.name}",
                Body=self._path.read_bytes(),
                ContentType="application/jsonl",
                ExpectedBucketOwner=self._owner,
            )
            self.trouble = None
        except Exception as error:
            if trouble_of(error) is None and not isinstance(error, OSError):
                raise
            self.trouble = str(error)
