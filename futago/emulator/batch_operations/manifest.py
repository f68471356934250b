"""The objects of a job: listed by a filter, or read from a CSV object; and the list, written as a manifest.

AWS: S3 Control API Reference, JobManifestGeneratorFilter and KeyNameConstraint; Amazon S3 User Guide,
"Replicating existing objects with Batch Replication", "Specifying a manifest" (CSV: keys are URL-encoded;
with a VersionId column the version ``null`` is written out, an empty one fails that task).

Not documented, and decided here: that prefix, suffix and substring must all match where several are given;
the layout of a generated manifest, which AWS calls S3InventoryReport_CSV_20211130: it is written like an S3
Inventory report, ``manifest.json`` with the files it names.
"""

from __future__ import annotations

import csv
import hashlib
import io
import json
import time
from collections.abc import Iterable
from urllib.parse import quote, unquote_plus

from futago.emulator.batch_operations import objects
from futago.emulator.batch_operations.job import Job, Task
from futago.emulator.batch_operations.rules import configuration, rules_for
from futago.emulator.batch_operations.service_model import Record
from futago.emulator.batch_operations.versions import SSE, SSE_BUCKET_KEY, SSE_KMS_KEY, Version, list_versions

GENERATED_FORMAT = "S3InventoryReport_CSV_20211130"
CSV_FORMAT = "S3BatchOperations_CSV_20180820"
SSE_CUSTOMER = "x-amz-server-side-encryption-customer-algorithm"
ENCRYPTION_FILTERS = {"SSES3": "AES256", "SSEKMS": "aws:kms", "DSSEKMS": "aws:kms:dsse"}


class ManifestError(Exception):
    """A manifest that can't be read: failure code and reason, as DescribeJob tells them."""


def generate(generator: Record) -> list[Task]:
    """List the versions in the source bucket that pass the filter.

    Args:
        generator: the S3JobManifestGenerator of CreateJob.
    """
    bucket = generator["SourceBucket"].rpartition(":")[2]
    wanted = generator.get("Filter") or {}
    rules = (configuration(bucket) or {}).get("Rules", [])
    return [
        Task(bucket, version.key, version.version_id)
        for version in list_versions(bucket)
        if _passes(version, wanted)
        and (not wanted.get("EligibleForReplication") or rules_for(version, rules))
    ]


def read(manifest: Record) -> list[Task]:
    """Read a manifest that was given as a CSV object.

    Args:
        manifest: the JobManifest of CreateJob.

    Raises:
        ManifestError: it is not there, is not what the ETag says, or is not well-formed.
    """
    fields = manifest["Spec"].get("Fields") or []
    missing = [name for name in ("Bucket", "Key") if name not in fields]
    if missing:
        raise ManifestError(
            "InvalidManifestContent", f"Required fields are missing in the schema: {', '.join(missing)}"
        )
    return [_task(fields, row) for row in csv.reader(io.StringIO(_text(manifest["Location"]))) if row]


def write(job: Job, location: Record, tasks: Iterable[Task]) -> Record:
    """Write the generated list into a bucket.

    Args:
        job: whose list it is.
        location: the S3ManifestOutputLocation of CreateJob.
        tasks: the list.

    Returns:
        The API's S3GeneratedManifestDescriptor.

    Raises:
        ObjectError: the bucket does not take it.
    """
    bucket = location["Bucket"].rpartition(":")[2]
    root = f"{objects.folder(location.get('ManifestPrefix'))}job-{job.job_id}"
    text = io.StringIO()
    csv.writer(text, quoting=csv.QUOTE_ALL, lineterminator="\n").writerows(
        (task.bucket, quote(task.key), task.version_id) for task in tasks
    )
    body = text.getvalue().encode()
    digest = hashlib.md5(body, usedforsecurity=False).hexdigest()
    key, headers = f"{root}/{digest}.csv", _encryption(location)
    objects.put(bucket, key, body, headers)
    index = {
        "sourceBucket": job.request["ManifestGenerator"]["S3JobManifestGenerator"]["SourceBucket"].rpartition(
            ":"
        )[2],
        "destinationBucket": location["Bucket"],
        "version": "2021-11-30",
        "creationTimestamp": str(int(time.time() * 1000)),
        "fileFormat": "CSV",
        "fileSchema": "Bucket, Key, VersionId",
        "files": [{"key": key, "size": len(body), "MD5checksum": digest}],
    }
    etag = objects.put(bucket, f"{root}/manifest.json", json.dumps(index).encode(), headers)
    arn = f"{location['Bucket']}/{root}/manifest.json"
    return {"Format": GENERATED_FORMAT, "Location": {"ObjectArn": arn, "ETag": etag}}


def _passes(version: Version, wanted: Record) -> bool:
    statuses = wanted.get("ObjectReplicationStatuses")
    if statuses and version.replication_status not in statuses:
        return False
    if "CreatedAfter" in wanted and version.modified <= wanted["CreatedAfter"]:
        return False
    if "CreatedBefore" in wanted and version.modified >= wanted["CreatedBefore"]:
        return False
    return _passes_key(version.key, wanted.get("KeyNameConstraint") or {}) and _passes_content(
        version, wanted
    )


def _passes_key(key: str, wanted: Record) -> bool:
    return (
        ("MatchAnyPrefix" not in wanted or key.startswith(tuple(wanted["MatchAnyPrefix"])))
        and ("MatchAnySuffix" not in wanted or key.endswith(tuple(wanted["MatchAnySuffix"])))
        and ("MatchAnySubstring" not in wanted or any(part in key for part in wanted["MatchAnySubstring"]))
    )


def _passes_content(version: Version, wanted: Record) -> bool:
    size = version.record["size"]
    if not wanted.get("ObjectSizeGreaterThanBytes", -1) < size:
        return False
    if "ObjectSizeLessThanBytes" in wanted and size >= wanted["ObjectSizeLessThanBytes"]:
        return False
    classes = wanted.get("MatchAnyStorageClass")
    if classes and version.storage_class not in classes:
        return False
    return all(_passes_encryption(version, each) for each in wanted.get("MatchAnyObjectEncryption", ()))


def _passes_encryption(version: Version, wanted: Record) -> bool:
    """Whether a version is encrypted as asked; under SSE-S3, the default since 2023, if it tells nothing."""
    kind, options = next(iter(wanted.items()))
    is_customers = SSE_CUSTOMER in version.encryption
    if kind in {"SSEC", "NOTSSE"}:
        return is_customers and kind == "SSEC"
    if is_customers or version.encryption.get(SSE, "AES256") != ENCRYPTION_FILTERS[kind]:
        return False
    if "KmsKeyArn" in options and version.encryption.get(SSE_KMS_KEY) != options["KmsKeyArn"]:
        return False
    has_bucket_key = version.encryption.get(SSE_BUCKET_KEY) == "true"
    return "BucketKeyEnabled" not in options or options["BucketKeyEnabled"] == has_bucket_key


def _text(location: Record) -> str:
    name, _, key = location["ObjectArn"].rpartition(":")[2].partition("/")
    body, etag = objects.get(name, key, location.get("ObjectVersionId"))
    if body is None:
        raise ManifestError("ManifestNotFound", "The manifest object does not exist")
    if etag.strip('"') != location["ETag"].strip('"'):
        raise ManifestError(
            "ManifestETagMismatch", "The manifest object's ETag is not the one of the request"
        )
    try:
        return body.decode("utf-8")
    except UnicodeDecodeError as error:
        raise ManifestError("InvalidManifestContent", "Invalid Manifest Content") from error


def _task(fields: list[str], row: list[str]) -> Task:
    if len(row) != len(fields):
        raise ManifestError("InvalidManifestContent", "Manifest file is not properly formatted")
    values = dict(zip(fields, row, strict=True))
    return Task(values["Bucket"], unquote_plus(values["Key"]), values.get("VersionId"))


def _encryption(location: Record) -> dict[str, str]:
    encryption = location.get("ManifestEncryption") or {}
    if "SSEKMS" in encryption:
        return {SSE: "aws:kms", SSE_KMS_KEY: encryption["SSEKMS"]["KeyId"]}
    return {SSE: "AES256"}
