"""Backfills on the embedded AWS, through boto3 and nothing else."""

from __future__ import annotations

from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from futago.backfill.job_fault import fault_of
from futago.backfill.observation import State, observe
from futago.backfill.report import failed_rows
from futago.backfill.request import Settings
from futago.backfill.retry import retry
from futago.backfill.verify.pair import pairs, verify_pair
from tests.backfill.backfill_world import World

OBJECTS = 10_000
FAILURES = 1_000


def test_copies_what_was_there_before(world: World) -> None:
    """Objects from before the replication arrive in the other Region, both ways."""
    world.put("apne1", "old/1", "old/2")
    world.put("apne3", "old/3")
    world.link()
    for source in ("apne1", "apne3"):
        world.start(source)
    watched = world.watch("apne1", "apne3")
    assert [State.COMPLETE, State.COMPLETE] == [each.state for each in watched]
    assert watched == observe(world.clients, world.estate)
    assert ["old/1", "old/2", "old/3"] == world.keys("apne1") == world.keys("apne3")


def test_ten_thousand_objects_and_a_thousand_failures(world: World, tmp_path: Path) -> None:
    """What failed is told with its reason, a retry copies just that, and then the buckets are equal."""
    direction = world.direction()
    s3 = world.clients.client("s3", direction.source)
    with ThreadPoolExecutor(8) as pool:
        list(
            pool.map(
                lambda number: s3.put_object(
                    Bucket=direction.source_bucket, Key=f"{number:05} ü+%", Body=b"x"
                ),
                range(OBJECTS),
            )
        )
    world.link()
    world.fail(direction, key_pattern="?7*", error_code="DstKmsKeyInvalidState")
    world.start("apne1")
    (observed,) = world.watch("apne1")
    assert (State.INCOMPLETE, OBJECTS, FAILURES) == (
        observed.state,
        observed.job.total if observed.job else None,
        observed.job.failed if observed.job else None,
    )
    assert observed.job is not None
    rows = list(failed_rows(world.clients, direction, observed.job))
    assert {f"{number:05} ü+%" for number in range(OBJECTS) if f"{number:05}"[1] == "7"} == {
        row.key for row in rows
    }

    world.steer()
    started, counts = retry(world.clients, direction, observed.job, Settings())
    assert Counter({"DstKmsKeyInvalidState": FAILURES}) == counts
    assert started.job.label is not None
    assert (2, observed.job.job_id) == (started.job.label.generation, started.job.label.retried)
    (observed,) = world.watch("apne1")
    assert (State.COMPLETE, FAILURES) == (observed.state, observed.job.total if observed.job else None)

    (pair,) = pairs([world.direction("apne1"), world.direction("apne3")])
    verified = verify_pair(world.clients, pair, folder=tmp_path)
    assert (True, OBJECTS) == (verified.is_equal, verified.progress.tally.equal)


def test_more_than_half_failing_ends_the_job(world: World) -> None:
    """S3 gives up; that is told as such, with the way on."""
    direction = world.direction()
    s3 = world.clients.client("s3", direction.source)
    with ThreadPoolExecutor(8) as pool:
        list(
            pool.map(
                lambda number: s3.put_object(Bucket=direction.source_bucket, Key=f"{number}", Body=b"x"),
                range(1_200),
            )
        )
    world.link()
    world.fail(direction, error_code="DstPutObjectNotPermitted")
    world.start("apne1")
    (observed,) = world.watch("apne1")
    assert observed.job is not None
    fault = fault_of(direction, observed.job)
    assert (State.FAILED, "too-many-failures") == (observed.state, fault.fault if fault else None)
    rows = Counter(row.code for row in failed_rows(world.clients, direction, observed.job))
    assert Counter({"DstPutObjectNotPermitted": observed.job.failed}) == rows
