"""Runs the jobs, in the server's own event loop, a slice of work at a time.

AWS: Amazon S3 User Guide, "Tracking job status and completion reports" (statuses; a job of higher priority
may make one of lower pause; more than half of the tasks failed after at least 1,000 fail the job),
"Troubleshooting S3 Batch Operations" and "Troubleshooting replication" (the reasons: no keys match the
filter; reading the manifest is forbidden; the report could not be written, which fails a job whose objects
are all copied).

Not documented, and decided here: the failure codes; the reasons for a role that can't be assumed and for one
that may not list the bucket or write the manifest. Users see such jobs fail at 0 % (aws-cli#7830).
"""

from __future__ import annotations

import asyncio
import datetime as dt
import logging
import time

from ministack.core.responses import request_scope

from futago.emulator.batch_operations import manifest, objects, registry, report, steering
from futago.emulator.batch_operations.job import Job, Status, Task
from futago.emulator.batch_operations.replicate import Replication
from futago.emulator.batch_operations.role import Role
from futago.emulator.batch_operations.service_model import Record

SLICE_SECONDS = 0.02
"""How long requests wait at most for the worker."""

IDLE_SECONDS = 0.01
THRESHOLD_TASKS = 1000
THRESHOLD_SHARE = 0.5
RUNNING = (Status.ACTIVE, Status.PAUSING)

log = logging.getLogger(__name__)


class PreparationError(Exception):
    """A job fails while it is prepared: failure code and reason."""


class Worker:
    """Moves every job of the registry to its end."""

    def __init__(self) -> None:
        self._task: asyncio.Task[None] | None = None
        self._running: dict[str, Replication] = {}

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
        self._running.clear()

    def _step(self, job: Job) -> bool:
        """Do the next piece of a job; return whether there was one."""
        try:
            with request_scope(job.account, job.region):
                return self._advance(job)
        except Exception:  # a job must not take the others with it
            log.exception("job %s", job.job_id)
            job.status = Status.FAILING
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
                _prepare(job)
            case Status.READY | Status.PAUSED:
                return _start(job)
            case Status.PAUSING:
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
        tasks = job.tasks or []
        replication = self._running.get(job.job_id)
        if replication is None:
            replication = self._running[job.job_id] = Replication(_role(job), job.region)
        allowed = _allowed(job, len(tasks))
        until = time.monotonic() + SLICE_SECONDS
        done_before = len(job.outcomes)
        while len(job.outcomes) < allowed and time.monotonic() < until:
            job.record(replication.run(tasks[len(job.outcomes)]))
            if _is_beyond_hope(job):
                job.fail("FailureThresholdExceeded", "More than 50% of the tasks have failed")
                return True
        if len(job.outcomes) == len(tasks):
            job.move(Status.COMPLETING)
            return True
        _give_way(job)
        return len(job.outcomes) > done_before


def _role(job: Job) -> Role:
    return Role(job.request["RoleArn"], job.region, "batchoperations.s3.amazonaws.com", job.arn)


def _assumed_role(job: Job) -> Role:
    role = _role(job)
    if not role.can_be_assumed():
        raise PreparationError(
            "AssumeRoleNotPermitted", "Amazon S3 can't assume the role of the Batch Operations job"
        )
    return role


def _prepare(job: Job) -> None:
    """Make the list of tasks."""
    generator = job.request.get("ManifestGenerator", {}).get("S3JobManifestGenerator")
    try:
        _injected(job, generator)
        role = _assumed_role(job)
        job.tasks = _generated(job, role, generator) if generator else _given(job, role)
    except (PreparationError, manifest.ManifestError) as error:
        code, reason = error.args
        if code or reason:
            job.failure_reasons.append({"FailureCode": code, "FailureReason": reason})
        job.move(Status.FAILING)
        return
    job.move(Status.SUSPENDED if job.needs_confirmation else Status.READY)


def _injected(job: Job, generator: Record | None) -> None:
    arn = generator["SourceBucket"] if generator else job.request["Manifest"]["Location"]["ObjectArn"]
    fault = steering.job_fault(arn.rpartition(":")[2].partition("/")[0])
    if fault is not None:
        raise PreparationError(fault.failure_code, fault.failure_reason)


def _generated(job: Job, role: Role, generator: Record) -> list[Task]:
    source = generator["SourceBucket"]
    if not (
        role.may("s3:GetReplicationConfiguration", source)
        and role.may("s3:PutInventoryConfiguration", source)
    ):
        raise PreparationError("AccessDenied", "Generating the manifest is forbidden: AccessDenied")
    tasks = manifest.generate(generator)
    if not tasks:
        raise PreparationError(
            "NoKeysMatched", "Manifest generation found no keys matching the filter criteria."
        )
    if generator["EnableManifestOutput"]:
        _write_manifest(job, role, generator["ManifestOutputLocation"], tasks)
    return tasks


def _write_manifest(job: Job, role: Role, location: Record, tasks: list[Task]) -> None:
    prefix = objects.folder(location.get("ManifestPrefix"))
    may_write = role.may("s3:PutObject", f"{location['Bucket']}/{prefix}job-{job.job_id}/manifest.json")
    forbidden = PreparationError("AccessDenied", "Writing the manifest is forbidden: AccessDenied")
    if not may_write:
        raise forbidden
    try:
        job.generated_manifest = manifest.write(job, location, tasks)
    except objects.ObjectError as error:
        raise forbidden from error


def _given(job: Job, role: Role) -> list[Task]:
    location = job.request["Manifest"]["Location"]
    action = "s3:GetObjectVersion" if "ObjectVersionId" in location else "s3:GetObject"
    if not role.may(action, location["ObjectArn"]):
        raise PreparationError("AccessDenied", "Reading the manifest is forbidden: AccessDenied")
    return manifest.read(job.request["Manifest"])


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


def _allowed(job: Job, total: int) -> int:
    """How many tasks may be done by now."""
    pace = steering.settings().objects_per_second
    if pace is None:
        return total
    active = job.active_seconds + (dt.datetime.now(dt.UTC) - job.status_since).total_seconds()
    return min(total, int(active * pace))


def _is_beyond_hope(job: Job) -> bool:
    return len(job.outcomes) >= THRESHOLD_TASKS and job.failed_tasks > len(job.outcomes) * THRESHOLD_SHARE


def _complete(job: Job) -> None:
    try:
        report.write(job, _role(job))
    except report.ReportError:
        job.fail(
            "ReportNotWritten",
            "The job report could not be written to your report bucket. Please check your permissions.",
        )
        return
    job.move(Status.COMPLETE)


def _report_what_was_done(job: Job) -> None:
    try:
        report.write(job, _role(job))
    except report.ReportError:
        log.info("job %s: no report", job.job_id)
