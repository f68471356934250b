"""Why jobs as a whole fail: each its own message, with a remedy."""

from __future__ import annotations

import json

import pytest

from futago.backfill.direction import Direction, directions
from futago.backfill.job_fault import fault_of
from futago.backfill.observation import State
from futago.backfill.request import Settings
from tests.backfill.applied_buckets import SPEC, put_role_policy
from tests.backfill.backfill_jobs import a_job
from tests.backfill.backfill_world import World
from tests.estates import loaded


@pytest.fixture(scope="module")
def direction() -> Direction:
    (found,) = directions(loaded(SPEC), (), "apne1")
    return found


CASES = {
    "nothing-found": a_job("Failed", "Manifest generation found no keys matching the filter criteria."),
    "report-not-written": a_job(
        "Failed", "The job report could not be written to your report bucket. Please check your permissions."
    ),
    "role-not-taken": a_job("Failed", "Amazon S3 can't assume the role of the Batch Operations job"),
    "too-many-failures": a_job("Failed", "Job failed: failure threshold reached", done=1000, failed=501),
    "manifest-unreadable": a_job("Failed", "Reading the manifest is forbidden: AccessDenied"),
    "generation-denied": a_job("Failed", "Manifest generation failed: Access Denied"),
    "failed-without-reason": a_job("Failed"),
    "failed": a_job("Failed", "Something that no one has seen before"),
    "not-confirmed": a_job("Suspended", done=0),
    "cancelled": a_job("Cancelled", done=10),
    "objects-failed": a_job("Complete", done=10, failed=1),
}


@pytest.mark.parametrize("fault", CASES)
def test_fault_is_known_with_a_remedy(direction: Direction, fault: str) -> None:
    """Each way in which a job misses its aim has a message and something to do."""
    known = fault_of(direction, CASES[fault])
    assert known is not None
    assert fault == known.fault
    assert "00e123a4" in known.says
    assert known.remedy


@pytest.mark.parametrize("state", ["New", "Preparing", "Ready", "Active", "Paused", "Completing", "Complete"])
def test_job_at_work_or_done_has_no_fault(direction: Direction, state: str) -> None:
    """There is nothing to mend while a job works, and after it copied everything."""
    assert fault_of(direction, a_job(state, done=10)) is None


def test_share_of_failures_is_seen_without_a_reason(direction: Direction) -> None:
    """A failed job of which most objects failed is told as such, though S3 gives no reason."""
    known = fault_of(direction, a_job("Failed", done=1000, failed=600))
    assert known is not None
    assert "too-many-failures" == known.fault


def told(world: World, source: str = "apne1") -> tuple[State, str | None]:
    """How the direction ends, and what is told of it."""
    (observed,) = world.watch(source)
    return observed.state, observed.fault.fault if observed.fault else None


def test_failed_without_reason(world: World) -> None:
    """Failed at 0 % with no reason, as users of AWS have it, names what to look at."""
    world.put("apne1", "old")
    world.link()
    world.fail_job(world.direction())
    world.start()
    assert (State.FAILED, "failed-without-reason") == told(world)


def test_nothing_found(world: World) -> None:
    """A job with no object to copy is told from one that copied everything."""
    world.link()
    world.start(again=True)
    assert (State.FAILED, "nothing-found") == told(world)


def test_only_archived_objects(world: World) -> None:
    """Where all objects are in an archive S3 finds none, and the remedy says why."""
    direction = world.direction()
    world.clients.client("s3", direction.source).put_object(
        Bucket=direction.source_bucket, Key="old", Body=b"x", StorageClass="GLACIER"
    )
    world.link()
    world.start()
    (observed,) = world.watch("apne1")
    assert observed.fault is not None
    assert "nothing-found" == observed.fault.fault
    assert "Glacier" in observed.fault.says


def test_unconfirmed(world: World) -> None:
    """A job that nobody has confirmed is no job at work: watching it ends, and says what it waits for."""
    world.put("apne1", "old")
    world.link()
    world.start(settings=Settings(is_confirmed_later=True))
    assert (State.WAITING, "not-confirmed") == told(world)


def test_wrong_trust(world: World) -> None:
    """A role that S3 can't take is told by its name."""
    world.put("apne1", "old")
    world.link()
    direction = world.direction()
    nobody = {"Version": "2012-10-17", "Statement": []}
    world.clients.client("iam", direction.source).update_assume_role_policy(
        RoleName=direction.role_arn.rpartition("/")[2], PolicyDocument=json.dumps(nobody)
    )
    world.start()
    (observed,) = world.watch("apne1")
    assert observed.fault is not None
    assert "role-not-taken" == observed.fault.fault
    assert direction.role_arn in observed.fault.remedy


def test_report_that_can_not_be_written(world: World) -> None:
    """A role that may not write the report fails the job, and that is what is told."""
    world.put("apne1", "old")
    world.link()
    direction = world.direction()
    source = f"arn:aws:s3:::{direction.source_bucket}"
    put_role_policy(
        world.clients,
        world.estate,
        direction.role_arn.rpartition("/")[2],
        [
            {"Effect": "Allow", "Action": "s3:InitiateReplication", "Resource": f"{source}/*"},
            {
                "Effect": "Allow",
                "Action": ["s3:GetReplicationConfiguration", "s3:PutInventoryConfiguration"],
                "Resource": source,
            },
            {
                "Effect": "Allow",
                "Action": ["s3:PutObject", "s3:GetObject"],
                "Resource": f"arn:aws:s3:::{direction.report_bucket}/receipts/manifests/*",
            },
        ],
    )
    world.start()
    assert (State.FAILED, "report-not-written") == told(world)


def test_missing_initiate_replication_is_each_objects_reason(world: World) -> None:
    """Without s3:InitiateReplication every object fails for just that."""
    world.put("apne1", "old")
    world.link()
    direction = world.direction()
    source = f"arn:aws:s3:::{direction.source_bucket}"
    reports = f"arn:aws:s3:::{direction.report_bucket}/*"
    put_role_policy(
        world.clients,
        world.estate,
        direction.role_arn.rpartition("/")[2],
        [
            {
                "Effect": "Allow",
                "Action": ["s3:GetReplicationConfiguration", "s3:PutInventoryConfiguration"],
                "Resource": source,
            },
            {"Effect": "Allow", "Action": ["s3:PutObject", "s3:GetObject"], "Resource": reports},
        ],
    )
    job = world.start()
    assert (State.INCOMPLETE, "objects-failed") == told(world)
    assert {"InitiateReplicationNotPermitted": 1} == world.reasons(job)


def test_disabled_key_is_each_objects_reason(world: World) -> None:
    """With the destination's key disabled every object fails for just that."""
    world.put("apne1", "old")
    world.link()
    direction = world.direction()
    kms = world.clients.client("kms", direction.destination)
    kms.disable_key(KeyId=kms.describe_key(KeyId=direction.key_alias)["KeyMetadata"]["KeyId"])
    job = world.start()
    assert (State.INCOMPLETE, "objects-failed") == told(world)
    assert {"DstKmsKeyInvalidState": 1} == world.reasons(job)
