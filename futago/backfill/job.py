"""A job of S3 Batch Operations, as DescribeJob tells of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Self

from futago.backfill.label import Label

WAITING = "Suspended"
"""The state of a job that waits for somebody to confirm it."""
COMPLETE, FAILED, CANCELLED = "Complete", "Failed", "Cancelled"
ENDED = frozenset({COMPLETE, FAILED, CANCELLED})
"""The states that a job never leaves (Amazon S3 User Guide, "Tracking job status and completion reports")."""
REPLICATE = "S3ReplicateObject"
"""The operation of Batch Replication, as ListJobs names it."""


@dataclass(frozen=True)
class Job:
    """A job as it was when it was asked for.

    Attributes:
        job_id: S3's id.
        label: what it is for; None for somebody else's.
        state: S3's status, such as ``Active``.
        total: objects in its manifest; None while S3 does not say.
        succeeded: objects copied.
        failed: objects that could not be copied.
        priority: higher goes first.
        created: when it was created.
        ended: when it ended; None while it has not.
        active_seconds: how long it was Active.
        reasons: why it failed, as (code, text) of S3's.
        source_bucket: the ARN of the bucket whose objects it was to look for; empty for one with a manifest.
        report_bucket: the ARN of the bucket for its completion report.
        report_prefix: where in there.
        suspended_cause: S3's words for why it waits.
    """

    job_id: str
    label: Label | None
    state: str
    total: int | None
    succeeded: int
    failed: int
    priority: int
    created: datetime
    ended: datetime | None
    active_seconds: int
    reasons: tuple[tuple[str, str], ...]
    source_bucket: str
    report_bucket: str
    report_prefix: str
    suspended_cause: str

    @classmethod
    def read(cls, answer: Mapping[str, Any]) -> Self:
        """The job of DescribeJob's ``Job``."""
        progress = answer.get("ProgressSummary", {})
        generator = answer.get("ManifestGenerator", {}).get("S3JobManifestGenerator", {})
        report = answer.get("Report", {})
        return cls(
            job_id=answer["JobId"],
            label=Label.read(answer.get("Description", "")),
            state=answer["Status"],
            total=progress.get("TotalNumberOfTasks"),
            succeeded=progress.get("NumberOfTasksSucceeded", 0),
            failed=progress.get("NumberOfTasksFailed", 0),
            priority=answer.get("Priority", 0),
            created=answer["CreationTime"],
            ended=answer.get("TerminationDate"),
            active_seconds=progress.get("Timers", {}).get("ElapsedTimeInActiveSeconds", 0),
            reasons=tuple(
                (each.get("FailureCode", ""), each.get("FailureReason", ""))
                for each in answer.get("FailureReasons", ())
            ),
            source_bucket=generator.get("SourceBucket", ""),
            report_bucket=report.get("Bucket", ""),
            report_prefix=report.get("Prefix", ""),
            suspended_cause=answer.get("SuspendedCause", ""),
        )

    @property
    def has_ended(self) -> bool:
        """Whether it will never change again."""
        return self.state in ENDED

    @property
    def is_waiting(self) -> bool:
        """Whether it waits to be confirmed."""
        return self.state == WAITING

    @property
    def done(self) -> int:
        """Objects that it has tried."""
        return self.succeeded + self.failed

    @property
    def copied_everything(self) -> bool:
        """Whether it is complete and nothing failed: a job is Complete with failed objects, too."""
        return self.state == COMPLETE and self.failed == 0

    def as_json(self) -> dict[str, object]:
        """Everything that a script may want, as plain data."""
        return {
            "job_id": self.job_id,
            "generation": self.label.generation if self.label else None,
            "retry_of": (self.label.retried or None) if self.label else None,
            "state": self.state,
            "total": self.total,
            "succeeded": self.succeeded,
            "failed": self.failed,
            "priority": self.priority,
            "created": self.created.isoformat(),
            "ended": self.ended.isoformat() if self.ended else None,
            "active_seconds": self.active_seconds,
            "reasons": [{"code": code, "text": text} for code, text in self.reasons],
        }
