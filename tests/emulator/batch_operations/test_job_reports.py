"""Completion reports are laid out as S3 lays them out."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from typing import Any

import pytest

from futago.emulator.process import Emulator
from tests.emulator.batch_replication import REPORTS, SOURCE, Pair, report

Aws = Callable[..., Any]


@pytest.fixture
def pair(aws: Aws, emulator: Emulator) -> Pair:
    """Two objects of which one will fail."""
    pair = Pair(aws)
    pair.put("good", "bad, really")
    pair.replicate()
    fault = {
        "bucket": SOURCE,
        "key_pattern": "bad*",
        "error_code": "SrcKmsKeyInvalidState",
        "message": 'so "it" is',
    }
    emulator.steer_jobs(task_faults=[fault])
    return pair


def index(pair: Pair, job: dict[str, Any]) -> dict[str, Any]:
    """The manifest.json of a job's report."""
    found: dict[str, Any] = json.loads(pair.read(f"out/job-{job['JobId']}/manifest.json"))
    return found


def test_the_index_names_a_file_of_successes_and_one_of_failures(pair: Pair) -> None:
    """manifest.json names format, schema and the result files with their checksums."""
    job = pair.run()
    told = index(pair, job)
    assert ("Report_CSV_20180820", ["succeeded", "failed"]) == (
        told["Format"],
        [result["TaskExecutionStatus"] for result in told["Results"]],
    )
    assert (
        "Bucket, Key, VersionId, TaskStatus, ErrorCode, HTTPStatusCode, ResultMessage" == told["ReportSchema"]
    )
    for result in told["Results"]:
        body = pair.read(result["Key"])
        assert hashlib.md5(body, usedforsecurity=False).hexdigest() == result["MD5Checksum"]
        assert (REPORTS, True) == (
            result["Bucket"],
            result["Key"].startswith(f"out/job-{job['JobId']}/results/"),
        )


def test_rows_are_as_s3_writes_them(pair: Pair) -> None:
    """Keys are URL-encoded, the HTTP status stands before the error code, lines end with CR LF."""
    versions = {
        each["Key"]: each["VersionId"] for each in pair.tokyo.list_object_versions(Bucket=SOURCE)["Versions"]
    }
    told = index(pair, pair.run())
    good, bad = (pair.read(result["Key"]).decode() for result in told["Results"])
    assert f"{SOURCE},good,{versions['good']},succeeded,200,,success\r\n" == good
    start = f"{SOURCE},bad%2C%20really,{versions['bad, really']},failed,500,SrcKmsKeyInvalidState,"
    assert f'{start}"so ""it"" is"\r\n' == bad


def test_a_report_of_failures_has_no_successes(pair: Pair) -> None:
    """FailedTasksOnly leaves out what succeeded."""
    job = pair.run(Report=report(ReportScope="FailedTasksOnly"))
    assert ["failed"] == [result["TaskExecutionStatus"] for result in index(pair, job)["Results"]]


def test_a_report_of_failures_without_any_has_no_results(pair: Pair, emulator: Emulator) -> None:
    """With FailedTasksOnly and no failure the index is written and names no file."""
    emulator.steer_jobs()
    job = pair.run(Report=report(ReportScope="FailedTasksOnly"))
    assert [] == index(pair, job)["Results"]


@pytest.mark.parametrize(("prefix", "expected"), [("out/", "out//job-"), ("out", "out/job-")])
def test_a_slash_always_follows_the_prefix(pair: Pair, prefix: str, expected: str) -> None:
    """A prefix that ends in a slash is followed by a second one."""
    pair.run(Report=report(Prefix=prefix))
    keys = [each["Key"] for each in pair.tokyo.list_objects_v2(Bucket=REPORTS)["Contents"]]
    assert all(key.startswith(expected) for key in keys), keys


def test_a_report_without_a_prefix_lies_at_the_top(pair: Pair) -> None:
    """The prefix is optional."""
    wanted = report()
    del wanted["Prefix"]
    job = pair.run(Report=wanted)
    assert pair.read(f"job-{job['JobId']}/manifest.json")


def test_reports_are_under_sse_s3(pair: Pair) -> None:
    """Reports are encrypted with SSE-S3 whatever the bucket's default."""
    job = pair.run()
    head = pair.tokyo.head_object(Bucket=REPORTS, Key=f"out/job-{job['JobId']}/manifest.json")
    assert "AES256" == head["ServerSideEncryption"]
