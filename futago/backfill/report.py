"""A job's completion report, read as a stream: CSV of any size in a few megabytes of memory.

The format: Amazon S3 User Guide, "Examples: S3 Batch Operations completion reports". Its ``ReportSchema`` has
ErrorCode before HTTPStatusCode, and its example rows have them the other way round; so the two are told apart
by their looks.
"""

from __future__ import annotations

import codecs
import csv
import hashlib
import io
import json
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, NamedTuple
from urllib.parse import unquote_plus

from futago.aws import HTTP_NOT_FOUND, calling
from futago.backfill.direction import Direction
from futago.backfill.job import Job
from futago.backfill.ranged_body import RANGE_BYTES, RangedBody
from futago.errors import AwsError, BackfillError
from modules.proof import Clients

COLUMNS = 7
NO_VERSION = ("", "\\N")
"""How a report writes that there is no version id."""
EXAMPLES = 3
"""Keys that are kept for each reason."""


class Row(NamedTuple):
    """A failed object.

    Attributes:
        encoded_key: its key as the report and manifests have it, URL-encoded.
        version_id: its version; ``null`` for one from before versioning.
        code: S3's reason, such as ``DstKmsKeyInvalidState``.
        status: the HTTP status.
        message: S3's words.
    """

    encoded_key: str
    version_id: str
    code: str
    status: str
    message: str

    @property
    def key(self) -> str:
        """The object's key."""
        return unquote_plus(self.encoded_key)


@dataclass
class Reasons:
    """The failures of a job by their reason.

    Attributes:
        counts: how many objects failed, by S3's code.
        messages: the first message that came with each code.
        examples: the first keys of each.
    """

    counts: Counter[str] = field(default_factory=Counter)
    messages: dict[str, str] = field(default_factory=dict)
    examples: dict[str, list[str]] = field(default_factory=dict)

    def take(self, row: Row) -> None:
        """Count a failed object."""
        self.counts[row.code] += 1
        self.messages.setdefault(row.code, row.message)
        examples = self.examples.setdefault(row.code, [])
        if len(examples) < EXAMPLES:
            examples.append(row.key)


def failed_rows(clients: Clients, direction: Direction, job: Job) -> Iterator[Row]:
    """The objects that failed in a job, from its report, as they come in.

    Args:
        clients: SDK clients with ``s3:GetObject`` on the report.
        direction: what the job was for.
        job: a job that has ended.

    Raises:
        BackfillError: the job has not ended, has no report, or the report is damaged.
        AwsError: S3 refused or did not answer.
    """
    for result in _results(clients, direction, job):
        if result.get("TaskExecutionStatus") == "failed":
            yield from _rows(clients, direction, result)


def _results(clients: Clients, direction: Direction, job: Job) -> list[dict[str, Any]]:
    if not job.has_ended:
        raise BackfillError(
            f"job {job.job_id} for {direction} is {job.state}: S3 writes the report at its end",
            next_command="futago backfill watch",
        )
    bucket = job.report_bucket.rpartition(":")[2]
    prefix = job.report_prefix.rstrip("/")
    key = f"{prefix}/job-{job.job_id}/manifest.json"
    s3 = clients.client("s3", direction.source)
    try:
        with calling(f"reading the report of job {job.job_id} in bucket {bucket}"):
            answer = s3.get_object(Bucket=bucket, Key=key, ExpectedBucketOwner=direction.account)
            text = answer["Body"].read()
    except AwsError as error:
        if error.status != HTTP_NOT_FOUND:
            raise
        if job.failed == 0:
            return []  # S3 writes none where no object was tried
        raise BackfillError(
            f"job {job.job_id} for {direction} has no report at s3://{bucket}/{key}, though {job.failed:,} "
            "objects failed: it could not be written, or the report bucket's retention is over",
            next_command=f"futago backfill verify --bucket {direction.name}",
        ) from error
    try:
        results: list[dict[str, Any]] = json.loads(text)["Results"]
    except (ValueError, KeyError, TypeError) as error:
        raise BackfillError(f"s3://{bucket}/{key} is not the manifest of a report: {error}") from error
    return results


def _rows(clients: Clients, direction: Direction, result: dict[str, Any]) -> Iterator[Row]:
    bucket, key = result["Bucket"], result["Key"]
    raw = RangedBody(clients.client("s3", direction.source), bucket, key, direction.account)
    digest = hashlib.md5(usedforsecurity=False)
    lines = _lines(raw, digest)
    try:
        for number, fields in enumerate(csv.reader(lines), start=1):
            if len(fields) < COLUMNS:
                raise BackfillError(
                    f"s3://{bucket}/{key}: row {number} has {len(fields)} columns, a report has {COLUMNS}"
                )
            yield _row(fields)
    except (UnicodeDecodeError, csv.Error) as error:
        raise BackfillError(f"s3://{bucket}/{key} is no report of S3 Batch Operations: {error}") from error
    told = result.get("MD5Checksum")
    if told and told.lower() != digest.hexdigest():
        raise BackfillError(f"s3://{bucket}/{key} is not what S3 wrote: its MD5 differs from the manifest's")


def _lines(raw: io.RawIOBase, digest: Any) -> Iterator[str]:
    """The stream's lines with their ends: a quoted message may go over several."""
    decoder = codecs.getincrementaldecoder("utf-8")()
    rest = ""
    while chunk := raw.read(RANGE_BYTES):
        digest.update(chunk)
        *lines, rest = (rest + decoder.decode(chunk)).split("\n")
        yield from (f"{line}\n" for line in lines)
    rest += decoder.decode(b"", final=True)
    if rest:
        yield rest


def _row(fields: list[str]) -> Row:
    _bucket, key, version_id, _task, first, second, *message = fields
    status, code = (second, first) if second.isdigit() else (first, second)
    return Row(key, "null" if version_id in NO_VERSION else version_id, code, status, ",".join(message))
