"""The operations of the jobs API.

AWS: S3 Control API Reference, CreateJob, DescribeJob, ListJobs, UpdateJobStatus, UpdateJobPriority,
PutJobTagging, GetJobTagging, DeleteJobTagging. The page "Troubleshooting S3 Batch Operations" calls the
error of an unknown job NoSuchJobException; the service model, which SDKs follow, has NotFoundException.

Not documented, and decided here: the HTTP statuses and texts of errors; that a report or manifest bucket of
another account or Region is refused by CreateJob and not by the job later (the User Guide only has the
manifest "stored in the same AWS Region as the source bucket"); the order of ListJobs, newest first.
"""

from __future__ import annotations

import base64
import binascii
from collections.abc import Callable

from ministack.core.responses import get_account_id, get_region
from ministack.services import s3

from futago.emulator.batch_operations import registry
from futago.emulator.batch_operations.job import Status
from futago.emulator.batch_operations.manifest import CSV_FORMAT
from futago.emulator.batch_operations.refusal import RefusedError
from futago.emulator.batch_operations.service_model import Record

OPERATION = "S3ReplicateObject"
JOBS_A_PAGE = 1000
MOST_TAGS = 50


def create_job(request: Record) -> Record:
    """Make a job, unless the same request has made it before.

    Raises:
        RefusedError: the request contradicts itself, names a bucket that can't be used, or its token was
            used for another.
    """
    if list(request["Operation"]) != [OPERATION]:
        raise _bad(f"Operation must be {OPERATION}: the emulator models no other")
    if ("Manifest" in request) == ("ManifestGenerator" in request):
        raise _bad("Exactly one of Manifest and ManifestGenerator must be given")
    if request.get("Manifest", {}).get("Spec", {}).get("Format", CSV_FORMAT) != CSV_FORMAT:
        raise _bad(f"Manifest.Spec.Format must be {CSV_FORMAT}: the emulator reads no other")
    if len(request.get("Tags", [])) > MOST_TAGS:
        raise RefusedError("TooManyTagsException", f"A job has at most {MOST_TAGS} tags")
    _check_report(request["Report"])
    if "ManifestGenerator" in request:
        _check_generator(request["ManifestGenerator"].get("S3JobManifestGenerator", {}))
    return {"JobId": registry.create(request).job_id}


def describe_job(request: Record) -> Record:
    """Tell everything of a job."""
    return {"Job": registry.find(request["JobId"]).describe()}


def list_jobs(request: Record) -> Record:
    """Tell a page of the jobs, of some statuses or of all."""
    statuses = set(request.get("JobStatuses", ())) or {status.value for status in Status}
    before = _number(request["NextToken"]) if "NextToken" in request else None
    jobs = [
        job for job in registry.here() if job.status in statuses and (before is None or job.number < before)
    ]
    size = request.get("MaxResults") or JOBS_A_PAGE
    page = jobs[:size]
    token = _token(page[-1].number) if len(jobs) > size else None
    return {"Jobs": [job.summary() for job in page], "NextToken": token}


def update_job_status(request: Record) -> Record:
    """Confirm a job that waits, or cancel one that has not ended.

    Raises:
        RefusedError: the job can't go there from where it is.
    """
    job, wanted = registry.find(request["JobId"]), request["RequestedJobStatus"]
    cancellable = not job.is_terminal and job.status not in {
        Status.COMPLETING,
        Status.CANCELLING,
        Status.FAILING,
    }
    if not (job.status is Status.SUSPENDED if wanted == Status.READY else cancellable):
        raise RefusedError(
            "JobStatusException", f"The job's status {job.status} does not allow the requested one, {wanted}"
        )
    job.move(Status.READY if wanted == Status.READY else Status.CANCELLING)
    job.status_update_reason = request.get("StatusUpdateReason")
    return {"JobId": job.job_id, "Status": job.status.value, "StatusUpdateReason": job.status_update_reason}


def update_job_priority(request: Record) -> Record:
    """Change the priority of a job that has not ended."""
    job = registry.find(request["JobId"])
    if job.is_terminal:
        raise _bad(f"The job is {job.status}: its priority can't be changed")
    job.priority = request["Priority"]
    return {"JobId": job.job_id, "Priority": job.priority}


def put_job_tagging(request: Record) -> Record:
    """Replace all tags of a job."""
    if len(request["Tags"]) > MOST_TAGS:
        raise RefusedError("TooManyTagsException", f"A job has at most {MOST_TAGS} tags")
    registry.find(request["JobId"]).tags = request["Tags"]
    return {}


def get_job_tagging(request: Record) -> Record:
    """Tell the tags of a job."""
    return {"Tags": registry.find(request["JobId"]).tags}


def delete_job_tagging(request: Record) -> Record:
    """Take all tags off a job."""
    registry.find(request["JobId"]).tags = []
    return {}


OPERATIONS: dict[str, Callable[[Record], Record]] = {
    "CreateJob": create_job,
    "DescribeJob": describe_job,
    "ListJobs": list_jobs,
    "UpdateJobStatus": update_job_status,
    "UpdateJobPriority": update_job_priority,
    "PutJobTagging": put_job_tagging,
    "GetJobTagging": get_job_tagging,
    "DeleteJobTagging": delete_job_tagging,
}


def _check_report(report: Record) -> None:
    if not report["Enabled"]:
        return
    missing = {"Bucket", "Format", "ReportScope"} - report.keys()
    if missing:
        raise _bad(f"Report is enabled and lacks {', '.join(sorted(missing))}")
    _check_bucket("report", report["Bucket"], report.get("ExpectedBucketOwner"))


def _check_generator(generator: Record) -> None:
    if not generator:
        raise _bad("ManifestGenerator lacks S3JobManifestGenerator")
    _check_bucket("source", generator["SourceBucket"], generator.get("ExpectedBucketOwner"))
    if generator["EnableManifestOutput"]:
        if "ManifestOutputLocation" not in generator:
            raise _bad("EnableManifestOutput is true and ManifestOutputLocation is missing")
        location = generator["ManifestOutputLocation"]
        _check_bucket("manifest", location["Bucket"], location.get("ExpectedManifestBucketOwner"))


def _check_bucket(role: str, arn: str, expected_owner: str | None) -> None:
    """Refuse a bucket that does not exist, or that another account or Region than the job's has."""
    name = arn.rpartition(":")[2]
    owner = s3._bucket_owner_account(name)
    if owner is None:
        raise _bad(f"The {role} bucket {name} does not exist")
    if owner != get_account_id():
        raise _bad(f"The {role} bucket {name} belongs to another account than the job")
    if expected_owner not in {None, owner}:
        raise _bad(f"The {role} bucket {name} does not belong to account {expected_owner}")
    region = s3.bucket_region(name)
    if region != get_region():
        raise _bad(f"The {role} bucket {name} is in {region}, the job in {get_region()}")


def _token(number: int) -> str:
    return base64.b64encode(str(number).encode()).decode()


def _number(token: str) -> int:
    try:
        return int(base64.b64decode(token, validate=True))
    except (ValueError, binascii.Error) as error:
        raise RefusedError("InvalidNextTokenException", f"{token!r} is no token of ListJobs") from error


def _bad(message: str) -> RefusedError:
    return RefusedError("BadRequestException", message)
