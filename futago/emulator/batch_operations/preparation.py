"""Preparing: how a job comes by the list of its tasks, or fails at 0 %.

AWS: Amazon S3 User Guide, "Troubleshooting replication", Batch Replication errors (no keys match the filter),
"Troubleshooting S3 Batch Operations" (reading the manifest is forbidden), "Configuring an IAM role for S3
Batch Replication" (what the role needs).

Not documented, and decided here: the failure codes; the reasons for a role that can't be assumed and for one
that may not list the bucket or write the manifest. Users see such jobs fail at 0 % (aws-cli#7830).
"""

from __future__ import annotations

from futago.emulator.batch_operations import manifest, objects, steering
from futago.emulator.batch_operations.job import Job, Status, Task
from futago.emulator.batch_operations.role import Role
from futago.emulator.batch_operations.service_model import Record

READING_FORBIDDEN = ("AccessDenied", "Reading the manifest is forbidden: AccessDenied")


class PreparationError(Exception):
    """A job fails while it is prepared: failure code and reason."""


def prepare(job: Job, role: Role) -> None:
    """Make the list of a job's tasks and move the job on: to Ready, to Suspended, or to Failing.

    Args:
        job: a job that is Preparing.
        role: its role.
    """
    generator = job.request.get("ManifestGenerator", {}).get("S3JobManifestGenerator")
    try:
        _injected(job, generator)
        _check_trust(role)
        job.tasks = _generated(job, role, generator) if generator else _given(job, role)
    except (PreparationError, manifest.ManifestError) as error:
        code, reason = error.args
        if code or reason:
            job.failure_reasons.append({"FailureCode": code, "FailureReason": reason})
        job.move(Status.FAILING)
        return
    job.move(Status.SUSPENDED if job.needs_confirmation else Status.READY)


def _check_trust(role: Role) -> None:
    if not role.can_be_assumed():
        raise PreparationError(
            "AssumeRoleNotPermitted", "Amazon S3 can't assume the role of the Batch Operations job"
        )


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
    """Write the generated manifest, from which S3 then reads the tasks."""
    folder = f"{location['Bucket']}/{objects.folder(location.get('ManifestPrefix'))}job-{job.job_id}"
    forbidden = PreparationError("AccessDenied", "Writing the manifest is forbidden: AccessDenied")
    if not role.may("s3:PutObject", f"{folder}/manifest.json"):
        raise forbidden
    try:
        job.generated_manifest = manifest.write(job, location, tasks)
    except objects.ObjectError as error:
        raise forbidden from error
    if not role.may("s3:GetObject", f"{folder}/manifest.json"):
        raise PreparationError(*READING_FORBIDDEN)


def _given(job: Job, role: Role) -> list[Task]:
    location = job.request["Manifest"]["Location"]
    action = "s3:GetObjectVersion" if "ObjectVersionId" in location else "s3:GetObject"
    if not role.may(action, location["ObjectArn"]):
        raise PreparationError(*READING_FORBIDDEN)
    return manifest.read(job.request["Manifest"])
