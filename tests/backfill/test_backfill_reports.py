"""Completion reports: their rows as S3 really writes them, of any size, damaged and whole."""

from __future__ import annotations

import hashlib
import io
import json
import tracemalloc
from collections import Counter
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

import pytest
from botocore.exceptions import ClientError
from hypothesis import given
from hypothesis import strategies as st

from futago.backfill import report, retry
from futago.backfill.direction import directions
from futago.backfill.failures import FAILURES, failure_of
from futago.backfill.job import Job
from futago.backfill.label import Label
from futago.backfill.report import Reasons, Row, failed_rows
from futago.backfill.request import Settings
from futago.backfill.retry import FailedObjects
from futago.errors import BackfillError
from regions import Region
from tests.backfill.applied_buckets import SPEC
from tests.estates import loaded

(DIRECTION,) = directions(loaded(SPEC), (), "apne1")
ROOT = "receipts/reports/job-00e123a4/"


class Bucket:
    """An S3 client with a bucket in memory, and the clients that hand it out."""

    def __init__(self, objects: Mapping[str, bytes]) -> None:
        self.objects = dict(objects)
        self.parts: list[bytes] = []

    def client(self, _service: str, _region: Region) -> Any:
        return self

    def head_object(self, *, Key: str, **_: Any) -> dict[str, Any]:  # noqa: N803 # boto3's names
        return {"ContentLength": len(self.objects[Key]), "ETag": '"e"'}

    def get_object(self, *, Key: str, Range: str = "", **_: Any) -> dict[str, Any]:  # noqa: N803 # boto3's names
        if Key not in self.objects:
            missing = {"Error": {"Code": "NoSuchKey"}, "ResponseMetadata": {"HTTPStatusCode": 404}}
            raise ClientError(missing, "GetObject")  # type: ignore[arg-type] # what matters of it
        body = self.objects[Key]
        if Range:
            first, last = Range.removeprefix("bytes=").split("-")
            body = body[int(first) : int(last) + 1]
        return {"Body": io.BytesIO(body)}

    def put_object(self, *, Key: str, Body: bytes, **_: Any) -> dict[str, Any]:  # noqa: N803 # boto3's names
        self.objects[Key] = Body
        return {"ETag": '"one"'}

    def create_multipart_upload(self, **_: Any) -> dict[str, Any]:
        return {"UploadId": "u"}

    def upload_part(self, *, Body: bytes, **_: Any) -> dict[str, Any]:  # noqa: N803 # boto3's names
        self.parts.append(Body)
        return {"ETag": "p"}

    def complete_multipart_upload(self, *, Key: str, **_: Any) -> dict[str, Any]:  # noqa: N803 # boto3's names
        self.objects[Key] = b"".join(self.parts)
        return {"ETag": '"many"'}


def a_job(state: str = "Complete", failed: int = 1) -> Job:
    return Job(
        job_id="00e123a4",
        label=Label.of(DIRECTION, 1),
        state=state,
        total=failed,
        succeeded=0,
        failed=failed,
        priority=1,
        created=datetime(2026, 11, 22, tzinfo=UTC),
        ended=None,
        active_seconds=1,
        reasons=(),
        source_bucket="",
        report_bucket=f"arn:aws:s3:::{DIRECTION.report_bucket}",
        report_prefix="receipts/reports",
        suspended_cause="",
    )


def a_report(body: bytes, md5: str | None = None) -> Bucket:
    """A report with one file of failed rows, and one of others."""
    digest = md5 or hashlib.md5(body, usedforsecurity=False).hexdigest()
    results = [
        {"TaskExecutionStatus": "succeeded", "Bucket": "b", "MD5Checksum": "", "Key": f"{ROOT}results/s.csv"},
        {
            "TaskExecutionStatus": "failed",
            "Bucket": "b",
            "MD5Checksum": digest,
            "Key": f"{ROOT}results/f.csv",
        },
    ]
    manifest = json.dumps({"Format": "Report_CSV_20180820", "Results": results}).encode()
    return Bucket({f"{ROOT}manifest.json": manifest, f"{ROOT}results/f.csv": body})


def rows(body: bytes) -> list[Row]:
    return list(failed_rows(a_report(body), DIRECTION, a_job()))


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        (
            b"b,a%20b,v1,failed,500,SrcObjectNotEligible,Object is not eligible",
            Row("a%20b", "v1", "SrcObjectNotEligible", "500", "Object is not eligible"),
        ),
        (b"b,k,v1,failed,AccessDenied,403,Denied", Row("k", "v1", "AccessDenied", "403", "Denied")),
        (b"b,k,,failed,400,,", Row("k", "null", "", "400", "")),
        (b"b,k,\\N,failed,400,InvalidRequest,x", Row("k", "null", "InvalidRequest", "400", "x")),
        (
            b'b,k,v,failed,200,PermanentFailure,"says ""no"",\nand again"',
            Row("k", "v", "PermanentFailure", "200", 'says "no",\nand again'),
        ),
    ],
)
def test_row_is_read_as_s3_writes_it(line: bytes, expected: Row) -> None:
    """Status and code in either order, missing versions, quotes and lines within a message."""
    assert [expected] == rows(line + b"\r\n")


def test_key_is_decoded_for_people_and_left_for_the_next_job() -> None:
    """A row's key is what the object is called; what goes into a list stays as S3 wrote it."""
    (row,) = rows(b"b,%C3%BC+1%2B%25,v,failed,500,X,m\r\n")
    assert ("ü 1+%", "%C3%BC+1%2B%25") == (row.key, row.encoded_key)


@given(st.integers(1, 40), st.integers(1, 9))
def test_ranges_of_any_size_are_one_report(count: int, size: int) -> None:
    """However a report is cut into ranges, no row is lost, and none comes twice."""
    body = "".join(f'b,k{n},v,failed,500,X,"m, ü\n"\r\n' for n in range(count)).encode()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("futago.backfill.ranged_body.RANGE_BYTES", size)
        patch.setattr(report, "RANGE_BYTES", size)
        assert [f"k{n}" for n in range(count)] == [row.key for row in rows(body)]


def test_big_report_takes_little_memory() -> None:
    """Half a million failures are counted in a few megabytes."""
    body = b"b,some/longer/prefix/of/a/key,v1234567890,failed,500,DstKmsKeyInvalidState,message\r\n" * 500_000
    bucket = a_report(body)
    reasons = Reasons()
    tracemalloc.start()
    for row in failed_rows(bucket, DIRECTION, a_job()):
        reasons.take(row)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert Counter({"DstKmsKeyInvalidState": 500_000}) == reasons.counts
    assert peak < 40_000_000 < len(body)


@pytest.mark.parametrize(
    ("bucket", "wrong"),
    [
        (a_report(b"b,k,v,failed,500,X,m\r\n", md5="0" * 32), "MD5"),
        (a_report(b"b,k\r\n"), "row 1 has 2 columns"),
        (a_report(b"\xff\xfe\x00"), "no report"),
        (Bucket({f"{ROOT}manifest.json": b"<Error/>"}), "not the manifest of a report"),
        (Bucket({}), "has no report"),
    ],
    ids=["altered", "cut", "binary", "manifest", "none"],
)
def test_damaged_report_is_told(bucket: Bucket, wrong: str) -> None:
    """A report that is not what S3 wrote, or is not there, is never taken for one without failures."""
    with pytest.raises(BackfillError, match=wrong):
        list(failed_rows(bucket, DIRECTION, a_job()))


def test_no_report_where_nothing_failed() -> None:
    """S3 writes none for a job that tried nothing; that is no error."""
    assert [] == list(failed_rows(Bucket({}), DIRECTION, a_job(failed=0)))


def test_job_at_work_has_no_report_yet() -> None:
    """That is said, with what to do."""
    with pytest.raises(BackfillError, match="at its end") as refused:
        list(failed_rows(Bucket({}), DIRECTION, a_job("Active")))
    assert "futago backfill watch" == refused.value.next_command


def test_retry_lists_just_what_failed() -> None:
    """The list for the next job has bucket, key and version of every failed row."""
    bucket = a_report(b"b,a%2Cb,v1,failed,500,X,m\r\nb,c,,failed,500,Y,m\r\n")
    failed = FailedObjects(bucket, DIRECTION, a_job())
    manifest = failed.write()
    assert ("receipts/retries/00e123a4.csv", "one") == (manifest.key, manifest.etag)
    source = DIRECTION.source_bucket
    assert f"{source},a%2Cb,v1\n{source},c,null\n" == bucket.objects[manifest.key].decode()
    assert Counter(X=1, Y=1) == failed.counts


def test_long_list_is_written_in_parts(monkeypatch: pytest.MonkeyPatch) -> None:
    """A list that is too long for one call goes in parts, whole."""
    monkeypatch.setattr(retry, "PART_BYTES", 100)
    bucket = a_report(b"".join(b"b,k%d,v,failed,500,X,m\r\n" % number for number in range(50)))
    manifest = FailedObjects(bucket, DIRECTION, a_job()).write()
    lines = bucket.objects[manifest.key].decode().splitlines()
    assert [f"{DIRECTION.source_bucket},k{number},v" for number in range(50)] == lines
    assert len(bucket.parts) > 2


def test_nothing_to_retry_is_told() -> None:
    """Where nothing failed no job is made of nothing."""
    with pytest.raises(BackfillError, match="nothing to retry"):
        FailedObjects(a_report(b""), DIRECTION, a_job()).write()


@pytest.mark.parametrize("state", ["Failed", "Cancelled"])
def test_job_that_did_not_try_everything_is_not_retried(state: str) -> None:
    """A retry of what failed would leave out what was never tried, and then look complete."""
    bucket = a_report(b"b,k,v,failed,500,X,m\r\n")
    with pytest.raises(BackfillError, match="did not try every object") as refused:
        retry.retry(bucket, DIRECTION, a_job(state), Settings())
    assert "futago backfill start --bucket receipts" == refused.value.next_command


DOCUMENTED = {
    "AssumeRoleNotPermitted", "DstBucketInvalidRegion", "DstBucketNotFound",
    "DstBucketObjectLockConfigMissing", "DstBucketUnversioned", "DstDelObjNotPermitted",
    "DstKmsKeyInvalidState", "DstKmsKeyNotFound", "DstMultipartCompleteNotPermitted",
    "DstMultipartInitNotPermitted", "DstMultipartUploadNotPermitted", "DstObjectHardDeleted",
    "DstPutAclNotPermitted", "DstPutLegalHoldNotPermitted", "DstPutObjectNotPermitted",
    "DstPutRetentionNotPermitted", "DstPutTaggingNotPermitted", "DstVersionNotFound",
    "InitiateReplicationNotPermitted", "SrcBucketInvalidRegion", "SrcBucketNotFound",
    "SrcBucketReplicationConfigMissing", "SrcGetAclNotPermitted", "SrcGetLegalHoldNotPermitted",
    "SrcGetObjectNotPermitted", "SrcGetRetentionNotPermitted", "SrcGetTaggingNotPermitted",
    "SrcHeadObjectNotPermitted", "SrcKeyNotFound", "SrcKmsKeyInvalidState", "SrcObjectNotEligible",
    "SrcObjectNotFound", "SrcReplicationNotPending", "SrcVersionNotFound",
}  # fmt: skip
"""Amazon S3 User Guide, "Amazon S3 replication failure reasons", as of 2026."""


def test_every_documented_reason_is_known() -> None:
    """No reason that AWS lists comes without a meaning and a remedy."""
    assert set() == DOCUMENTED - set(FAILURES)
    assert [] == [code for code, known in FAILURES.items() if not (known.says and known.remedy)]


def test_unknown_reason_is_said_to_be_unknown() -> None:
    """A code that is new is told as it is, with where to look."""
    assert "DstMoonNotFull" in failure_of("DstMoonNotFull").says
    assert "User Guide" in failure_of("DstMoonNotFull").remedy
