"""The operation S3ReplicateObject on one version of an object: really copied, or the reason why not.

AWS: Amazon S3 User Guide, "Replicating existing objects with Batch Replication", "Receiving replication
failure events with Amazon S3 Event Notifications" (the failure codes), "Replicating encrypted objects",
"Getting replication status information" (source COMPLETED or FAILED, copy REPLICA).

Which failures leave the version without a status is known of SrcObjectNotEligible alone; here those do that
come before the replication role is taken. Not documented either, and decided here: HTTP statuses in the
report (500 was seen with SrcObjectNotEligible); that a version which is a replica stays REPLICA when it is
copied back; that a version which the destination already has is written anew and keeps its own status there.
"""

from __future__ import annotations

from ministack.core.responses import get_account_id, request_scope
from ministack.services import kms, s3

from futago.emulator.batch_operations import hard_deletes, steering
from futago.emulator.batch_operations.job import SUCCESS, Outcome, Task
from futago.emulator.batch_operations.role import Role
from futago.emulator.batch_operations.rules import configuration, rules_for
from futago.emulator.batch_operations.service_model import Record
from futago.emulator.batch_operations.versions import (
    SSE,
    SSE_BUCKET_KEY,
    SSE_KMS_KEY,
    Version,
    find_version,
    put_replica,
    versions_of,
)

ENABLED = "Enabled"

FAILURES = {
    "AssumeRoleNotPermitted": "Amazon S3 can't assume the replication role",
    "DstBucketNotFound": "The destination bucket does not exist",
    "DstBucketObjectLockConfigMissing": "The destination bucket has no Object Lock",
    "DstBucketUnversioned": "Versioning is not enabled for the destination bucket",
    "DstDelObjNotPermitted": "s3:ReplicateDelete is not permitted",
    "DstKmsKeyInvalidState": "The destination's KMS key is not enabled",
    "DstKmsKeyNotFound": "The destination's KMS key does not exist",
    "DstObjectHardDeleted": "The version was deleted from the destination bucket",
    "DstPutObjectNotPermitted": "Writing to the destination is not permitted",
    "DstPutTaggingNotPermitted": "s3:ReplicateTags is not permitted",
    "InitiateReplicationNotPermitted": "s3:InitiateReplication is not permitted",
    "SrcBucketInvalidRegion": "The source bucket is in another Region than the job",
    "SrcBucketNotFound": "The source bucket does not exist",
    "SrcBucketReplicationConfigMissing": "The source bucket has no replication configuration",
    "SrcGetAclNotPermitted": "s3:GetObjectVersionAcl is not permitted",
    "SrcGetLegalHoldNotPermitted": "s3:GetObjectLegalHold is not permitted",
    "SrcGetObjectNotPermitted": "Reading the source is not permitted",
    "SrcGetRetentionNotPermitted": "s3:GetObjectRetention is not permitted",
    "SrcGetTaggingNotPermitted": "s3:GetObjectVersionTagging is not permitted",
    "SrcKmsKeyInvalidState": "The source's KMS key is not enabled",
    "SrcObjectNotEligible": "Object is not eligible for replication",
    "SrcObjectNotFound": "Source object does not exist",
    "SrcVersionNotFound": "The source version does not exist",
}
"""The failure codes that this model can answer, of those that AWS lists, with this model's messages."""


class FailedError(Exception):
    """A task fails: one of :data:`FAILURES`."""


class Replication:
    """Replicates versions for one job.

    Args:
        batch_role: the role of the job.
        region: the Region of the job.
    """

    def __init__(self, batch_role: Role, region: str) -> None:
        self._batch_role = batch_role
        self._region = region
        self._replication_roles: dict[str, Role] = {}

    def run(self, task: Task) -> Outcome:
        """Do one task."""
        fault = steering.task_fault(task.bucket, task.key)
        if fault is not None:
            version = find_version(task.bucket, task.key, task.version_id or "null")
            if version is not None:
                _fail(version)
            return Outcome(fault.http_status, fault.error_code, fault.message)
        if task.version_id == "":
            return Outcome(400, "InvalidRequest", "Task failed due to missing VersionId")
        try:
            self._replicate(task)
        except FailedError as failed:
            code = str(failed)
            return Outcome(500, code, FAILURES[code])
        return SUCCESS

    def _replicate(self, task: Task) -> None:
        bucket_arn = f"arn:aws:s3:::{task.bucket}"
        if task.bucket not in s3._buckets:
            raise FailedError("SrcBucketNotFound")
        if s3.bucket_region(task.bucket) != self._region:
            raise FailedError("SrcBucketInvalidRegion")
        version = _version(task)
        if not self._batch_role.may("s3:InitiateReplication", f"{bucket_arn}/{task.key}"):
            raise FailedError("InitiateReplicationNotPermitted")
        config = configuration(task.bucket)
        if config is None:
            raise FailedError("SrcBucketReplicationConfigMissing")
        rules = rules_for(version, config.get("Rules", []))
        if not rules:
            raise FailedError("SrcObjectNotEligible")
        try:
            role = self._replication_role(config.get("Role", ""), bucket_arn)
            for rule in rules:
                _copy(version, rule, role)
        except FailedError:
            _fail(version)
            raise
        if version.replication_status != "REPLICA":
            version.set_replication_status("COMPLETED")

    def _replication_role(self, arn: str, bucket_arn: str) -> Role:
        role = self._replication_roles.get(arn)
        if role is None:
            role = Role(arn, self._region, "s3.amazonaws.com", bucket_arn)
            if not role.can_be_assumed():
                raise FailedError("AssumeRoleNotPermitted")
            self._replication_roles[arn] = role
        return role


def _version(task: Task) -> Version:
    """Return the version that a task names, or the current one if it names none."""
    versions = versions_of(task.bucket, task.key)
    if not versions:
        raise FailedError("SrcObjectNotFound")
    if task.version_id is None:
        return versions[-1]
    version = find_version(task.bucket, task.key, task.version_id)
    if version is None:
        raise FailedError("SrcVersionNotFound")
    return version


def _fail(version: Version) -> None:
    if version.replication_status != "REPLICA":
        version.set_replication_status("FAILED")


def _copy(version: Version, rule: Record, role: Role) -> None:
    name = rule["Destination"]["Bucket"].rpartition(":")[2]
    _check_destination(version, name)
    _check_permissions(version, name, role)
    changes: Record = {"replication_status": "REPLICA"}
    existing = find_version(name, version.key, version.version_id)
    if existing is not None:
        changes["replication_status"] = existing.record.get("replication_status")
    if not version.is_delete_marker:
        changes["storage_class"] = rule["Destination"].get("StorageClass") or version.storage_class
        changes["preserved_headers"] = _replica_encryption(version, rule, name, role)
    put_replica(version, name, changes)


def _check_destination(version: Version, name: str) -> None:
    if name not in s3._buckets:
        raise FailedError("DstBucketNotFound")
    if s3._bucket_versioning.get(name) != ENABLED:
        raise FailedError("DstBucketUnversioned")
    if s3._bucket_object_lock.get(version.bucket) and not s3._bucket_object_lock.get(name):
        raise FailedError("DstBucketObjectLockConfigMissing")
    if hard_deletes.was_deleted(name, version.key, version.version_id):
        raise FailedError("DstObjectHardDeleted")


def _check_permissions(version: Version, name: str, role: Role) -> None:
    source = f"arn:aws:s3:::{version.bucket}/{version.key}"
    destination = f"arn:aws:s3:::{name}/{version.key}"
    if version.is_delete_marker:
        needed = [("s3:ReplicateDelete", destination, "DstDelObjNotPermitted")]
    else:
        needed = [
            ("s3:GetObjectVersionForReplication", source, "SrcGetObjectNotPermitted"),
            ("s3:GetObjectVersionAcl", source, "SrcGetAclNotPermitted"),
            ("s3:GetObjectVersionTagging", source, "SrcGetTaggingNotPermitted"),
            ("s3:ReplicateObject", destination, "DstPutObjectNotPermitted"),
        ]
    if version.tags:
        needed.append(("s3:ReplicateTags", destination, "DstPutTaggingNotPermitted"))
    if s3._bucket_object_lock.get(version.bucket):
        needed += [
            ("s3:GetObjectRetention", source, "SrcGetRetentionNotPermitted"),
            ("s3:GetObjectLegalHold", source, "SrcGetLegalHoldNotPermitted"),
        ]
    for action, arn, code in needed:
        if not role.may(action, arn):
            raise FailedError(code)


def _replica_encryption(version: Version, rule: Record, name: str, role: Role) -> dict[str, str]:
    """The encryption headers of the copy: of the source's kind, for SSE-KMS with the rule's key."""
    headers = dict(version.encryption)
    if headers.get(SSE) not in {"aws:kms", "aws:kms:dsse"}:
        return headers
    source_key = _key(headers.get(SSE_KMS_KEY, ""))
    source_arn = f"arn:aws:s3:::{version.bucket}"
    if source_key is None or source_key["KeyState"] != ENABLED:
        raise FailedError("SrcKmsKeyInvalidState")
    if not role.may_use_key("kms:Decrypt", source_key, _encryption_context(source_arn, version.key, headers)):
        raise FailedError("SrcGetObjectNotPermitted")
    wanted = (rule["Destination"].get("EncryptionConfiguration") or {}).get("ReplicaKmsKeyID", "")
    key = _key(wanted)
    if key is None:
        raise FailedError("DstKmsKeyNotFound")
    if key["KeyState"] != ENABLED:
        raise FailedError("DstKmsKeyInvalidState")
    headers.pop(SSE_BUCKET_KEY, None)
    if s3._bucket_default_sse_headers(name).get(SSE_BUCKET_KEY) == "true":
        headers[SSE_BUCKET_KEY] = "true"
    if not role.may_use_key(
        "kms:Encrypt", key, _encryption_context(f"arn:aws:s3:::{name}", version.key, headers)
    ):
        raise FailedError("DstPutObjectNotPermitted")
    return {**headers, SSE_KMS_KEY: wanted}


def _encryption_context(bucket_arn: str, key: str, headers: dict[str, str]) -> str:
    return bucket_arn if headers.get(SSE_BUCKET_KEY) == "true" else f"{bucket_arn}/{key}"


def _key(arn: str) -> Record | None:
    """Return MiniStack's record of a key, in whatever Region it is."""
    if not arn.startswith("arn:aws:kms:"):
        return None
    with request_scope(get_account_id(), arn.split(":")[3]):
        found: Record | None = kms._resolve_key(arn)
    return found
