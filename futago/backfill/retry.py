"""Doing again just what failed: the report's failed rows become the list of a new job."""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import chain
from typing import Any

from futago.aws import calling
from futago.backfill.direction import Direction
from futago.backfill.job import COMPLETE, Job
from futago.backfill.report import Row, failed_rows
from futago.backfill.request import Manifest, Settings, retry_request
from futago.backfill.start import Started, create
from futago.errors import BackfillError
from futago.names import Names
from modules.proof import Clients

PART_BYTES = 8 * 1024 * 1024
"""How much of the list is held at once; S3 takes parts of 5 MiB and more, and 10,000 of them (Amazon S3 User
Guide, "Amazon S3 multipart upload limits")."""


class FailedObjects:
    """The failed objects of a job, as a list for the next one.

    Args:
        clients: SDK clients with ``s3:GetObject`` and ``s3:PutObject`` in the report bucket.
        direction: what the job was for.
        job: a job that has ended.
    """

    def __init__(self, clients: Clients, direction: Direction, job: Job) -> None:
        self._clients = clients
        self._direction = direction
        self._job = job
        self.counts: Counter[str] = Counter()
        """How many there are, by S3's code; known once the list is written."""

    def write(self) -> Manifest:
        """Write the list into the report bucket, in bounded memory; written again it is the same.

        It holds keys and versions, and nothing of what is in the objects.

        Raises:
            BackfillError: nothing failed, or the report can't be read.
            AwsError: S3 refused or did not answer.
        """
        names = Names(prefix=self._direction.estate, account=self._direction.account)
        key = names.retry_manifest(self._direction.name, self._job.job_id)
        parts = _parts(self._lines())
        first = next(parts, b"")
        if not first:
            raise BackfillError(
                f"no object failed in job {self._job.job_id} for {self._direction}: there is nothing to retry"
            )
        second = next(parts, None)
        if second is None:
            return self._put(key, first)
        return self._put_in_parts(key, (first, second), parts)

    def _lines(self) -> Iterator[str]:
        for row in failed_rows(self._clients, self._direction, self._job):
            self.counts[row.code] += 1
            yield _line(self._direction.source_bucket, row)

    def _put(self, key: str, body: bytes) -> Manifest:
        with calling(f"writing {key} into bucket {self._direction.report_bucket}"):
            answer = self._s3().put_object(
                Bucket=self._direction.report_bucket,
                Key=key,
                Body=body,
                ContentType="text/csv",
                ExpectedBucketOwner=self._direction.account,
            )
        return Manifest(key, answer["ETag"].strip('"'))

    def _put_in_parts(self, key: str, known: Iterable[bytes], more: Iterator[bytes]) -> Manifest:
        where = {
            "Bucket": self._direction.report_bucket,
            "Key": key,
            "ExpectedBucketOwner": self._direction.account,
        }
        s3 = self._s3()
        with calling(f"writing {key} into bucket {self._direction.report_bucket}"):
            upload = s3.create_multipart_upload(**where, ContentType="text/csv")["UploadId"]
            done = []
            for number, part in enumerate(chain(known, more), start=1):
                answer = s3.upload_part(**where, UploadId=upload, PartNumber=number, Body=part)
                done.append({"PartNumber": number, "ETag": answer["ETag"]})
            # One that is left unfinished, by a kill, the bucket's lifecycle removes.
            made = s3.complete_multipart_upload(**where, UploadId=upload, MultipartUpload={"Parts": done})
        return Manifest(key, made["ETag"].strip('"'))

    def _s3(self) -> Any:
        return self._clients.client("s3", self._direction.source)


def _line(bucket: str, row: Row) -> str:
    """A row of a manifest: its keys are URL-encoded as the report's are (same page of the User Guide)."""
    text = io.StringIO()
    csv.writer(text, lineterminator="\n").writerow((bucket, row.encoded_key, row.version_id))
    return text.getvalue()


def _parts(lines: Iterable[str]) -> Iterator[bytes]:
    held = bytearray()
    for line in lines:
        held += line.encode()
        if len(held) >= PART_BYTES:
            yield bytes(held)
            held.clear()
    if held:
        yield bytes(held)


def retry(
    clients: Clients, direction: Direction, job: Job, settings: Settings
) -> tuple[Started, Counter[str]]:
    """Start a job for exactly what failed in another. Asked again, by whomever, it is the same job.

    Args:
        clients: SDK clients with the rights of ``futago.backfill.permissions.RETRY``.
        direction: what the job was for.
        job: the direction's latest job, which is complete.
        settings: how the new one is to run.

    Returns:
        The new job, and how many objects it is for by the reason of their failure.

    Raises:
        BackfillError: nothing failed, not everything was tried, or the report can't be read.
        AwsError: S3 refused or did not answer.
    """
    if job.has_ended and job.state != COMPLETE:
        raise BackfillError(
            f"job {job.job_id} for {direction} is {job.state}: it did not try every object, and a retry of "
            "those that failed would look as if nothing were left",
            next_command=f"futago backfill start --bucket {direction.name}",
        )
    failed = FailedObjects(clients, direction, job)
    manifest = failed.write()
    generation = job.label.generation + 1 if job.label else 1
    request = retry_request(direction, generation, settings, manifest, job.job_id)
    return create(clients, direction, request), failed.counts
