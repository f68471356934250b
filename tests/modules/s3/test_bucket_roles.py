"""What S3 may do with a bucket by its two roles."""

from __future__ import annotations

import json
from typing import Any

import pytest

from tests.buckets import CODES, OTHER, documents, resource, statements
from tests.iam_findings import iam_findings

CONFIGURATION = "aws_s3_bucket_replication_configuration"


def test_names_the_role_that_the_region_makes(stacks: dict[str, Any]) -> None:
    """The role in links is computed from names, and is the one that the Region's stack makes."""
    for short_code in CODES:
        made = resource(stacks[short_code], "aws_iam_role", f"bucket_receipts_replication_{short_code}")
        used = resource(stacks["links"], CONFIGURATION, f"bucket_receipts_{short_code}")["role"]
        assert f"arn:aws:iam::123456789012:role/{made['name']}" == used


@pytest.mark.parametrize("here", CODES)
def test_grants_replication_what_it_needs(stacks: dict[str, Any], here: str) -> None:
    """The role reads one bucket, writes its twin, and uses each Region's key through S3 for these alone."""
    source, to = (f"arn:aws:s3:::payments-receipts-123456789012-{code}" for code in (here, OTHER[here]))

    def key(sid: str, actions: list[str], short_code: str, arn: str) -> dict[str, Any]:
        return {
            "Sid": sid,
            "Effect": "Allow",
            "Action": actions,
            "Resource": f"${{local.key_main_{short_code}}}",
            "Condition": {
                "StringEquals": {"kms:ViaService": f"s3.{CODES[short_code]}.amazonaws.com"},
                "StringLike": {"kms:EncryptionContext:aws:s3:arn": [arn, f"{arn}/*"]},
            },
        }

    def allow(sid: str, actions: list[str], arn: str) -> dict[str, Any]:
        return {"Sid": sid, "Effect": "Allow", "Action": actions, "Resource": arn}

    read = ["GetObjectVersionForReplication", "GetObjectVersionAcl", "GetObjectVersionTagging"]
    write = ["ReplicateObject", "ReplicateTags", "ReplicateDelete"]
    expected = [
        allow("ReadConfiguration", ["s3:GetReplicationConfiguration", "s3:ListBucket"], source),
        allow("ReadSource", [f"s3:{action}" for action in read], f"{source}/*"),
        allow("WriteDestination", [f"s3:{action}" for action in write], f"{to}/*"),
        key("DecryptSource", ["kms:Decrypt"], here, source),
        key("EncryptDestination", ["kms:Decrypt", "kms:Encrypt"], OTHER[here], to),
    ]
    assert expected == list(statements(stacks, here, "receipts_replication").values())


def test_grants_by_what_is_replicated(stacks: dict[str, Any]) -> None:
    """Locks are read with Object Lock only, deletes are written with delete markers only."""
    found = statements(stacks, "apne1", "statements_replication")
    assert {"s3:GetObjectRetention", "s3:GetObjectLegalHold"} <= set(found["ReadSource"]["Action"])
    assert "s3:ReplicateDelete" not in found["WriteDestination"]["Action"]


def test_grants_below_the_prefix_alone(stacks: dict[str, Any]) -> None:
    """Where only a prefix is replicated, the roles reach no object outside it."""
    replication = statements(stacks, "apne1", "statements_replication")
    batch = statements(stacks, "apne1", "statements_batch")
    source, to = (f"arn:aws:s3:::payments-statements-123456789012-{code}/statements/*" for code in CODES)
    assert source == replication["ReadSource"]["Resource"]
    assert to == replication["WriteDestination"]["Resource"]
    assert source == batch["Replicate"]["Resource"]


def test_trusts_s3_for_the_source_alone(stacks: dict[str, Any]) -> None:
    """Live replication may take the role on behalf of the account and the source bucket only."""
    role = resource(stacks["apne1"], "aws_iam_role", "bucket_receipts_replication_apne1")
    (statement,) = json.loads(role["assume_role_policy"])["Statement"]
    assert {"Service": "s3.amazonaws.com"} == statement["Principal"]
    expected = {
        "StringEquals": {"aws:SourceAccount": "123456789012"},
        "ArnLike": {"aws:SourceArn": "arn:aws:s3:::payments-receipts-123456789012-apne1"},
    }
    assert expected == statement["Condition"]


def test_trusts_batch_operations_of_the_region(stacks: dict[str, Any]) -> None:
    """A job of the account in the bucket's own Region may take the Batch Operations role."""
    role = resource(stacks["apne3"], "aws_iam_role", "bucket_receipts_batch_apne3")
    (statement,) = json.loads(role["assume_role_policy"])["Statement"]
    assert {"Service": "batchoperations.s3.amazonaws.com"} == statement["Principal"]
    expected = {
        "StringEquals": {"aws:SourceAccount": "123456789012"},
        "ArnLike": {"aws:SourceArn": "arn:aws:s3:ap-northeast-3:123456789012:job/*"},
    }
    assert expected == statement["Condition"]


def test_grants_batch_operations_its_bucket_and_prefix(stacks: dict[str, Any]) -> None:
    """The role starts replication in one bucket, and reports below that bucket's own prefix."""
    source = "arn:aws:s3:::payments-receipts-123456789012-apne1"
    reports = "arn:aws:s3:::payments-reports-123456789012-apne1/receipts/*"
    expected = {
        "Replicate": (["s3:InitiateReplication"], f"{source}/*"),
        "ListObjects": (["s3:GetReplicationConfiguration", "s3:PutInventoryConfiguration"], source),
        "Report": (["s3:GetObject", "s3:GetObjectVersion", "s3:PutObject"], reports),
    }
    found = statements(stacks, "apne1", "receipts_batch")
    assert expected == {sid: (each["Action"], each["Resource"]) for sid, each in found.items()}


def test_allows_nothing_on_everything(stacks: dict[str, Any]) -> None:
    """No statement that allows has a wildcard as its resource or in its actions."""
    wild = [
        (name, statement)
        for short_code in CODES
        for name, text in documents(stacks[short_code])
        for statement in json.loads(text)["Statement"]
        if statement["Effect"] == "Allow"
        and ("*" in json.dumps(statement["Action"]) or statement.get("Resource") in ("*", ["*"]))
    ]
    assert [] == wild


def test_writes_policies_that_parliament_accepts(stacks: dict[str, Any]) -> None:
    """Every action, resource and condition of the roles' policies exists and fits the others."""
    found = {
        name: iam_findings(text)
        for name, text in documents(stacks["apne1"])
        if name.startswith("aws_iam_role_policy.")
    }
    assert 4 == len(found)
    assert set() == {finding for findings in found.values() for finding in findings}
