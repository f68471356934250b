"""A job does what its roles allow, and says what they do not."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest

from tests.emulator.batch_replication import (
    ACCOUNT,
    DESTINATION,
    KEYS,
    LIST,
    READ,
    REPLICATE,
    REPORT,
    REPORTS,
    SOURCE,
    WRITE,
    Pair,
    generator,
    tally,
)

Aws = Callable[..., Any]
BATCH = "batchoperations.s3.amazonaws.com"


@pytest.fixture
def pair(aws: Aws) -> Pair:
    """An object that was there before its bucket was replicated."""
    pair = Pair(aws)
    pair.put("a", Tagging="class=secret")
    pair.replicate()
    return pair


def without(statement: Any, action: str) -> dict[str, Any]:
    """A statement that allows all that it did but one action."""
    return {**statement, "Action": [each for each in statement["Action"] if each != action]}


def writing_its_manifest() -> dict[str, Any]:
    """A generator that writes the manifest into the report bucket, under a prefix of its own."""
    wanted = generator()
    wanted["S3JobManifestGenerator"] |= {
        "EnableManifestOutput": True,
        "ManifestOutputLocation": {
            "Bucket": f"arn:aws:s3:::{REPORTS}",
            "ManifestPrefix": "manifests",
            "ManifestFormat": "S3InventoryReport_CSV_20211130",
        },
    }
    return wanted


def test_a_role_that_trusts_another_service_cant_be_taken(pair: Pair) -> None:
    """The job's role must trust batchoperations.s3.amazonaws.com."""
    pair.role("batch", "s3.amazonaws.com", [REPLICATE, LIST, REPORT])
    job = pair.run()
    assert (("Failed", 0, 0, 0), "AssumeRoleNotPermitted") == (
        tally(job),
        job["FailureReasons"][0]["FailureCode"],
    )


@pytest.mark.parametrize(
    ("key", "value", "expected"),
    [
        ("aws:SourceArn", f"arn:aws:s3:ap-northeast-1:{ACCOUNT}:job/*", "Complete"),
        ("aws:SourceArn", f"arn:aws:s3:ap-northeast-3:{ACCOUNT}:job/*", "Failed"),
        ("aws:SourceAccount", "444455556666", "Failed"),
    ],
)
def test_the_conditions_of_the_trust_count(pair: Pair, aws: Aws, key: str, value: str, expected: str) -> None:
    """A role that trusts the service for jobs of a Region or an account is taken for those only."""
    trust = {
        "Effect": "Allow",
        "Principal": {"Service": BATCH},
        "Action": "sts:AssumeRole",
        "Condition": {"ArnLike": {key: value}},
    }
    aws("iam", "us-east-1").update_assume_role_policy(
        RoleName="batch", PolicyDocument=json.dumps({"Version": "2012-10-17", "Statement": [trust]})
    )
    assert expected == pair.run()["Status"]


def test_a_role_that_does_not_exist_cant_be_taken(pair: Pair) -> None:
    """A job whose role is not there fails before it does anything."""
    job = pair.run(RoleArn=f"arn:aws:iam::{ACCOUNT}:role/nobody")
    assert "AssumeRoleNotPermitted" == job["FailureReasons"][0]["FailureCode"]


@pytest.mark.parametrize("action", ["s3:GetReplicationConfiguration", "s3:PutInventoryConfiguration"])
def test_a_role_that_may_not_list_the_source_fails_the_job(pair: Pair, action: str) -> None:
    """A generated manifest needs both actions on the source bucket."""
    pair.role("batch", BATCH, [REPLICATE, without(LIST, action), REPORT])
    job = pair.run()
    assert ("Failed", 0, 0, 0) == tally(job)
    assert "AccessDenied" == job["FailureReasons"][0]["FailureCode"]


@pytest.mark.parametrize(
    ("action", "expected"),
    [("s3:PutObject", "Writing the manifest"), ("s3:GetObject", "Reading the manifest")],
)
def test_a_generated_manifest_must_be_written_and_read(pair: Pair, action: str, expected: str) -> None:
    """EnableManifestOutput needs s3:PutObject and s3:GetObject where the manifest is to go."""
    pair.role("batch", BATCH, [REPLICATE, LIST, without(REPORT, action)])
    job = pair.run(ManifestGenerator=writing_its_manifest())
    reason = job["FailureReasons"][0]["FailureReason"]
    assert ("Failed", f"{expected} is forbidden: AccessDenied") == (job["Status"], reason)
    pair.role("batch", BATCH, [REPLICATE, LIST, REPORT])
    assert "Complete" == pair.run(ManifestGenerator=writing_its_manifest())["Status"]


def test_a_role_that_may_not_read_the_manifest_fails_the_job(pair: Pair) -> None:
    """A manifest that is given needs s3:GetObject; the reason is AWS's."""
    pair.role("batch", BATCH, [REPLICATE, LIST, without(REPORT, "s3:GetObject")])
    etag = pair.tokyo.put_object(Bucket=REPORTS, Key="m.csv", Body=f"{SOURCE},a".encode())["ETag"]
    request = pair.request()
    del request["ManifestGenerator"]
    request["Manifest"] = {
        "Spec": {"Format": "S3BatchOperations_CSV_20180820", "Fields": ["Bucket", "Key"]},
        "Location": {"ObjectArn": f"arn:aws:s3:::{REPORTS}/m.csv", "ETag": etag},
    }
    job = pair.ended(pair.jobs.create_job(**request)["JobId"])
    assert "Reading the manifest is forbidden: AccessDenied" == job["FailureReasons"][0]["FailureReason"]


def test_without_initiate_replication_every_task_fails_and_the_job_completes(pair: Pair) -> None:
    """Complete is not success: a job of few objects completes with all of them failed, and none touched."""
    pair.role("batch", BATCH, [LIST, REPORT])
    job = pair.run()
    assert (("Complete", 1, 0, 1), {"a": "InitiateReplicationNotPermitted"}) == (
        tally(job),
        pair.failures(job),
    )
    assert (None, {}) == (pair.status("a"), pair.replicas())


def test_a_report_that_may_not_be_written_fails_a_job_that_has_copied_all(pair: Pair) -> None:
    """The role lacks s3:PutObject: the objects are there and the job is Failed, with AWS's reason."""
    pair.role("batch", BATCH, [REPLICATE, LIST, without(REPORT, "s3:PutObject")])
    job = pair.run()
    reason = "The job report could not be written to your report bucket. Please check your permissions."
    assert (("Failed", 1, 1, 0), reason) == (tally(job), job["FailureReasons"][0]["FailureReason"])
    assert {"a"} == pair.replicas().keys()


def test_a_bucket_policy_can_deny_the_report(pair: Pair) -> None:
    """A Deny in the bucket's own policy counts, whatever the role allows."""
    pair.tokyo.put_bucket_policy(
        Bucket=REPORTS,
        Policy='{"Version": "2012-10-17", "Statement": [{"Effect": "Deny", "Principal": "*", '
        f'"Action": "s3:PutObject", "Resource": "arn:aws:s3:::{REPORTS}/*"}}]}}',
    )
    assert "Failed" == pair.run()["Status"]


def test_a_report_bucket_with_a_default_retention_takes_no_report(pair: Pair) -> None:
    """S3 can't write reports into a bucket that locks what it is given."""
    retention = {"Mode": "GOVERNANCE", "Days": 1}
    pair.tokyo.put_object_lock_configuration(
        Bucket=REPORTS,
        ObjectLockConfiguration={"ObjectLockEnabled": "Enabled", "Rule": {"DefaultRetention": retention}},
    )
    assert ("Failed", 1, 1, 0) == tally(pair.run())


@pytest.mark.parametrize(
    ("action", "expected"),
    [
        ("s3:GetObjectVersionForReplication", "SrcGetObjectNotPermitted"),
        ("s3:GetObjectVersionAcl", "SrcGetAclNotPermitted"),
        ("s3:GetObjectVersionTagging", "SrcGetTaggingNotPermitted"),
        ("s3:ReplicateObject", "DstPutObjectNotPermitted"),
        ("s3:ReplicateTags", "DstPutTaggingNotPermitted"),
    ],
)
def test_what_the_replication_role_lacks_is_told(pair: Pair, action: str, expected: str) -> None:
    """Each action that live replication's role lacks fails the tasks with its own code."""
    lacking = [without(READ, action), without(WRITE, action), KEYS]
    pair.role("replication", "s3.amazonaws.com", lacking)
    job = pair.run()
    assert ({"a": expected}, "FAILED") == (pair.failures(job), pair.status("a"))


def test_a_replication_role_that_trusts_another_service_cant_be_taken(pair: Pair) -> None:
    """The role of the replication configuration must trust s3.amazonaws.com."""
    pair.role("replication", BATCH, [READ, WRITE, KEYS])
    assert {"a": "AssumeRoleNotPermitted"} == pair.failures(pair.run())


def test_a_replication_role_that_is_none_cant_be_taken(pair: Pair) -> None:
    """Whatever stands in the configuration in place of a role, its tasks fail and the job does not."""
    pair.replication_role = "replication"
    pair.replicate()
    assert {"a": "AssumeRoleNotPermitted"} == pair.failures(pair.run())


def test_delete_markers_need_their_own_action(pair: Pair) -> None:
    """Without s3:ReplicateDelete a marker fails, and the versions below it are copied."""
    pair.tokyo.delete_object(Bucket=SOURCE, Key="a")
    pair.replicate(DeleteMarkerReplication={"Status": "Enabled"})
    pair.role("replication", "s3.amazonaws.com", [READ, without(WRITE, "s3:ReplicateDelete"), KEYS])
    job = pair.run()
    assert (("Complete", 2, 1, 1), {"a": "DstDelObjNotPermitted"}) == (tally(job), pair.failures(job))
    assert 1 == len(pair.osaka.list_object_versions(Bucket=DESTINATION)["Versions"])
