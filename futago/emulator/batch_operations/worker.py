"""Runs the jobs, in the server's own event loop, a slice of work at a time.

AWS: Amazon S3 User Guide, "Tracking job status and completion reports" (statuses; a job of higher priority
may make one of lower pause; more than half of the tasks failed after at least 1,000 fail the job) and
"Troubleshooting S3 Batch Operations" (a report that could not be written fails a job whose objects are all
copied). The failure codes, and the text of the threshold, are not documented.
"""

from __future__ import annotations

import asyncio
import datetime as dt
import logging
import math
import time
from dataclasses import dataclass, field

from ministack.core.responses import request_scope

from futago.emulator.batch_operations import registry, report, steering
from futago.emulator.batch_operations.job import Job, Status
from futago.emulator.batch_operations.preparation import prepare
from futago.emulator.batch_operations.replicate import Replication
from futago.emulator.batch_operations.role import Role

SLICE_SECONDS = 0.02
"""How long requests wait at most for the worker."""

IDLE_SECONDS = 0.01
THRESHOLD_TASKS = 1000
THRESHOLD_SHARE = 0.5
RUNNING = (Status.ACTIVE, Status.PAUSING)

log = logging.getLogger(__name__)


@dataclass
class Run:
    """A job that is Active.

    Attributes:
        replication: what does its tasks.
        looked: when its pace was last looked at, on the monotonic clock.
        credit: how many tasks the pace allows by now, in parts of one.
    """

    replication: Replication
    looked: float = field(default_factory=time.monotonic)
    credit: float = 0.0

    def allowance(self) -> float:
        """How many tasks may be done now."""
        pace, now = steering.settings().objects_per_second, time.monotonic()
        self.credit = math.inf if pace is None else min(self.credit, pace) + (now - self.looked) * pace
        self.looked = now
        return self.credit


class Worker:
    """Moves every job of the registry to its end."""

    def __init__(self) -> None:
        self._task: asyncio.Task[None] | None = None
        self._runs: dict[str, Run] = {}

    def wake(self) -> None:
        """See to it that jobs are run; to be called in the event loop."""
        if self._task is None or self._task.done():
            self._task = asyncio.get_running_loop().create_task(self._run())

    async def _run(self) -> None:
        while jobs := list(registry.unfinished()):
            progressed = False
            for job in jobs:
                progressed |= self._step(job)
                await asyncio.sleep(0)
            if all(job.status is Status.SUSPENDED for job in jobs):
                break
            await asyncio.sleep(0 if progressed else IDLE_SECONDS)
        self._runs.clear()

    def _step(self, job: Job) -> bool:
        """Do the next piece of a job; return whether there was one."""
        try:
            with request_scope(job.account, job.region):
                return self._advance(job)
        except Exception:  # a job must not take the others with it
            if registry.knows(job):  # or a reset has pulled its objects from under it
                log.exception("job %s", job.job_id)
            job.break_off()
            return True

    def _advance(self, job: Job) -> bool:
        waited = (dt.datetime.now(dt.UTC) - job.status_since).total_seconds()
        if job.status is Status.ACTIVE:
            return self._work(job)
        if job.status is Status.SUSPENDED or waited < steering.settings().state_seconds:
            return False
        match job.status:
            case Status.NEW:
                job.move(Status.PREPARING)
            case Status.PREPARING:
                prepare(job, role_of(job))
            case Status.READY | Status.PAUSED:
                return _start(job)
            case Status.PAUSING:
                self._runs.pop(job.job_id, None)
                job.move(Status.PAUSED)
            case Status.COMPLETING:
                _complete(job)
            case Status.CANCELLING:
                _report_what_was_done(job)
                job.move(Status.CANCELLED)
            case Status.FAILING:
                _report_what_was_done(job)
                job.move(Status.FAILED)
        return True

    def _work(self, job: Job) -> bool:
        """Run tasks for a slice of time, and no more than the pace allows."""
        tasks, done_before = job.tasks or [], len(job.outcomes)
        run = self._runs.get(job.job_id)
        if run is None:
            run = self._runs[job.job_id] = Run(Replication(role_of(job), job.region))
        allowance, until = run.allowance(), time.monotonic() + SLICE_SECONDS
        while len(job.outcomes) < len(tasks) and allowance >= 1 and time.monotonic() < until:
            job.record(run.replication.run(tasks[len(job.outcomes)]))
            allowance -= 1
            if _is_beyond_hope(job):
                job.fail("FailureThresholdExceeded", "More than 50% of the tasks have failed")
                return True
        run.credit = allowance
        if len(job.outcomes) == len(tasks):
            job.move(Status.COMPLETING)
        else:
            _give_way(job)
        return len(job.outcomes) > done_before


def role_of(job: Job) -> Role:
    """The role of a job, with the permissions that it has now."""
    return Role(job.request["RoleArn"], job.region, "batchoperations.s3.amazonaws.com", job.arn)


def _start(job: Job) -> bool:
    """Make a job Active if its Region has room for it."""
    rivals = [
        other
        for other in registry.unfinished()
        if (other.account, other.region) == (job.account, job.region) and other is not job
    ]
    running = sum(other.status in RUNNING for other in rivals)
    is_first = all(
        _rank(job) < _rank(other) for other in rivals if other.status in {Status.READY, Status.PAUSED}
    )
    if not is_first or running >= steering.settings().jobs_at_once:
        return False
    job.move(Status.ACTIVE)
    return True


def _give_way(job: Job) -> None:
    """Pause a job if one of higher priority waits for its place."""
    home = (job.account, job.region)
    rivals = [other for other in registry.unfinished() if (other.account, other.region) == home]
    running = [other for other in rivals if other.status in RUNNING]
    if len(running) < steering.settings().jobs_at_once:
        return
    lowest = max(running, key=_rank)
    waiting = [other for other in rivals if other.status is Status.READY and other.priority > job.priority]
    if lowest is job and waiting:
        job.move(Status.PAUSING)


def _rank(job: Job) -> tuple[int, int]:
    return -job.priority, job.number


def _is_beyond_hope(job: Job) -> bool:
    return len(job.outcomes) >= THRESHOLD_TASKS and job.failed_tasks > len(job.outcomes) * THRESHOLD_SHARE


def _complete(job: Job) -> None:
    try:
        report.write(job, role_of(job))
    except report.ReportError:
        job.fail(
            "ReportNotWritten",
            "The job report could not be written to your report bucket. Please check your permissions.",
        )
        return
    job.move(Status.COMPLETE)


def _report_what_was_done(job: Job) -> None:
    try:
        report.write(job, role_of(job))
    except report.ReportError:
        log.info("job %s: no report", job.job_id)
