"""One job for a direction, whoever starts it and how often."""

from __future__ import annotations

import json
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor

import pytest

from futago.backfill.decision import Verdict
from futago.backfill.job_list import latest_of
from futago.backfill.request import Settings
from futago.backfill.start import carry_out
from futago.errors import AwsError, BackfillError
from tests.backfill.backfill_world import World

PROCESSES = 2
THREADS = 8
STARTER = """
import sys
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path
from futago.aws import Clients
from futago.backfill.direction import directions
from futago.backfill.prices import read_prices
from futago.backfill.request import Settings
from futago.backfill.start import carry_out, propose
from futago.emulator.endpoints import Endpoints
from futago.emulator.provider import client_endpoint
from futago.spec import load

endpoints = Endpoints.read(Path(sys.argv[1]) / "emulator.json")
clients = Clients(partial(client_endpoint, endpoints), endpoints.account_id)
(direction,) = directions(load(Path(sys.argv[2])).estate, (), "apne1")
proposals = [propose(clients, direction, read_prices()) for _ in range(int(sys.argv[3]))]
print("ready", flush=True)
sys.stdin.readline()
with ThreadPoolExecutor(len(proposals)) as pool:
    for started in pool.map(lambda each: carry_out(clients, each, Settings()), proposals):
        print(started.job.job_id)
"""


def test_concurrent_starts_make_one_job(world: World) -> None:
    """Two processes with eight threads each, all of which saw no job, end up with the same one."""
    world.put("apne1", "old")
    world.link()
    command = [sys.executable, "-c", STARTER, str(world.folder), str(world.spec), str(THREADS)]
    running = [
        subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        for _ in range(PROCESSES)
    ]
    for each in running:
        assert each.stdout is not None
        assert "ready\n" == each.stdout.readline()
    answers = []
    with ThreadPoolExecutor(PROCESSES) as pool:
        for out, _err in pool.map(lambda each: each.communicate("go\n"), running):
            answers += out.split()
    assert PROCESSES * THREADS == len(answers)
    assert 1 == len(set(answers)) == world.jobs()


def test_second_start_finds_the_first(world: World) -> None:
    """While a job is at work a start proposes none."""
    world.put("apne1", "old")
    world.link()
    world.steer(objects_per_second=0.001)
    job = world.start()
    again = world.propose()
    assert (Verdict.RUNS, False, 1) == (again.decision.verdict, again.creates, again.decision.generation)
    assert again.plan.latest is not None
    assert job.job_id == again.plan.latest.job_id


def test_start_after_everything_is_copied_makes_none(world: World) -> None:
    """Where nothing is left, no second job is made and paid for."""
    world.put("apne1", "old")
    world.link()
    world.start()
    world.watch("apne1")
    assert Verdict.NOTHING is world.propose().decision.verdict


def test_again_makes_the_next_generation(world: World) -> None:
    """By ``again`` there is a second job, with a token of its own."""
    world.put("apne1", "old")
    world.link()
    first = world.start()
    world.watch("apne1")
    second = world.start(again=True)
    assert second.label is not None
    assert (2, 2) == (second.label.generation, world.jobs())
    assert first.job_id != second.job_id


def test_start_after_a_cancelled_job_makes_the_next(world: World) -> None:
    """What a cancelled job left is for a new one."""
    world.put("apne1", "old")
    world.link()
    world.start(settings=Settings(is_confirmed_later=True))
    (observed,) = world.watch("apne1")
    assert observed.job is not None
    world.clients.client("s3control", world.direction().source).update_job_status(
        AccountId=world.estate.account, JobId=observed.job.job_id, RequestedJobStatus="Cancelled"
    )
    world.watch("apne1")
    proposal = world.propose()
    assert (Verdict.CREATE, 2) == (proposal.decision.verdict, proposal.decision.generation)


def test_same_moment_with_other_settings_is_the_first_ones_job(world: World) -> None:
    """Two proposals of the same moment with other settings come to one job, and the loser is told so."""
    world.put("apne1", "old")
    world.link()
    one, other = world.propose(), world.propose()
    first = carry_out(world.clients, one, Settings())
    second = carry_out(world.clients, other, Settings(priority=99))
    assert (False, True) == (first.by_another, second.by_another)
    assert first.job.job_id == second.job.job_id
    assert 1 == world.jobs()


def test_crash_between_request_and_answer_makes_no_second_job(world: World) -> None:
    """Asked again with what was proposed before the crash, S3 answers with the same job."""
    world.put("apne1", "old")
    world.link()
    proposal = world.propose()
    first = carry_out(world.clients, proposal, Settings())
    assert first.job.job_id == carry_out(world.clients, proposal, Settings()).job.job_id
    assert 1 == world.jobs()


def test_failing_back_takes_replicas(world: World) -> None:
    """With REPLICA a Region that lost its objects gets back what had come from it."""
    world.link()
    world.put("apne1", "live")
    lost = world.direction("apne1")
    s3 = world.clients.client("s3", lost.source)
    listed = s3.list_object_versions(Bucket=lost.source_bucket)["Versions"]
    assert ["live"] == world.keys("apne3")
    # A bucket made anew forgets that its objects were deleted by version id, which S3 never copies again.
    for each in listed:
        s3.delete_object(Bucket=lost.source_bucket, Key=each["Key"], VersionId=each["VersionId"])
    configuration = s3.get_bucket_replication(Bucket=lost.source_bucket)["ReplicationConfiguration"]
    s3.delete_bucket(Bucket=lost.source_bucket)
    s3.create_bucket(
        Bucket=lost.source_bucket, CreateBucketConfiguration={"LocationConstraint": lost.source.code}
    )
    s3.put_bucket_versioning(Bucket=lost.source_bucket, VersioningConfiguration={"Status": "Enabled"})
    s3.put_bucket_replication(Bucket=lost.source_bucket, ReplicationConfiguration=configuration)

    world.start("apne3", Settings(statuses=("NONE", "FAILED", "REPLICA")))
    world.watch("apne3")
    assert ["live"] == world.keys("apne1")


def test_dark_source_is_told_and_nothing_is_begun(world: World) -> None:
    """Out of a Region that does not answer nothing is started, with a message and no traceback."""
    world.put("apne1", "old")
    world.link()
    world.emulator.dark("ap-northeast-1", "closed")
    proposal = world.propose("apne1")
    assert ["region-dark"] == [each.check for each in proposal.plan.obstacles]
    assert proposal.is_held_up
    with pytest.raises(AwsError, match="ap-northeast-1"):
        carry_out(world.clients, proposal, Settings())
    world.emulator.lit("ap-northeast-1")
    assert 0 == world.jobs("apne1")


def test_dark_destination_holds_up_until_it_answers(world: World) -> None:
    """Into a Region that does not answer nothing is started unchecked; once it answers, it is."""
    world.put("apne3", "old")
    world.link()
    world.emulator.dark("ap-northeast-1", "closed")
    assert world.propose("apne3").is_held_up
    world.emulator.lit("ap-northeast-1")
    world.start("apne3")
    world.watch("apne3")
    assert ["old"] == world.keys("apne1")


def test_jobs_of_the_lit_region_are_seen_while_the_other_is_dark(world: World) -> None:
    """Darkness of one Region hides its own directions and no other."""
    world.put("apne3", "old")
    world.link()
    job = world.start("apne3")
    world.watch("apne3")
    world.emulator.dark("ap-northeast-1", "closed")
    direction = world.direction("apne3")
    latest = latest_of(world.clients, [direction])[direction]
    assert latest is not None
    assert job.job_id == latest.job_id


def test_job_that_s3_has_forgotten_is_told(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where S3 answers with a job that it does not know, no second one is made behind its back."""
    world.put("apne1", "old")
    world.link()
    monkeypatch.setattr("futago.backfill.start.REGISTERED_WITHIN_SECONDS", 0.0)
    s3control = world.clients.client("s3control", world.direction().source)
    monkeypatch.setattr(s3control, "create_job", lambda **_: {"JobId": "00000000-forgotten"})
    with pytest.raises(BackfillError, match="forgotten since"):
        world.start()
    assert 0 == world.jobs()


def test_number_can_be_raised_past_a_forgotten_job(world: World) -> None:
    """With a generation of one's own the next job has that number."""
    world.put("apne1", "old")
    world.link()
    job = world.start(generation=7)
    assert job.label is not None
    assert 7 == job.label.generation
    described = json.dumps(job.as_json())
    assert '"generation": 7' in described


def test_listing_that_stops_short_says_at_least(world: World) -> None:
    """With a bound on the keys the count is a least one, and says how it came about."""
    world.put("apne1", *"abcde")
    world.link()
    amount = world.propose(keys=2).plan.amount
    assert (2, False, 2) == (amount.objects, amount.is_exact, amount.bytes)
    assert "at least 2 objects left to copy, 2 B (by comparing the first 2 keys of both listings)" == str(
        amount
    )


def test_unclear_rest_after_a_complete_job_makes_none(world: World) -> None:
    """Where a bounded listing can't tell whether more has come, no second job is paid for unasked."""
    world.put("apne1", *"abcde")
    world.link()
    world.start()
    world.watch("apne1")
    assert Verdict.UNKNOWN is world.propose(keys=2).decision.verdict
    assert Verdict.CREATE is world.propose(keys=2, again=True).decision.verdict


def test_new_objects_after_a_complete_job_are_for_the_next(world: World) -> None:
    """What came while the replication was away is found, and gets a job of the next number."""
    world.put("apne1", "old")
    world.link()
    world.start()
    world.watch("apne1")
    bucket = world.direction().source_bucket
    world.clients.client("s3", world.direction().source).delete_bucket_replication(Bucket=bucket)
    world.put("apne1", "newer")
    world.link()
    proposal = world.propose()
    assert (Verdict.CREATE, 2, 1) == (
        proposal.decision.verdict,
        proposal.decision.generation,
        proposal.plan.amount.objects,
    )
