"""Which objects a job gets: by the filter of its generator, or from a CSV manifest."""

from __future__ import annotations

import csv
import datetime as dt
import io
import json
from collections.abc import Callable
from typing import Any
from urllib.parse import quote

import pytest

from tests.emulator.batch_replication import (
    DESTINATION,
    REPORTS,
    SOURCE,
    Pair,
    generator,
    tally,
)

Aws = Callable[..., Any]
FIELDS = ["Bucket", "Key", "VersionId"]


@pytest.fixture
def pair(aws: Aws) -> Pair:
    """Buckets and roles; nothing is replicated yet."""
    return Pair(aws)


def selected(pair: Pair, **wanted: Any) -> set[str]:
    """The keys that a filter selects."""
    job = pair.run(ManifestGenerator=generator(**wanted))
    assert "Complete" == job["Status"], job
    return {row[1] for row in pair.rows(job)}


@pytest.mark.parametrize(
    ("statuses", "expected"),
    [
        (["NONE"], {"never"}),
        (["FAILED"], {"failed"}),
        (["NONE", "FAILED"], {"never", "failed"}),
        (["COMPLETED"], {"completed"}),
        (["REPLICA"], {"replica"}),
        ([], {"never", "failed", "completed", "replica"}),
    ],
)
def test_replication_statuses_select(pair: Pair, statuses: list[str], expected: set[str]) -> None:
    """Only versions of the statuses asked for are listed; without a status all."""
    pair.put("never")
    pair.replicate(Destination={"Bucket": "arn:aws:s3:::nowhere-1"})
    pair.put("failed")
    pair.replicate()
    pair.put("completed")
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
    pair.osaka.put_object(Bucket=DESTINATION, Key="replica", Body=b"from Osaka")
    assert expected == selected(pair, ObjectReplicationStatuses=statuses)


@pytest.mark.parametrize(
    ("wanted", "expected"),
    [
        ({"KeyNameConstraint": {"MatchAnyPrefix": ["in/", "out/"]}}, {"in/a.pdf", "out/b.txt"}),
        ({"KeyNameConstraint": {"MatchAnySuffix": [".pdf"]}}, {"in/a.pdf", "big.pdf"}),
        ({"KeyNameConstraint": {"MatchAnySubstring": ["/b."]}}, {"out/b.txt"}),
        ({"KeyNameConstraint": {"MatchAnyPrefix": ["in/"], "MatchAnySuffix": [".pdf"]}}, {"in/a.pdf"}),
        ({"ObjectSizeGreaterThanBytes": 100}, {"big.pdf"}),
        ({"ObjectSizeLessThanBytes": 100}, {"in/a.pdf", "out/b.txt"}),
        ({"MatchAnyStorageClass": ["STANDARD_IA"]}, {"out/b.txt"}),
        ({"MatchAnyObjectEncryption": [{"SSES3": {}}]}, {"in/a.pdf", "out/b.txt", "big.pdf"}),
    ],
)
def test_names_sizes_and_classes_select(pair: Pair, wanted: dict[str, Any], expected: set[str]) -> None:
    """The other parts of the filter each leave out what does not match."""
    pair.put("in/a.pdf")
    pair.put("out/b.txt", StorageClass="STANDARD_IA")
    pair.tokyo.put_object(Bucket=SOURCE, Key="big.pdf", Body=b"x" * 1000)
    pair.replicate()
    assert expected == selected(pair, **wanted)


def test_the_time_of_creation_selects(pair: Pair) -> None:
    """CreatedAfter and CreatedBefore go by when a version was written."""
    pair.put("a")
    pair.replicate()
    hour = dt.timedelta(hours=1)
    now = dt.datetime.now(dt.UTC)
    assert {"a"} == selected(pair, CreatedAfter=now - hour, CreatedBefore=now + hour)
    job = pair.run(
        ManifestGenerator=generator(CreatedAfter=now + hour, ObjectReplicationStatuses=["COMPLETED"])
    )
    assert "Failed" == job["Status"]


def test_only_what_a_rule_covers_is_eligible(pair: Pair) -> None:
    """EligibleForReplication leaves out keys of another prefix; without it they are listed and fail."""
    pair.put("docs/a", "other/b")
    pair.replicate(Filter={"Prefix": "docs/"})
    assert {"docs/a"} == selected(pair)
    job = pair.run(ManifestGenerator=generator(EligibleForReplication=False))
    assert {"other/b": "SrcObjectNotEligible"} == pair.failures(job)


def test_no_matching_object_fails_the_job(pair: Pair) -> None:
    """With nothing to replicate a job fails with AWS's reason, and writes no report."""
    pair.replicate()
    job = pair.run()
    assert ("Failed", 0, 0, 0) == tally(job)
    reasons = [reason["FailureReason"] for reason in job["FailureReasons"]]
    assert ["Manifest generation found no keys matching the filter criteria."] == reasons
    assert 0 == pair.tokyo.list_objects_v2(Bucket=REPORTS)["KeyCount"]


def test_a_bucket_of_archived_objects_has_no_matching_object(pair: Pair) -> None:
    """Objects in the Glacier classes are not listed, which is why such a job fails."""
    pair.put("a", StorageClass="GLACIER")
    pair.put("b", StorageClass="DEEP_ARCHIVE")
    pair.replicate()
    assert "found no keys" in pair.run()["FailureReasons"][0]["FailureReason"]


def test_the_generated_manifest_is_written_where_it_is_wanted(pair: Pair) -> None:
    """EnableManifestOutput writes the list, and DescribeJob tells where."""
    versions = pair.put("a b", "c")
    pair.replicate()
    wanted = generator()
    wanted["S3JobManifestGenerator"] |= {
        "EnableManifestOutput": True,
        "ManifestOutputLocation": {
            "Bucket": f"arn:aws:s3:::{REPORTS}",
            "ManifestPrefix": "manifests",
            "ManifestFormat": "S3InventoryReport_CSV_20211130",
            "ManifestEncryption": {"SSES3": {}},
        },
    }
    job = pair.run(ManifestGenerator=wanted)
    location = job["GeneratedManifestDescriptor"]["Location"]
    key = location["ObjectArn"].removeprefix(f"arn:aws:s3:::{REPORTS}/")
    index = json.loads(pair.read(key))
    rows = list(csv.reader(io.StringIO(pair.read(index["files"][0]["key"]).decode())))
    assert [[SOURCE, "a%20b", versions[0]], [SOURCE, "c", versions[1]]] == rows
    assert location["ETag"] == pair.tokyo.head_object(Bucket=REPORTS, Key=key)["ETag"]


def given(pair: Pair, rows: list[list[str]], fields: list[str] = FIELDS, **changes: str) -> dict[str, Any]:
    """Write a CSV manifest into the report bucket and run a job over it."""
    text = io.StringIO()
    csv.writer(text).writerows(rows)
    etag = pair.tokyo.put_object(Bucket=REPORTS, Key="retry.csv", Body=text.getvalue().encode())["ETag"]
    request = pair.request()
    del request["ManifestGenerator"]
    request["Manifest"] = {
        "Spec": {"Format": "S3BatchOperations_CSV_20180820", "Fields": fields},
        "Location": {"ObjectArn": f"arn:aws:s3:::{REPORTS}/retry.csv", "ETag": etag, **changes},
    }
    return pair.ended(pair.jobs.create_job(**request)["JobId"])


def test_a_manifest_names_exactly_what_is_replicated(pair: Pair) -> None:
    """Only the versions of the CSV are copied, keys being URL-encoded there."""
    versions = pair.put("größe 1,5", "größe 1,5", "other")
    pair.replicate()
    job = given(pair, [[SOURCE, quote("größe 1,5"), versions[0]]])
    assert ("Complete", 1, 1, 0) == tally(job)
    assert {"größe 1,5": [versions[0]]} == pair.replicas()


def test_without_versions_a_manifest_means_the_current_one(pair: Pair) -> None:
    """A manifest of buckets and keys alone replicates the current version of each."""
    versions = pair.put("a", "a")
    pair.replicate()
    job = given(pair, [[SOURCE, "a"]], ["Bucket", "Key"])
    assert [[SOURCE, "a", r"\N", "succeeded", "200", "", "success"]] == pair.rows(job)
    assert {"a": [versions[1]]} == pair.replicas()


def test_what_a_manifest_names_wrongly_fails_alone(pair: Pair) -> None:
    """Missing keys and versions, an empty version, an archived object fail their tasks and not the job."""
    (version,) = pair.put("a")
    (archived,) = pair.put("cold", StorageClass="GLACIER")
    pair.replicate()
    job = given(
        pair,
        [
            [SOURCE, "a", version],
            [SOURCE, "gone", "v1"],
            [SOURCE, "a", ""],
            [SOURCE, "cold", archived],
            ["nowhere-1", "a", "v1"],
        ],
    )
    assert ("Complete", 5, 1, 4) == tally(job)
    failed = sorted(row[5] for row in pair.rows(job) if row[3] == "failed")
    assert ["InvalidRequest", "SrcBucketNotFound", "SrcObjectNotEligible", "SrcObjectNotFound"] == failed
    assert pair.status("cold") is None


def test_a_version_that_is_not_there_is_told(pair: Pair) -> None:
    """A key whose version is gone fails with a code of its own."""
    pair.put("a")
    pair.replicate()
    job = given(pair, [[SOURCE, "a", "00000000-0000-0000-0000-000000000000"]])
    assert {"a": "SrcVersionNotFound"} == pair.failures(job)


@pytest.mark.parametrize(
    ("rows", "fields", "changes", "expected"),
    [
        ([["a"]], ["Key"], {}, "Required fields are missing in the schema"),
        ([[SOURCE, "a"]], FIELDS, {}, "not properly formatted"),
        ([[SOURCE, "a", "v"]], FIELDS, {"ETag": '"0"'}, "ETag"),
        ([[SOURCE, "a", "v"]], FIELDS, {"ObjectArn": f"arn:aws:s3:::{REPORTS}/none.csv"}, "does not exist"),
    ],
)
def test_a_manifest_that_cant_be_read_fails_the_job(
    pair: Pair, rows: list[list[str]], fields: list[str], changes: dict[str, str], expected: str
) -> None:
    """A missing column, an uneven row, another ETag, a missing object: Failed, with the reason."""
    pair.replicate()
    job = given(pair, rows, fields, **changes)
    assert ("Failed", True) == (job["Status"], expected in job["FailureReasons"][0]["FailureReason"])


def test_a_source_in_another_region_than_the_job_fails_its_tasks(pair: Pair) -> None:
    """A manifest may name any bucket; one of another Region can't be replicated from here."""
    version = pair.osaka.put_object(Bucket=DESTINATION, Key="a", Body=b"a")["VersionId"]
    job = given(pair, [[DESTINATION, "a", version]])
    assert {"a": "SrcBucketInvalidRegion"} == pair.failures(job)


def test_without_a_replication_configuration_every_task_fails(pair: Pair) -> None:
    """A job over a bucket that is not replicated says so for each object."""
    (version,) = pair.put("a")
    assert {"a": "SrcBucketReplicationConfigMissing"} == pair.failures(given(pair, [[SOURCE, "a", version]]))


def test_jobs_without_a_report_write_none(pair: Pair) -> None:
    """A report is optional."""
    pair.put("a")
    pair.replicate()
    assert ("Complete", 1, 1, 0) == tally(pair.run(Report={"Enabled": False}))
    assert 0 == pair.tokyo.list_objects_v2(Bucket=REPORTS)["KeyCount"]
