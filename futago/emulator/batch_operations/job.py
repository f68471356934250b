"""A job: what was asked for, where it stands, and what became of its tasks.

Statuses and transitions: Amazon S3 User Guide, "Tracking job status and completion reports". The table there
leaves out what leads to Cancelling and Failing; the names say it: anything that is not yet ending. The
texts of SuspendedCause are not documented either.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, NamedTuple

from futago.emulator.batch_operations.service_model import Record


def _now() -> dt.datetime:
    return dt.datetime.now(dt.UTC)


class Status(StrEnum):
    """Where a job stands; the values are those of the API."""

    NEW = "New"
    PREPARING = "Preparing"
    SUSPENDED = "Suspended"
    READY = "Ready"
    ACTIVE = "Active"
    PAUSING = "Pausing"
    PAUSED = "Paused"
    COMPLETING = "Completing"
    COMPLETE = "Complete"
    CANCELLING = "Cancelling"
    CANCELLED = "Cancelled"
    FAILING = "Failing"
    FAILED = "Failed"


_ENDING = {Status.CANCELLING, Status.FAILING}
TRANSITIONS: dict[Status, set[Status]] = {
    Status.NEW: {Status.PREPARING, *_ENDING},
    Status.PREPARING: {Status.SUSPENDED, Status.READY, *_ENDING},
    Status.SUSPENDED: {Status.READY, *_ENDING},
    Status.READY: {Status.ACTIVE, *_ENDING},
    Status.ACTIVE: {Status.PAUSING, Status.COMPLETING, *_ENDING},
    Status.PAUSING: {Status.PAUSED, *_ENDING},
    Status.PAUSED: {Status.ACTIVE, *_ENDING},
    Status.COMPLETING: {Status.COMPLETE, Status.FAILING},
    Status.CANCELLING: {Status.CANCELLED},
    Status.FAILING: {Status.FAILED},
    Status.COMPLETE: set(),
    Status.CANCELLED: set(),
    Status.FAILED: set(),
}
TERMINAL = frozenset(status for status, followers in TRANSITIONS.items() if not followers)


class Task(NamedTuple):
    """One object of the manifest.

    Attributes:
        bucket: the bucket as the manifest has it.
        key: the object's key, decoded.
        version_id: the version, ``null`` for one that has no id, None where the manifest names none.
    """

    bucket: str
    key: str
    version_id: str | None


class Outcome(NamedTuple):
    """What became of a task.

    Attributes:
        http_status: the status of the request that did it.
        error_code: why it failed, empty if it did not.
        message: as the completion report has it.
    """

    http_status: int
    error_code: str
    message: str

    @property
    def is_success(self) -> bool:
        """Whether the task succeeded."""
        return not self.error_code


SUCCESS = Outcome(200, "", "success")


@dataclass
class Job:
    """A job of one account in one Region.

    Attributes:
        job_id: its id.
        account: the account that it belongs to.
        region: the Region that it runs in.
        request: the parameters of its CreateJob.
        number: its place in the order of creation.
    """

    job_id: str
    account: str
    region: str
    request: Record
    number: int
    priority: int
    tags: list[Record]
    created: dt.datetime = field(default_factory=_now)
    status: Status = Status.NEW
    status_since: dt.datetime = field(default_factory=_now)
    terminated: dt.datetime | None = None
    suspended: dt.datetime | None = None
    status_update_reason: str | None = None
    failure_reasons: list[Record] = field(default_factory=list)
    generated_manifest: Record | None = None
    tasks: list[Task] | None = None
    outcomes: list[Outcome] = field(default_factory=list)
    failed_tasks: int = 0
    active_seconds: float = 0.0

    @property
    def arn(self) -> str:
        """The job's ARN."""
        return f"arn:aws:s3:{self.region}:{self.account}:job/{self.job_id}"

    @property
    def is_terminal(self) -> bool:
        """Whether the job has come to its end."""
        return self.status in TERMINAL

    @property
    def needs_confirmation(self) -> bool:
        """Whether it waits for UpdateJobStatus before it runs.

        The CLI's ``--no-confirmation-required`` sends false; a job made without it waits (User Guide,
        "Updating job status").
        """
        return bool(self.request.get("ConfirmationRequired", True))

    def move(self, status: Status) -> None:
        """Change the status.

        Raises:
            ValueError: AWS has no such transition.
        """
        if status not in TRANSITIONS[self.status]:
            raise ValueError(f"job {self.job_id}: no transition from {self.status} to {status}")
        now = _now()
        if self.status is Status.ACTIVE:
            self.active_seconds += (now - self.status_since).total_seconds()
        self.status, self.status_since = status, now
        if status is Status.SUSPENDED:
            self.suspended = now
        if status in TERMINAL:
            self.terminated = now

    def fail(self, code: str, reason: str) -> None:
        """Let the job end as failed, with a reason to be told."""
        self.failure_reasons.append({"FailureCode": code, "FailureReason": reason})
        self.move(Status.FAILING)

    def break_off(self) -> None:
        """End the job as failed at once, for a fault of the emulator itself."""
        self.failure_reasons.append(
            {"FailureCode": "InternalError", "FailureReason": "We encountered an internal error."}
        )
        self.status, self.terminated = Status.FAILED, _now()

    def record(self, outcome: Outcome) -> None:
        """Keep what became of the next task."""
        self.outcomes.append(outcome)
        self.failed_tasks += not outcome.is_success

    def results(self) -> Iterator[tuple[Task, Outcome]]:
        """The tasks that were run, with what became of them."""
        return zip(self.tasks or (), self.outcomes, strict=False)

    def progress(self) -> Record:
        """The API's ProgressSummary."""
        active = self.active_seconds
        if self.status is Status.ACTIVE:
            active += (_now() - self.status_since).total_seconds()
        return {
            "TotalNumberOfTasks": len(self.tasks or ()),
            "NumberOfTasksSucceeded": len(self.outcomes) - self.failed_tasks,
            "NumberOfTasksFailed": self.failed_tasks,
            "Timers": {"ElapsedTimeInActiveSeconds": int(active)},
        }

    def describe(self) -> Record:
        """The API's JobDescriptor."""
        asked = ("Description", "Manifest", "Operation", "Report", "RoleArn", "ManifestGenerator")
        return {
            **{name: self.request[name] for name in asked if name in self.request},
            "JobId": self.job_id,
            "JobArn": self.arn,
            "ConfirmationRequired": self.needs_confirmation,
            "Status": self.status.value,
            "Priority": self.priority,
            "ProgressSummary": self.progress(),
            "StatusUpdateReason": self.status_update_reason,
            "FailureReasons": self.failure_reasons,
            "CreationTime": self.created,
            "TerminationDate": self.terminated,
            "SuspendedDate": self.suspended,
            "SuspendedCause": "AwaitingConfirmation" if self.suspended else None,
            "GeneratedManifestDescriptor": self.generated_manifest,
        }

    def summary(self) -> Record:
        """The API's JobListDescriptor."""
        operation: dict[str, Any] = self.request["Operation"]
        return {
            "JobId": self.job_id,
            "Description": self.request.get("Description"),
            "Operation": next(iter(operation)),
            "Priority": self.priority,
            "Status": self.status.value,
            "CreationTime": self.created,
            "TerminationDate": self.terminated,
            "ProgressSummary": self.progress(),
        }
