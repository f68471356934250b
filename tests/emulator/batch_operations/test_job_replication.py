"""What a job copies: versions, metadata, tags, encryption; and what it can't copy."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from tests.emulator.batch_replication import (
    ACCOUNT,
    DESTINATION,
    KEYS,
    OSAKA,
    READ,
    SOURCE,
    TOKYO,
    WRITE,
    Pair,
    generator,
    make_bucket,
    tally,
)

Aws = Callable[..., Any]


@pytest.fixture
def pair(aws: Aws) -> Pair:
    """Buckets and roles; nothing is replicated yet."""
    return Pair(aws)


def test_every_version_is_copied_under_its_id(pair: Pair) -> None:
    """All versions of an object arrive, in their order, and both sides say what they are."""
    versions = pair.put("a", "a", "a")
    pair.replicate()
    assert ("Complete", 3, 3, 0) == tally(pair.run())
    assert {"a": versions[::-1]} == pair.replicas()
    for version in versions:
        source = pair.tokyo.head_object(Bucket=SOURCE, Key="a", VersionId=version)
        copy = pair.osaka.head_object(Bucket=DESTINATION, Key="a", VersionId=version)
        assert ("COMPLETED", "REPLICA") == (source["ReplicationStatus"], copy["ReplicationStatus"])
        assert (source["ETag"], source["LastModified"]) == (copy["ETag"], copy["LastModified"])


def test_metadata_content_and_tags_are_copied(pair: Pair) -> None:
    """A copy is the object: body, content type, metadata, tags, checksums."""
    pair.put("a", ContentType="text/x-a", Metadata={"owner": "sre"}, Tagging="class=secret")
    pair.replicate()
    pair.run()
    copy = pair.osaka.get_object(Bucket=DESTINATION, Key="a")
    tags = pair.osaka.get_object_tagging(Bucket=DESTINATION, Key="a")["TagSet"]
    assert (b"body of a", "text/x-a", {"owner": "sre"}) == (
        copy["Body"].read(),
        copy["ContentType"],
        copy["Metadata"],
    )
    assert [{"Key": "class", "Value": "secret"}] == tags


def test_an_older_version_does_not_become_the_current_one(pair: Pair) -> None:
    """What is copied later than its successor takes its place behind it."""
    old = pair.put("a")
    pair.replicate()
    (new,) = pair.put("a")
    assert {"a": [new]} == pair.replicas()
    pair.run()
    assert {"a": [new, *old]} == pair.replicas()
    assert new == pair.osaka.head_object(Bucket=DESTINATION, Key="a")["VersionId"]


def test_objects_from_before_versioning_are_copied_as_null(aws: Aws) -> None:
    """An object without a version id has the version null in both buckets."""
    pair = Pair(aws)
    pair.tokyo.delete_bucket(Bucket=SOURCE)
    pair.tokyo.create_bucket(Bucket=SOURCE, CreateBucketConfiguration={"LocationConstraint": TOKYO})
    pair.put("a")
    pair.tokyo.put_bucket_versioning(Bucket=SOURCE, VersioningConfiguration={"Status": "Enabled"})
    pair.replicate()
    job = pair.run()
    assert [[SOURCE, "a", "null", "succeeded", "200", "", "success"]] == pair.rows(job)
    assert ("COMPLETED", {"a": ["null"]}) == (pair.status("a"), pair.replicas())
    assert b"body of a" == pair.osaka.get_object(Bucket=DESTINATION, Key="a")["Body"].read()


@pytest.mark.parametrize(("status", "expected"), [("Enabled", True), ("Disabled", False)])
def test_delete_markers_are_copied_if_the_rule_says_so(pair: Pair, status: str, *, expected: bool) -> None:
    """DeleteMarkerReplication decides, for a job as for live replication."""
    versions = pair.put("a")
    marker = pair.tokyo.delete_object(Bucket=SOURCE, Key="a")["VersionId"]
    pair.replicate(DeleteMarkerReplication={"Status": status})
    pair.run()
    copied = {marker, *versions} if expected else set(versions)
    assert copied == set(pair.replicas()["a"])


def test_the_rule_gives_the_storage_class(pair: Pair) -> None:
    """A destination may store replicas in another class."""
    pair.put("a")
    pair.replicate(Destination={"Bucket": f"arn:aws:s3:::{DESTINATION}", "StorageClass": "STANDARD_IA"})
    pair.run()
    assert "STANDARD_IA" == pair.osaka.head_object(Bucket=DESTINATION, Key="a")["StorageClass"]


def test_a_second_job_finds_nothing_to_do(pair: Pair) -> None:
    """What is COMPLETED is not selected by NONE and FAILED; asked for, it is copied anew, over the copy."""
    versions = pair.put("a")
    pair.replicate()
    pair.run()
    assert "Failed" == pair.run()["Status"]
    again = pair.run(ManifestGenerator=generator(ObjectReplicationStatuses=["COMPLETED"]))
    assert (("Complete", 1, 1, 0), {"a": versions}) == (tally(again), pair.replicas())


def test_a_job_brings_back_what_was_lost(pair: Pair, aws: Aws) -> None:
    """Failing back: replicas are copied the other way with the status REPLICA, and not without."""
    pair.replicate()
    (version,) = pair.put("a")
    pair.tokyo.delete_object(Bucket=SOURCE, Key="a", VersionId=version)
    pair.tokyo.delete_bucket(Bucket=SOURCE)
    make_bucket(pair.tokyo, SOURCE, TOKYO)
    back = Back(pair, aws)
    assert "Failed" == back.run(["NONE", "FAILED"])["Status"]
    assert ("Complete", 1, 1, 0) == tally(back.run(["REPLICA"]))
    versions = pair.tokyo.list_object_versions(Bucket=SOURCE)["Versions"]
    assert [("a", version)] == [(each["Key"], each["VersionId"]) for each in versions]


class Back:
    """The other direction of a pair."""

    def __init__(self, pair: Pair, aws: Aws) -> None:
        self._pair, self._jobs = pair, aws("s3control", OSAKA)
        swapped = {SOURCE: DESTINATION, DESTINATION: SOURCE}
        pair.role(
            "replication", "s3.amazonaws.com", [KEYS, *(_swapped(each, swapped) for each in (READ, WRITE))]
        )
        allow = {"Effect": "Allow", "Action": "s3:*", "Resource": "*"}
        pair.role("batch", "batchoperations.s3.amazonaws.com", [allow])
        pair.osaka.put_bucket_replication(
            Bucket=DESTINATION,
            ReplicationConfiguration={
                "Role": pair.replication_role,
                "Rules": [
                    {
                        "ID": "back",
                        "Priority": 1,
                        "Status": "Enabled",
                        "Filter": {},
                        "DeleteMarkerReplication": {"Status": "Disabled"},
                        "Destination": {"Bucket": f"arn:aws:s3:::{SOURCE}"},
                    }
                ],
            },
        )

    def run(self, statuses: list[str]) -> dict[str, Any]:
        """Run a job from Osaka to Tokyo."""
        wanted = generator(ObjectReplicationStatuses=statuses)
        wanted["S3JobManifestGenerator"]["SourceBucket"] = f"arn:aws:s3:::{DESTINATION}"
        request = {**self._pair.request(), "ManifestGenerator": wanted, "Report": {"Enabled": False}}
        job_id = self._jobs.create_job(**request)["JobId"]
        self._pair.jobs = self._jobs
        return self._pair.ended(job_id)


def _swapped(statement: Any, names: dict[str, str]) -> dict[str, Any]:
    name = statement["Resource"].removeprefix("arn:aws:s3:::").partition("/")[0]
    return {**statement, "Resource": f"arn:aws:s3:::{names[name]}/*"}


def test_a_version_deleted_from_the_destination_does_not_come_back(pair: Pair) -> None:
    """S3 does not replicate again what was deleted there by its version id."""
    pair.replicate()
    (version,) = pair.put("a")
    pair.osaka.delete_object(Bucket=DESTINATION, Key="a", VersionId=version)
    job = pair.run(ManifestGenerator=generator(ObjectReplicationStatuses=["COMPLETED"]))
    assert ({"a": "DstObjectHardDeleted"}, "FAILED") == (pair.failures(job), pair.status("a"))


def test_failed_objects_are_copied_once_the_cause_is_gone(pair: Pair) -> None:
    """A retry of what FAILED completes it."""
    pair.put("a")
    pair.replicate()
    pair.osaka.put_bucket_versioning(Bucket=DESTINATION, VersioningConfiguration={"Status": "Suspended"})
    assert ({"a": "DstBucketUnversioned"}, "FAILED") == (pair.failures(pair.run()), pair.status("a"))
    pair.osaka.put_bucket_versioning(Bucket=DESTINATION, VersioningConfiguration={"Status": "Enabled"})
    assert (("Complete", 1, 1, 0), "COMPLETED") == (tally(pair.run()), pair.status("a"))


def test_a_destination_that_is_gone_is_told(pair: Pair) -> None:
    """Each task says that the destination bucket does not exist."""
    pair.put("a")
    pair.replicate()
    pair.osaka.delete_bucket(Bucket=DESTINATION)
    assert {"a": "DstBucketNotFound"} == pair.failures(pair.run())


def test_a_locked_bucket_needs_a_locked_destination(pair: Pair) -> None:
    """From a bucket with Object Lock nothing goes into one without."""
    pair.put("a")
    pair.replicate()
    pair.tokyo.put_object_lock_configuration(
        Bucket=SOURCE, ObjectLockConfiguration={"ObjectLockEnabled": "Enabled"}
    )
    assert {"a": "DstBucketObjectLockConfigMissing"} == pair.failures(pair.run())


class Encrypted:
    """A pair whose source is under SSE-KMS, with a key in each Region."""

    def __init__(self, aws: Aws, *, criterion: str = "Enabled") -> None:
        self.kms = {TOKYO: aws("kms", TOKYO), OSAKA: aws("kms", OSAKA)}
        self.keys = {region: kms.create_key()["KeyMetadata"]["Arn"] for region, kms in self.kms.items()}
        self.pair = Pair(aws)
        self.pair.put("a", ServerSideEncryption="aws:kms", SSEKMSKeyId=self.keys[TOKYO])
        self.pair.replicate(
            SourceSelectionCriteria={"SseKmsEncryptedObjects": {"Status": criterion}},
            Destination={
                "Bucket": f"arn:aws:s3:::{DESTINATION}",
                "EncryptionConfiguration": {"ReplicaKmsKeyID": self.keys[OSAKA]},
            },
        )


@pytest.mark.parametrize("bucket_key", [True, False])
def test_a_copy_under_kms_names_the_key_of_its_region(aws: Aws, *, bucket_key: bool) -> None:
    """The copy is under the rule's key, with a Bucket Key if the destination's default has one."""
    encrypted = Encrypted(aws)
    encrypted.pair.osaka.put_bucket_encryption(
        Bucket=DESTINATION,
        ServerSideEncryptionConfiguration={
            "Rules": [
                {
                    "ApplyServerSideEncryptionByDefault": {
                        "SSEAlgorithm": "aws:kms",
                        "KMSMasterKeyID": encrypted.keys[OSAKA],
                    },
                    "BucketKeyEnabled": bucket_key,
                }
            ]
        },
    )
    assert ("Complete", 1, 1, 0) == tally(encrypted.pair.run())
    copy = encrypted.pair.osaka.head_object(Bucket=DESTINATION, Key="a")
    assert (encrypted.keys[OSAKA], bucket_key) == (copy["SSEKMSKeyId"], copy.get("BucketKeyEnabled", False))


def test_without_the_criterion_nothing_under_kms_is_eligible(aws: Aws) -> None:
    """A rule without SseKmsEncryptedObjects covers no object under SSE-KMS."""
    pair = Encrypted(aws, criterion="Disabled").pair
    assert "found no keys" in pair.run()["FailureReasons"][0]["FailureReason"]


@pytest.mark.parametrize(
    ("region", "expected"), [(TOKYO, "SrcKmsKeyInvalidState"), (OSAKA, "DstKmsKeyInvalidState")]
)
def test_a_disabled_key_is_told_with_its_side(aws: Aws, region: str, expected: str) -> None:
    """A key that can't be used fails the tasks, and the objects are FAILED."""
    encrypted = Encrypted(aws)
    encrypted.kms[region].disable_key(KeyId=encrypted.keys[region])
    assert {"a": expected} == encrypted.pair.failures(encrypted.pair.run())
    assert "FAILED" == encrypted.pair.status("a")


def test_a_destination_key_that_does_not_exist_is_told(aws: Aws) -> None:
    """S3 takes any key into a rule; a job tells that there is none."""
    encrypted = Encrypted(aws)
    gone = f"arn:aws:kms:{OSAKA}:{ACCOUNT}:key/00000000-0000-0000-0000-000000000000"
    encrypted.pair.replicate(
        SourceSelectionCriteria={"SseKmsEncryptedObjects": {"Status": "Enabled"}},
        Destination={
            "Bucket": f"arn:aws:s3:::{DESTINATION}",
            "EncryptionConfiguration": {"ReplicaKmsKeyID": gone},
        },
    )
    assert {"a": "DstKmsKeyNotFound"} == encrypted.pair.failures(encrypted.pair.run())


@pytest.mark.parametrize(
    ("allowed", "expected"),
    [("kms:Decrypt", "DstPutObjectNotPermitted"), ("kms:Encrypt", "SrcGetObjectNotPermitted")],
)
def test_a_role_without_the_keys_is_denied(aws: Aws, allowed: str, expected: str) -> None:
    """The replication role needs kms:Decrypt on the source's key and kms:Encrypt on the destination's."""
    pair = Encrypted(aws).pair
    key = {"Effect": "Allow", "Action": allowed, "Resource": "*"}
    pair.role("replication", "s3.amazonaws.com", [READ, WRITE, key])
    assert {"a": expected} == pair.failures(pair.run())


def test_a_key_policy_can_deny(aws: Aws) -> None:
    """A key whose policy lets nobody in denies a role that its own policy allows."""
    encrypted = Encrypted(aws)
    encrypted.kms[OSAKA].put_key_policy(
        KeyId=encrypted.keys[OSAKA], PolicyName="default", Policy='{"Version": "2012-10-17", "Statement": []}'
    )
    assert {"a": "DstPutObjectNotPermitted"} == encrypted.pair.failures(encrypted.pair.run())
