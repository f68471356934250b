"""Failures on order, the threshold that ends a job, and many objects."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest

from futago.emulator.process import Emulator
from futago.errors import EmulatorError
from tests.emulator.batch_replication import SOURCE, Pair, tally

Aws = Callable[..., Any]
MANY = 10_000
MINUTE_SECONDS = 60.0


@pytest.fixture
def pair(aws: Aws) -> Pair:
    """Buckets and roles; nothing is replicated yet."""
    return Pair(aws)


def fault(**changes: Any) -> dict[str, Any]:
    """A fault of tasks of the source."""
    return {"bucket": SOURCE, "key_pattern": "bad-*", "error_code": "DstKmsKeyInvalidState", **changes}


def put_many(pair: Pair, keys: list[str]) -> None:
    """Write objects from several threads: most of the time of a write is the client's."""
    with ThreadPoolExecutor(4) as threads:
        list(threads.map(pair.put, keys))


def test_failures_come_as_often_as_they_were_ordered(pair: Pair, emulator: Emulator) -> None:
    """A fault strikes its keys, as often as its count says, and leaves the objects FAILED."""
    pair.put("bad-1", "bad-2", "bad-3", "good")
    pair.replicate()
    emulator.steer_jobs(task_faults=[fault(count=2, http_status=503, message="Slow down")])
    job = pair.run()
    assert ("Complete", 4, 2, 2) == tally(job)
    assert {"bad-1": "DstKmsKeyInvalidState", "bad-2": "DstKmsKeyInvalidState"} == pair.failures(job)
    assert {("503", "Slow down")} == {(row[4], row[6]) for row in pair.rows(job) if row[3] == "failed"}
    assert ["FAILED", "COMPLETED"] == [pair.status("bad-2"), pair.status("bad-3")]


def test_a_retry_does_what_had_failed(pair: Pair, emulator: Emulator) -> None:
    """A second job finds exactly the objects that failed in the first."""
    pair.put("bad-1", "good")
    pair.replicate()
    emulator.steer_jobs(task_faults=[fault(count=1)])
    pair.run()
    assert (("Complete", 1, 1, 0), {"bad-1", "good"}) == (tally(pair.run()), set(pair.replicas()))


@pytest.mark.parametrize(
    ("ordered", "expected"),
    [
        ({}, []),
        (
            {"failure_code": "InternalError", "failure_reason": "Try again"},
            [{"FailureCode": "InternalError", "FailureReason": "Try again"}],
        ),
    ],
)
def test_a_job_can_fail_at_0_percent(
    pair: Pair, emulator: Emulator, ordered: dict[str, str], expected: list[dict[str, str]]
) -> None:
    """A job fails before its first task, with a reason or, as users have seen it, with none."""
    pair.put("a")
    pair.replicate()
    emulator.steer_jobs(job_faults=[{"bucket": SOURCE, "count": 1, **ordered}])
    job = pair.run()
    assert (("Failed", 0, 0, 0), expected) == (tally(job), job.get("FailureReasons", []))
    assert ("Complete", 1, 1, 0) == tally(pair.run())


@pytest.mark.parametrize(
    ("settings", "expected"),
    [
        ({"objects_per_minute": 1}, "objects_per_minute"),
        ({"objects_per_second": 0}, "objects_per_second"),
        ({"task_faults": [{"key_pattern": "*"}]}, "task_faults.0.bucket"),
        ({"jobs_at_once": "many"}, "'many'"),
    ],
)
def test_settings_that_are_unknown_are_refused(
    emulator: Emulator, settings: dict[str, Any], expected: str
) -> None:
    """The control port names what it does not understand, and what it knows."""
    with pytest.raises(EmulatorError, match=expected):
        emulator.steer_jobs(**settings)


def test_more_than_half_failed_after_a_thousand_ends_the_job(pair: Pair, emulator: Emulator) -> None:
    """At the thousandth task with most of them failed the job fails, and reports what it did."""
    pair.put(*(f"bad-{number:04}" for number in range(1100)))
    pair.replicate()
    emulator.steer_jobs(task_faults=[fault(count=600)])
    job = pair.run()
    assert ("Failed", 1100, 400, 600) == tally(job)
    assert "50%" in job["FailureReasons"][0]["FailureReason"]
    assert {"failed": 600, "succeeded": 400} == Counter(row[3] for row in pair.rows(job))


def test_half_failed_does_not_end_the_job(pair: Pair, emulator: Emulator) -> None:
    """Exactly half is not more than half."""
    pair.put(*(f"bad-{number:04}" for number in range(1000)))
    pair.replicate()
    emulator.steer_jobs(task_faults=[fault(count=500)])
    assert ("Complete", 1000, 500, 500) == tally(pair.run())


def test_ten_thousand_objects_with_a_thousand_failures(pair: Pair, emulator: Emulator) -> None:
    """A job of this size is done well within a minute, and its report has every object once."""
    keys = [f"{number:05}-{'bad' if number % 10 == 0 else 'good'}" for number in range(MANY)]
    put_many(pair, keys)
    pair.replicate()
    emulator.steer_jobs(task_faults=[fault(key_pattern="*-bad")])
    start = time.monotonic()
    job = pair.run()
    assert ("Complete", MANY, 9000, 1000) == tally(job)
    assert MINUTE_SECONDS > time.monotonic() - start
    rows = pair.rows(job)
    assert set(keys) == {row[1] for row in rows}
    assert {"failed": 1000, "succeeded": 9000} == Counter(row[3] for row in rows)
    assert MANY == len(rows)
