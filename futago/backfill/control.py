"""Changing a job that has not ended: confirm, cancel, another priority."""

from __future__ import annotations

from futago.aws import calling
from futago.backfill.direction import Direction
from futago.backfill.job import Job
from futago.backfill.job_list import describe
from futago.errors import BackfillError
from modules.proof import Clients


def confirm(clients: Clients, direction: Direction, job: Job) -> Job:
    """Let a job run that waits for it.

    Raises:
        BackfillError: the job does not wait.
        AwsError: S3 refused or did not answer.
    """
    if not job.is_waiting:
        raise BackfillError(f"job {job.job_id} for {direction} is {job.state}: it waits for nobody")
    return _become(clients, direction, job, "Ready", "confirmed with futago backfill confirm")


def cancel(clients: Clients, direction: Direction, job: Job) -> Job:
    """End a job; what it has copied stays copied.

    Raises:
        BackfillError: the job has ended.
        AwsError: S3 refused or did not answer.
    """
    if job.has_ended:
        raise BackfillError(f"job {job.job_id} for {direction} is {job.state}: there is nothing to cancel")
    return _become(clients, direction, job, "Cancelled", "cancelled with futago backfill cancel")


def prioritize(clients: Clients, direction: Direction, job: Job, priority: int) -> Job:
    """Give a job another priority: a higher one makes S3 pause jobs with lower ones.

    A job can't be paused otherwise (Amazon S3 User Guide, "Assigning job priority").

    Raises:
        BackfillError: the job has ended.
        AwsError: S3 refused or did not answer.
    """
    if job.has_ended:
        raise BackfillError(f"job {job.job_id} for {direction} is {job.state}: no priority helps it")
    with calling(f"setting the priority of job {job.job_id} in {direction.source.code}"):
        clients.client("s3control", direction.source).update_job_priority(
            AccountId=direction.account, JobId=job.job_id, Priority=priority
        )
    return describe(clients, direction, job.job_id)


def _become(clients: Clients, direction: Direction, job: Job, state: str, why: str) -> Job:
    with calling(f"setting job {job.job_id} in {direction.source.code} to {state}"):
        clients.client("s3control", direction.source).update_job_status(
            AccountId=direction.account, JobId=job.job_id, RequestedJobStatus=state, StatusUpdateReason=why
        )
    return describe(clients, direction, job.job_id)
