"""The CreateJob request of a backfill, and the token that makes asking twice the same as asking once."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from futago.backfill.direction import Direction
from futago.backfill.label import Label
from futago.names import Names

NEVER_OR_FAILED = ("NONE", "FAILED")
"""What is backfilled where nothing else is asked for: never replicated, or failed to."""

STATUSES = {
    "NONE": "objects that S3 never tried to replicate: what was there before the replication",
    "FAILED": "objects that S3 tried to replicate and could not",
    "COMPLETED": "objects that were replicated before: for a bucket whose twin was emptied or made anew",
    "REPLICA": "objects that came here by replication: for failing back, to fill the Region they came from",
}
"""The replication statuses that S3 can look for, and what each is for (S3 Control API,
JobManifestGeneratorFilter)."""

DEFAULT_PRIORITY = 10
PRIORITY_MAX = 2**31 - 1
"""S3 Control API, CreateJob, Priority."""


@dataclass(frozen=True)
class Settings:
    """How a job is to run.

    Attributes:
        statuses: which objects by their replication status, of ``STATUSES``.
        priority: higher goes first.
        is_confirmed_later: whether it waits, once its objects are found, until somebody confirms it.
        reports_all: whether its report lists every object, and not only what failed.
    """

    statuses: Sequence[str] = NEVER_OR_FAILED
    priority: int = DEFAULT_PRIORITY
    is_confirmed_later: bool = False
    reports_all: bool = False


@dataclass(frozen=True)
class Manifest:
    """A CSV of objects in the report bucket.

    Attributes:
        key: its key.
        etag: its ETag, by which S3 knows that it is the one that was meant. Its version is not told: two who
            write the same list at once are then to ask for the same job.
    """

    key: str
    etag: str


def request_token(direction: Direction, generation: int) -> str:
    """The token of a direction's n-th job: 64 characters, the same on every machine.

    S3 makes one job of however many requests carry the same token (S3 Control API, CreateJob,
    ClientRequestToken), so two who start at once, and one who asks again after a crash, get one job.
    """
    parts = (
        direction.account,
        direction.estate,
        direction.name,
        direction.source.code,
        direction.destination.code,
        str(generation),
    )
    return hashlib.sha256("\0".join(parts).encode()).hexdigest()


def backfill_request(direction: Direction, generation: int, settings: Settings) -> dict[str, Any]:
    """CreateJob's arguments for a job that looks for the objects itself.

    S3 lists what the replication's rules cover and the statuses select, every version, and keeps the list in
    the report bucket (Amazon S3 User Guide, "Specifying a manifest for a Batch Replication job").
    """
    return {
        **_common(direction, generation, settings, Label.of(direction, generation)),
        "ManifestGenerator": {
            "S3JobManifestGenerator": {
                "ExpectedBucketOwner": direction.account,
                "SourceBucket": _arn(direction.source_bucket),
                "EnableManifestOutput": True,
                "ManifestOutputLocation": {
                    "ExpectedManifestBucketOwner": direction.account,
                    "Bucket": _arn(direction.report_bucket),
                    "ManifestPrefix": _names(direction).job_manifests(direction.name),
                    "ManifestEncryption": {"SSES3": {}},
                    "ManifestFormat": "S3InventoryReport_CSV_20211130",
                },
                "Filter": {
                    "EligibleForReplication": True,
                    "ObjectReplicationStatuses": list(settings.statuses),
                },
            }
        },
    }


def retry_request(
    direction: Direction, generation: int, settings: Settings, manifest: Manifest, retried: str
) -> dict[str, Any]:
    """CreateJob's arguments for a job on just the objects of a manifest, those that failed in ``retried``."""
    return {
        **_common(direction, generation, settings, Label.of(direction, generation, retried)),
        "Manifest": {
            "Spec": {
                "Format": "S3BatchOperations_CSV_20180820",
                "Fields": ["Bucket", "Key", "VersionId"],
            },
            "Location": {
                "ObjectArn": f"{_arn(direction.report_bucket)}/{manifest.key}",
                "ETag": manifest.etag,
            },
        },
    }


def _common(direction: Direction, generation: int, settings: Settings, label: Label) -> dict[str, Any]:
    return {
        "AccountId": direction.account,
        "ClientRequestToken": request_token(direction, generation),
        "ConfirmationRequired": settings.is_confirmed_later,
        "Description": str(label),
        "Operation": {"S3ReplicateObject": {}},
        "Priority": settings.priority,
        "RoleArn": direction.role_arn,
        "Report": {
            "Enabled": True,
            "Bucket": _arn(direction.report_bucket),
            "Prefix": _names(direction).job_reports(direction.name),
            "Format": "Report_CSV_20180820",
            "ReportScope": "AllTasks" if settings.reports_all else "FailedTasksOnly",
            "ExpectedBucketOwner": direction.account,
        },
        "Tags": [{"Key": key, "Value": value} for key, value in direction.tags.items()],
    }


def _names(direction: Direction) -> Names:
    return Names(prefix=direction.estate, account=direction.account)


def _arn(bucket: str) -> str:
    return f"arn:aws:s3:::{bucket}"
