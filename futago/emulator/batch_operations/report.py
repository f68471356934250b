r"""The completion report of a job, as S3 writes it.

AWS: Amazon S3 User Guide, "Examples: S3 Batch Operations completion reports" (``manifest.json``, result
files, SSE-S3) and "Troubleshooting S3 Batch Operations" (a bucket with a default retention takes no report).

Three things are as in the User Guide's own example rows and in reports of real jobs, and not as one would
read them off ``ReportSchema``: HTTPStatusCode stands before ErrorCode; lines end with CR LF; a prefix that
ends in a slash is followed by another one. A missing version id is written ``\N``. A reader had better tell
the two columns apart by what is in them.
"""

from __future__ import annotations

import csv
import datetime as dt
import hashlib
import io
import json
from urllib.parse import quote

from ministack.services import s3

from futago.emulator.batch_operations import objects
from futago.emulator.batch_operations.job import Job, Outcome, Task
from futago.emulator.batch_operations.role import Role
from futago.emulator.batch_operations.service_model import Record
from futago.emulator.batch_operations.versions import SSE

SCHEMA = "Bucket, Key, VersionId, TaskStatus, ErrorCode, HTTPStatusCode, ResultMessage"
NO_VERSION = r"\N"
ENCRYPTED = {SSE: "AES256"}


class ReportError(Exception):
    """The report could not be written."""


def write(job: Job, role: Role) -> None:
    """Write the report, if one was asked for and a task was run.

    Args:
        job: the job, all its tasks done that will be.
        role: its role.

    Raises:
        ReportError: the role may not, or the bucket does not take it.
    """
    report = job.request["Report"]
    if not report["Enabled"] or not job.outcomes:
        return
    bucket = report["Bucket"].rpartition(":")[2]
    root = f"{objects.folder(report.get('Prefix'))}job-{job.job_id}"
    if not role.may("s3:PutObject", f"arn:aws:s3:::{bucket}/{root}/manifest.json"):
        raise ReportError("s3:PutObject is not permitted")
    if (s3._bucket_object_lock.get(bucket) or {}).get("default_retention"):
        raise ReportError("the bucket has a default retention")
    try:
        _write(job, bucket, root, with_successes=report["ReportScope"] == "AllTasks")
    except objects.ObjectError as error:
        raise ReportError(str(error)) from error


def _write(job: Job, bucket: str, root: str, *, with_successes: bool) -> None:
    groups: dict[str, list[tuple[Task, Outcome]]] = {"succeeded": [], "failed": []}
    for task, outcome in job.results():
        groups["succeeded" if outcome.is_success else "failed"].append((task, outcome))
    if not with_successes:
        del groups["succeeded"]
    results = [_write_results(bucket, root, status, rows) for status, rows in groups.items() if rows]
    index = {
        "Format": job.request["Report"]["Format"],
        "ReportCreationDate": _timestamp(),
        "Results": results,
        "ReportSchema": SCHEMA,
    }
    objects.put(bucket, f"{root}/manifest.json", json.dumps(index).encode(), ENCRYPTED)


def _write_results(bucket: str, root: str, status: str, rows: list[tuple[Task, Outcome]]) -> Record:
    text = io.StringIO(newline="")
    csv.writer(text, lineterminator="\r\n").writerows(
        (
            task.bucket,
            quote(task.key),
            task.version_id or NO_VERSION,
            status,
            outcome.http_status,
            outcome.error_code,
            outcome.message,
        )
        for task, outcome in rows
    )
    body = text.getvalue().encode()
    key = f"{root}/results/{hashlib.sha1(body, usedforsecurity=False).hexdigest()}.csv"
    objects.put(bucket, key, body, ENCRYPTED)
    digest = hashlib.md5(body, usedforsecurity=False).hexdigest()
    return {"TaskExecutionStatus": status, "Bucket": bucket, "MD5Checksum": digest, "Key": key}


def _timestamp() -> str:
    now = dt.datetime.now(dt.UTC)
    return now.isoformat(timespec="milliseconds").replace("+00:00", "Z")
