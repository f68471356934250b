"""Why a job did not do what it was for, as a whole, and what to do about it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from futago.backfill.direction import Direction
from futago.backfill.job import CANCELLED, COMPLETE, FAILED, Job


@dataclass(frozen=True)
class JobFault:
    """What is wrong with a job.

    Attributes:
        fault: its id, such as ``nothing-found``.
        says: what is wrong.
        remedy: what to do.
    """

    fault: str
    says: str
    remedy: str


@dataclass(frozen=True)
class _Known:
    """A reason that S3 gives, known by words in it; S3 documents its texts and not its codes."""

    fault: str
    words: tuple[str, ...]
    says: str
    remedy: Callable[[Direction], str]


FAILURE_SHARE = 0.5
FAILURE_TASKS = 1000
"""S3 ends a job when more than this share failed of at least so many (Amazon S3 User Guide, "Tracking job
failures")."""

_KNOWN = (
    _Known(
        "nothing-found",
        ("found no keys", "no keys matching"),
        "S3 found no object to copy: none has the statuses that were asked for, or all are in S3 Glacier "
        "Flexible Retrieval or Deep Archive",
        lambda d: (
            f"if nothing should be left: futago backfill verify --bucket {d.name}. Else restore archived "
            "objects first, or ask for --statuses that they have"
        ),
    ),
    _Known(
        "report-not-written",
        ("report could not be written", "job report", "reportwrite"),
        "S3 could not write the report; the objects may all be copied",
        lambda d: (
            f"let role {d.role_arn} s3:PutObject below the report prefix of bucket {d.report_bucket}, "
            "without a default Object Lock retention there; what was copied tells futago backfill verify"
        ),
    ),
    _Known(
        "role-not-taken",
        ("assume", "not authorized to perform: sts"),
        "S3 could not take the job's role",
        lambda d: f"let batchoperations.s3.amazonaws.com sts:AssumeRole {d.role_arn}",
    ),
    _Known(
        "too-many-failures",
        ("failure threshold", "threshold", "too many", "exceeded the", "50%", "50 %"),
        f"S3 ended the job: more than {FAILURE_SHARE:.0%} of its objects failed",
        lambda d: (
            f"see why with futago backfill report --bucket {d.name}, mend it, then "
            "futago backfill start: it does what failed and what was not tried"
        ),
    ),
    _Known(
        "manifest-unreadable",
        ("reading the manifest", "manifestnotfound", "manifest object", "etag"),
        "S3 could not read the list of objects",
        lambda d: (
            f"let role {d.role_arn} s3:GetObject and s3:GetObjectVersion in bucket {d.report_bucket}, and "
            "keep the manifest there as it was written (SSE-S3; S3 reads none under SSE-KMS)"
        ),
    ),
    _Known(
        "generation-denied",
        ("inventory", "manifest", "replication configuration", "access denied", "accessdenied"),
        "S3 could not list the objects",
        lambda d: (
            f"let role {d.role_arn} s3:GetReplicationConfiguration and s3:PutInventoryConfiguration on "
            f"bucket {d.source_bucket}, and s3:PutObject in bucket {d.report_bucket}"
        ),
    ),
)


def fault_of(direction: Direction, job: Job) -> JobFault | None:
    """What is wrong with a job, or None for one that is at work or copied everything."""
    if job.is_waiting:
        return JobFault(
            "not-confirmed",
            f"job {job.job_id} waits: its objects are found ({_count(job)}), and nobody has confirmed it",
            f"futago backfill confirm --bucket {direction.name}, or cancel it",
        )
    if job.state == CANCELLED:
        return JobFault(
            "cancelled",
            f"job {job.job_id} was cancelled after {job.done:,} of {_count(job)}",
            f"futago backfill start --bucket {direction.name} does the rest",
        )
    if job.state == FAILED:
        return _failure(direction, job)
    if job.state == COMPLETE and job.failed:
        return JobFault(
            "objects-failed",
            f"job {job.job_id} is complete, and {job.failed:,} of {_count(job)} were not copied",
            f"see why with futago backfill report --bucket {direction.name}, then futago backfill retry",
        )
    return None


def _failure(direction: Direction, job: Job) -> JobFault:
    told = "; ".join(": ".join(filter(None, reason)) for reason in job.reasons)
    for known in _KNOWN:
        if any(word in told.lower() for word in known.words):
            return JobFault(
                known.fault,
                f"job {job.job_id} failed: {known.says} (S3 says: {told})",
                known.remedy(direction),
            )
    if job.done >= FAILURE_TASKS and job.failed > job.done * FAILURE_SHARE:
        threshold = next(known for known in _KNOWN if known.fault == "too-many-failures")
        return JobFault(
            threshold.fault, f"job {job.job_id} failed: {threshold.says}", threshold.remedy(direction)
        )
    if not told:
        return JobFault(
            "failed-without-reason",
            f"job {job.job_id} failed after {job.done:,} objects, and S3 gives no reason",
            "mostly a permission: futago backfill plan looks at the roles, their trust, the keys and the "
            "report bucket; then futago backfill start",
        )
    return JobFault(
        "failed",
        f"job {job.job_id} failed: {told}",
        'Amazon S3 User Guide, "Troubleshooting S3 Batch Operations"; then futago backfill start',
    )


def _count(job: Job) -> str:
    return f"{job.total:,} objects" if job.total else "an unknown number of objects"
