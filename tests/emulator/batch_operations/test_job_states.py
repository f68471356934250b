"""A job's way through its statuses, and what can be asked of it on the way."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from botocore.exceptions import ClientError

from futago.emulator.process import Emulator
from tests.emulator.batch_replication import ACCOUNT, Pair, tally

Aws = Callable[..., Any]
SLOW = {"objects_per_second": 20}


@pytest.fixture
def pair(aws: Aws) -> Pair:
    """Forty objects that were there before their bucket was replicated."""
    pair = Pair(aws)
    pair.put(*(f"key-{number:02}" for number in range(40)))
    pair.replicate()
    return pair


def is_active(job: dict[str, Any]) -> bool:
    """Whether a job runs and has done something."""
    return bool(job["Status"] == "Active" and job["ProgressSummary"]["NumberOfTasksSucceeded"] > 0)


def test_a_job_passes_new_preparing_ready_active_and_completing(pair: Pair, emulator: Emulator) -> None:
    """Slowed down, every status on the way to Complete can be seen, in AWS's order."""
    emulator.steer_jobs(state_seconds=0.3)
    job_id = pair.create()
    seen: list[str] = []

    def note(job: dict[str, Any]) -> bool:
        if seen[-1:] != [job["Status"]]:
            seen.append(job["Status"])
        return bool(job["Status"] == "Complete")

    pair.until(job_id, note)
    order = ["New", "Preparing", "Ready", "Active", "Completing", "Complete"]
    assert seen == [status for status in order if status in seen]
    assert {"New", "Preparing", "Ready", "Completing", "Complete"} <= set(seen)


def test_progress_can_be_watched(pair: Pair, emulator: Emulator) -> None:
    """With a pace a job is Active with some of its tasks done, and time passes in it."""
    emulator.steer_jobs(**SLOW)
    job = pair.until(pair.create(), is_active)
    done = job["ProgressSummary"]["NumberOfTasksSucceeded"]
    assert (40, True) == (job["ProgressSummary"]["TotalNumberOfTasks"], 0 < done < 40)
    emulator.steer_jobs()
    ended = pair.ended(job["JobId"])
    assert ("Complete", 40, 40, 0) == tally(ended)
    assert ended["TerminationDate"] >= ended["CreationTime"]


def test_a_job_that_needs_confirmation_waits_for_it(pair: Pair) -> None:
    """It is Suspended with its manifest made and nothing copied, and runs when it is made Ready."""
    job_id = pair.create(ConfirmationRequired=True)
    waiting = pair.until(job_id, lambda job: job["Status"] == "Suspended")
    assert ("Suspended", 40, 0, 0) == tally(waiting)
    assert {} == pair.replicas()
    assert waiting["SuspendedCause"]
    pair.jobs.update_job_status(AccountId=ACCOUNT, JobId=job_id, RequestedJobStatus="Ready")
    assert ("Complete", 40, 40, 0) == tally(pair.ended(job_id))


def test_confirmation_is_required_unless_it_is_refused(pair: Pair) -> None:
    """A job that does not say ConfirmationRequired waits, as one made by the CLI does."""
    request = pair.request()
    del request["ConfirmationRequired"]
    job_id = pair.jobs.create_job(**request)["JobId"]
    assert "Suspended" == pair.until(job_id, lambda job: job["Status"] not in {"New", "Preparing"})["Status"]


def test_a_running_job_can_be_cancelled(pair: Pair, emulator: Emulator) -> None:
    """It ends Cancelled with what it had done, with a report of that and the reason that was given."""
    emulator.steer_jobs(**SLOW)
    job = pair.until(pair.create(), is_active)
    answer = pair.jobs.update_job_status(
        AccountId=ACCOUNT, JobId=job["JobId"], RequestedJobStatus="Cancelled", StatusUpdateReason="enough"
    )
    assert ("Cancelling", "enough") == (answer["Status"], answer["StatusUpdateReason"])
    ended = pair.ended(job["JobId"])
    done = ended["ProgressSummary"]["NumberOfTasksSucceeded"]
    assert ("Cancelled", "enough", True) == (ended["Status"], ended["StatusUpdateReason"], 0 < done < 40)
    assert done == len(pair.replicas()) == len(pair.rows(ended))


@pytest.mark.parametrize("wanted", ["Ready", "Cancelled"])
def test_what_has_ended_stays_ended(pair: Pair, wanted: str) -> None:
    """A job that is Complete can be neither confirmed nor cancelled."""
    job = pair.run()
    with pytest.raises(ClientError) as refused:
        pair.jobs.update_job_status(AccountId=ACCOUNT, JobId=job["JobId"], RequestedJobStatus=wanted)
    assert "JobStatusException" == refused.value.response["Error"]["Code"]


def test_a_job_of_higher_priority_makes_one_of_lower_pause(pair: Pair, emulator: Emulator) -> None:
    """Where there is room for one, the lower is Paused while the higher runs, and goes on after it."""
    emulator.steer_jobs(jobs_at_once=1, **SLOW)
    low = pair.until(pair.create(Priority=1), is_active)["JobId"]
    pair.put("later")
    high = pair.create(Priority=2)
    paused = pair.until(low, lambda job: job["Status"] == "Paused")
    assert paused["ProgressSummary"]["NumberOfTasksSucceeded"] < 40
    assert "Active" == pair.until(high, is_active)["Status"]
    emulator.steer_jobs()
    assert ["Complete", "Complete"] == [pair.ended(job)["Status"] for job in (high, low)]


def test_jobs_wait_in_ready_for_a_place_and_priority_can_be_changed(pair: Pair, emulator: Emulator) -> None:
    """Of two that wait the one of higher priority is first, by what UpdateJobPriority has made of it."""
    emulator.steer_jobs(jobs_at_once=1, **SLOW)
    running = pair.until(pair.create(Priority=100), is_active)["JobId"]
    first, second = pair.create(Priority=5), pair.create(Priority=4)
    for job_id in (first, second):
        pair.until(job_id, lambda job: job["Status"] == "Ready")
    answer = pair.jobs.update_job_priority(AccountId=ACCOUNT, JobId=second, Priority=6)
    assert 6 == answer["Priority"] == pair.describe(second)["Priority"]
    pair.jobs.update_job_status(AccountId=ACCOUNT, JobId=running, RequestedJobStatus="Cancelled")
    pair.until(second, lambda job: job["Status"] == "Active")
    assert "Ready" == pair.describe(first)["Status"]


def test_jobs_are_listed_by_status_and_in_pages(pair: Pair) -> None:
    """ListJobs tells the newest first, those of the statuses asked for, a page at a time."""
    made = [pair.create() for _ in range(3)]
    waiting = pair.create(ConfirmationRequired=True, Description="waits")
    for job_id in made:
        pair.ended(job_id)
    pair.until(waiting, lambda job: job["Status"] in {"Suspended", "Failed"})
    listed: list[str] = []
    token: dict[str, str] = {}
    while True:
        page = pair.jobs.list_jobs(AccountId=ACCOUNT, MaxResults=3, **token)
        listed += [job["JobId"] for job in page["Jobs"]]
        if "NextToken" not in page:
            break
        token = {"NextToken": page["NextToken"]}
    assert [waiting, *reversed(made)] == listed
    complete = pair.jobs.list_jobs(AccountId=ACCOUNT, JobStatuses=["Complete", "Cancelled"])["Jobs"]
    assert {"Complete"} == {job["Status"] for job in complete}
    assert {"S3ReplicateObject"} == {job["Operation"] for job in complete}


def test_jobs_belong_to_a_region(pair: Pair, aws: Aws) -> None:
    """Osaka knows nothing of a job in Tokyo."""
    job_id = pair.create()
    osaka = aws("s3control", "ap-northeast-3")
    assert [] == osaka.list_jobs(AccountId=ACCOUNT)["Jobs"]
    with pytest.raises(osaka.exceptions.NotFoundException):
        osaka.describe_job(AccountId=ACCOUNT, JobId=job_id)


def test_tags_are_put_told_and_taken_off(pair: Pair) -> None:
    """PutJobTagging replaces the tags of CreateJob, DeleteJobTagging takes them all off."""
    job_id = pair.create(Tags=[{"Key": "estate", "Value": "payments"}])
    assert [{"Key": "estate", "Value": "payments"}] == tags(pair, job_id)
    pair.jobs.put_job_tagging(AccountId=ACCOUNT, JobId=job_id, Tags=[{"Key": "team", "Value": "sre"}])
    assert [{"Key": "team", "Value": "sre"}] == tags(pair, job_id)
    pair.jobs.delete_job_tagging(AccountId=ACCOUNT, JobId=job_id)
    assert [] == tags(pair, job_id)


def tags(pair: Pair, job_id: str) -> list[dict[str, str]]:
    """A job's tags."""
    return list(pair.jobs.get_job_tagging(AccountId=ACCOUNT, JobId=job_id).get("Tags", []))


def test_nothing_is_left_after_a_reset(pair: Pair, emulator: Emulator) -> None:
    """A reset forgets jobs, running ones too, and the pace."""
    emulator.steer_jobs(**SLOW)
    pair.until(pair.create(), is_active)
    emulator.reset()
    assert [] == pair.jobs.list_jobs(AccountId=ACCOUNT)["Jobs"]
