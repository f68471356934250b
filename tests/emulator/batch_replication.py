"""A source and a destination with roles and a report bucket, and jobs over them."""

from __future__ import annotations

import csv
import io
import json
import time
import uuid
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import unquote

TOKYO = "ap-northeast-1"
OSAKA = "ap-northeast-3"
ACCOUNT = "111122223333"
SOURCE = "docs-apne1"
DESTINATION = "docs-apne3"
REPORTS = "reports-apne1"
END = {"Complete", "Failed", "Cancelled"}
WAIT_SECONDS = 60.0
POLL_SECONDS = 0.02

Aws = Callable[..., Any]
Statement = Mapping[str, Any]

REPLICATE: Statement = {
    "Effect": "Allow",
    "Action": ["s3:InitiateReplication"],
    "Resource": f"arn:aws:s3:::{SOURCE}/*",
}
LIST: Statement = {
    "Effect": "Allow",
    "Action": ["s3:GetReplicationConfiguration", "s3:PutInventoryConfiguration"],
    "Resource": f"arn:aws:s3:::{SOURCE}",
}
REPORT: Statement = {
    "Effect": "Allow",
    "Action": ["s3:GetObject", "s3:GetObjectVersion", "s3:PutObject"],
    "Resource": f"arn:aws:s3:::{REPORTS}/*",
}
READ: Statement = {
    "Effect": "Allow",
    "Action": [
        "s3:GetObjectVersionForReplication",
        "s3:GetObjectVersionAcl",
        "s3:GetObjectVersionTagging",
    ],
    "Resource": f"arn:aws:s3:::{SOURCE}/*",
}
WRITE: Statement = {
    "Effect": "Allow",
    "Action": ["s3:ReplicateObject", "s3:ReplicateTags", "s3:ReplicateDelete"],
    "Resource": f"arn:aws:s3:::{DESTINATION}/*",
}
KEYS: Statement = {"Effect": "Allow", "Action": ["kms:Decrypt", "kms:Encrypt"], "Resource": "*"}


@dataclass
class Pair:
    """Two buckets, the first replicated into the second once :meth:`replicate` was called."""

    aws: Aws
    tokyo: Any = field(init=False)
    osaka: Any = field(init=False)
    jobs: Any = field(init=False)
    batch_role: str = field(init=False)
    replication_role: str = field(init=False)

    def __post_init__(self) -> None:
        """Make the buckets and the roles; nothing is replicated yet."""
        self.tokyo, self.osaka = self.aws("s3", TOKYO), self.aws("s3", OSAKA)
        self.jobs = self.aws("s3control", TOKYO)
        make_bucket(self.tokyo, SOURCE, TOKYO)
        make_bucket(self.osaka, DESTINATION, OSAKA)
        make_bucket(self.tokyo, REPORTS, TOKYO)
        self.batch_role = self.role("batch", "batchoperations.s3.amazonaws.com", [REPLICATE, LIST, REPORT])
        self.replication_role = self.role("replication", "s3.amazonaws.com", [READ, WRITE, KEYS])

    def role(self, name: str, service: str, statements: list[Statement]) -> str:
        """Make a role, or replace what it is allowed and who may take it; return its ARN."""
        iam = self.aws("iam", "us-east-1")
        arn = f"arn:aws:iam::{ACCOUNT}:role/{name}"
        trust = {
            "Effect": "Allow",
            "Principal": {"Service": service},
            "Action": "sts:AssumeRole",
            "Condition": {"StringEquals": {"aws:SourceAccount": ACCOUNT}},
        }
        if name in {role["RoleName"] for role in iam.list_roles()["Roles"]}:
            iam.update_assume_role_policy(RoleName=name, PolicyDocument=_policy([trust]))
        else:
            iam.create_role(RoleName=name, AssumeRolePolicyDocument=_policy([trust]))
        iam.put_role_policy(RoleName=name, PolicyName="all", PolicyDocument=_policy(statements))
        return arn

    def put(self, *keys: str, **options: Any) -> list[str]:
        """Write objects into the source; return their version ids."""
        return [
            self.tokyo.put_object(Bucket=SOURCE, Key=key, Body=f"body of {key}".encode(), **options).get(
                "VersionId", "null"
            )
            for key in keys
        ]

    def replicate(self, **changes: Any) -> None:
        """Replicate the source into the destination; ``changes`` replace parts of the rule."""
        rule = {
            "ID": "all",
            "Priority": 1,
            "Status": "Enabled",
            "Filter": {},
            "DeleteMarkerReplication": {"Status": "Disabled"},
            "Destination": {"Bucket": f"arn:aws:s3:::{DESTINATION}"},
        }
        self.tokyo.put_bucket_replication(
            Bucket=SOURCE,
            ReplicationConfiguration={"Role": self.replication_role, "Rules": [{**rule, **changes}]},
        )

    def create(self, **changes: Any) -> str:
        """Create a job that replicates what was never replicated, at once; return its id."""
        answer = self.jobs.create_job(**{**self.request(), **changes})
        return str(answer["JobId"])

    def request(self, **wanted: Any) -> dict[str, Any]:
        """The parameters of such a job; ``wanted`` goes into the filter of its manifest."""
        return {
            "AccountId": ACCOUNT,
            "ConfirmationRequired": False,
            "Operation": {"S3ReplicateObject": {}},
            "Report": report(),
            "ClientRequestToken": str(uuid.uuid4()),
            "Priority": 10,
            "RoleArn": self.batch_role,
            "ManifestGenerator": generator(**wanted),
        }

    def run(self, **changes: Any) -> dict[str, Any]:
        """Create a job and wait until it has ended."""
        return self.ended(self.create(**changes))

    def ended(self, job_id: str) -> dict[str, Any]:
        """Wait until a job has ended; return what is told of it."""
        return self.until(job_id, lambda job: job["Status"] in END)

    def until(self, job_id: str, reached: Callable[[dict[str, Any]], bool]) -> dict[str, Any]:
        """Wait until a job is as wanted; return what is told of it."""
        deadline = time.monotonic() + WAIT_SECONDS
        while not reached(job := self.describe(job_id)):
            assert time.monotonic() < deadline, job
            time.sleep(POLL_SECONDS)
        return job

    def describe(self, job_id: str) -> dict[str, Any]:
        """What is told of a job."""
        job: dict[str, Any] = self.jobs.describe_job(AccountId=ACCOUNT, JobId=job_id)["Job"]
        return job

    def read(self, key: str) -> bytes:
        """An object of the report bucket."""
        body: bytes = self.tokyo.get_object(Bucket=REPORTS, Key=key)["Body"].read()
        return body

    def failures(self, job: Mapping[str, Any]) -> dict[str, str]:
        """The error codes in a job's report, by key."""
        return {row[1]: row[5] for row in self.rows(job) if row[3] == "failed"}

    def rows(self, job: Mapping[str, Any]) -> list[list[str]]:
        """The rows of a job's report, keys decoded."""
        index = json.loads(self.read(f"out/job-{job['JobId']}/manifest.json"))
        texts = [self.read(result["Key"]).decode() for result in index["Results"]]
        rows = [row for text in texts for row in csv.reader(io.StringIO(text, newline=""))]
        return [[row[0], unquote(row[1]), *row[2:]] for row in rows]

    def replicas(self) -> dict[str, list[str]]:
        """The version ids in the destination by key, the newest first."""
        answer = self.osaka.list_object_versions(Bucket=DESTINATION)
        found: dict[str, list[str]] = {}
        for version in [*answer.get("Versions", []), *answer.get("DeleteMarkers", [])]:
            found.setdefault(version["Key"], []).append(version["VersionId"])
        return found

    def status(self, key: str) -> str | None:
        """The replication status of an object in the source."""
        head: dict[str, Any] = self.tokyo.head_object(Bucket=SOURCE, Key=key)
        return head.get("ReplicationStatus")


def make_bucket(s3: Any, name: str, region: str, *, versioned: bool = True) -> None:
    """Make a bucket."""
    s3.create_bucket(Bucket=name, CreateBucketConfiguration={"LocationConstraint": region})
    if versioned:
        s3.put_bucket_versioning(Bucket=name, VersioningConfiguration={"Status": "Enabled"})


def report(**changes: Any) -> dict[str, Any]:
    """A Report of all tasks under ``out``."""
    return {
        "Enabled": True,
        "Bucket": f"arn:aws:s3:::{REPORTS}",
        "Format": "Report_CSV_20180820",
        "Prefix": "out",
        "ReportScope": "AllTasks",
        **changes,
    }


def generator(**wanted: Any) -> dict[str, Any]:
    """A ManifestGenerator over the source."""
    only = {"EligibleForReplication": True, "ObjectReplicationStatuses": ["NONE", "FAILED"], **wanted}
    return {
        "S3JobManifestGenerator": {
            "SourceBucket": f"arn:aws:s3:::{SOURCE}",
            "EnableManifestOutput": False,
            "Filter": only,
        }
    }


def tally(job: Mapping[str, Any]) -> tuple[str, int, int, int]:
    """A job's status, and its tasks: all, succeeded, failed."""
    progress = job["ProgressSummary"]
    return (
        job["Status"],
        progress["TotalNumberOfTasks"],
        progress["NumberOfTasksSucceeded"],
        progress["NumberOfTasksFailed"],
    )


def _policy(statements: list[Any]) -> str:
    return json.dumps({"Version": "2012-10-17", "Statement": statements})
