"""The Terraform that buckets become."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

import pytest

from tests.buckets import CODES, OTHER, bucket, resource, statements
from tests.estates import WITHOUT_ALARMS, an_estate, synthesized, without_gate_policies

CONFIGURATION = "aws_s3_bucket_replication_configuration"


def with_regions_swapped(value: str) -> str:
    for one, other in (("apne1", "apne3"), ("ap-northeast-1", "ap-northeast-3")):
        value = value.replace(one, "\0").replace(other, one).replace("\0", other)
    return value


def without_place(resources: Mapping[str, Any]) -> str:
    """The resources as text, without the metadata and the provider of the construct tree."""
    return json.dumps(
        {
            kind: {
                name: {key: value for key, value in each.items() if key not in {"//", "provider"}}
                for name, each in sorted(named.items())
            }
            for kind, named in sorted(resources.items())
        },
        sort_keys=True,
    )


def test_makes_the_regions_equal(stacks: dict[str, Any]) -> None:
    """But for the gates, Osaka's stack is Tokyo's with the Regions swapped, to the last letter."""
    stacks = without_gate_policies(stacks)
    osaka = json.loads(with_regions_swapped(without_place(stacks["apne3"]["resource"])))
    assert without_place(stacks["apne1"]["resource"]) == without_place(osaka)


def test_mirrors_the_directions(stacks: dict[str, Any]) -> None:
    """Replication from Osaka is replication from Tokyo with the Regions swapped."""
    links = stacks["links"]["resource"]
    swapped = json.loads(with_regions_swapped(without_place(links)))
    assert without_place(links) == without_place(swapped)


@pytest.mark.parametrize("here", CODES)
def test_replicates_to_the_other_region(stacks: dict[str, Any], here: str) -> None:
    """By default everything goes to the twin within 15 minutes, encrypted with the key there, markers too."""
    there = OTHER[here]
    fifteen = {"minutes": 15}
    expected = {
        "provider": f"aws.{here}",
        "bucket": f"payments-receipts-123456789012-{here}",
        "role": f"arn:aws:iam::123456789012:role/payments-receipts-replication-{here}",
        "rule": [
            {
                "id": f"to-{there}",
                "priority": 1,
                "status": "Enabled",
                "filter": {"prefix": ""},
                "delete_marker_replication": {"status": "Enabled"},
                "source_selection_criteria": {
                    "replica_modifications": {"status": "Enabled"},
                    "sse_kms_encrypted_objects": {"status": "Enabled"},
                },
                "destination": {
                    "bucket": f"arn:aws:s3:::payments-receipts-123456789012-{there}",
                    "encryption_configuration": {"replica_kms_key_id": f"${{local.key_main_{there}}}"},
                    "metrics": {"status": "Enabled", "event_threshold": fifteen},
                    "replication_time": {"status": "Enabled", "time": fifteen},
                },
            }
        ],
    }
    assert expected == resource(stacks["links"], CONFIGURATION, f"bucket_receipts_{here}")


def test_replicates_as_the_spec_says(stacks: dict[str, Any]) -> None:
    """Choices of the spec are said, off as well as on; metrics stay on without time control."""
    (rule,) = resource(stacks["links"], CONFIGURATION, "bucket_statements_apne1")["rule"]
    assert {"prefix": "statements/"} == rule["filter"]
    assert {"status": "Disabled"} == rule["delete_marker_replication"]
    assert {"status": "Disabled"} == rule["source_selection_criteria"]["replica_modifications"]
    assert "STANDARD_IA" == rule["destination"]["storage_class"]
    assert {"status": "Enabled"} == rule["destination"]["metrics"]
    assert "replication_time" not in rule["destination"]


@pytest.mark.parametrize("name", ["bucket_receipts_apne1", "bucket_statements_apne1", "reports_apne1"])
def test_closes_every_bucket(stacks: dict[str, Any], name: str) -> None:
    """Every bucket is versioned, owned by the account alone and closed to the public in all four ways."""
    stack = stacks["apne1"]
    owned = {"bucket": f"${{aws_s3_bucket.{name}.id}}"}
    switches = ("block_public_acls", "block_public_policy", "ignore_public_acls", "restrict_public_buckets")
    assert {**owned, "versioning_configuration": {"status": "Enabled"}} == resource(
        stack, "aws_s3_bucket_versioning", name
    )
    assert {**owned, "rule": {"object_ownership": "BucketOwnerEnforced"}} == resource(
        stack, "aws_s3_bucket_ownership_controls", name
    )
    assert {**owned, **dict.fromkeys(switches, True)} == resource(
        stack, "aws_s3_bucket_public_access_block", name
    )


@pytest.mark.parametrize("name", ["bucket_receipts_apne1", "bucket_statements_apne1", "reports_apne1"])
def test_refuses_plain_http_and_old_tls(stacks: dict[str, Any], name: str) -> None:
    """Every bucket's policy denies everything without TLS and with TLS before 1.2, on bucket and objects."""
    policy = json.loads(resource(stacks["apne1"], "aws_s3_bucket_policy", name)["policy"])
    arn = f"arn:aws:s3:::{stacks['apne1']['resource']['aws_s3_bucket'][name]['bucket']}"
    denied = {"Effect": "Deny", "Principal": "*", "Action": "s3:*", "Resource": [arn, f"{arn}/*"]}
    conditions = [
        {"Bool": {"aws:SecureTransport": "false"}},
        {"NumericLessThan": {"s3:TlsVersion": "1.2"}},
    ]
    seen = [{key: value for key, value in each.items() if key != "Sid"} for each in policy["Statement"]]
    assert [{**denied, "Condition": condition} for condition in conditions] == seen[:2]


def test_encrypts_with_the_estates_key(stacks: dict[str, Any]) -> None:
    """New objects get the Region's own key, by Bucket Key."""
    (rule,) = resource(
        stacks["apne3"], "aws_s3_bucket_server_side_encryption_configuration", "bucket_receipts_apne3"
    )["rule"]
    by_default = {"sse_algorithm": "aws:kms", "kms_master_key_id": "${local.key_main_apne3}"}
    expected = {"apply_server_side_encryption_by_default": by_default, "bucket_key_enabled": True}
    assert expected == rule


def test_refuses_other_keys(stacks: dict[str, Any]) -> None:
    """An upload may ask for no encryption, or for aws:kms with the Region's own key; all else is denied."""
    policy = json.loads(resource(stacks["apne3"], "aws_s3_bucket_policy", "bucket_receipts_apne3")["policy"])
    asks = {"s3:x-amz-server-side-encryption": "false"}
    key = {"s3:x-amz-server-side-encryption-aws-kms-key-id": "${local.key_main_apne3}"}
    expected = {
        "DenyOtherEncryption": {
            "Null": asks,
            "StringNotEquals": {"s3:x-amz-server-side-encryption": "aws:kms"},
        },
        "DenyOtherKeys": {"Null": asks, "StringNotEquals": key},
        "DenyKeysOfClients": {"Null": {"s3:x-amz-server-side-encryption-customer-algorithm": "false"}},
    }
    uploads = [each for each in policy["Statement"] if each["Action"] == "s3:PutObject"]
    assert expected == {each["Sid"]: each["Condition"] for each in uploads}


def test_leaves_replication_to_write(stacks: dict[str, Any]) -> None:
    """No bucket denies the actions by which replicas arrive, but for the transport's sake."""
    for short_code in CODES:
        for each in stacks[short_code]["resource"]["aws_s3_bucket_policy"].values():
            denied = {statement["Action"] for statement in json.loads(each["policy"])["Statement"]}
            assert denied <= {"s3:*", "s3:PutObject"}


def test_locks_objects_in_both_regions(stacks: dict[str, Any]) -> None:
    """Object Lock is on from the bucket's making, with the retention of the spec, after versioning."""
    for short_code in CODES:
        name = f"bucket_statements_{short_code}"
        assert resource(stacks[short_code], "aws_s3_bucket", name)["object_lock_enabled"] is True
        expected = {
            "bucket": f"${{aws_s3_bucket.{name}.id}}",
            "rule": {"default_retention": {"mode": "GOVERNANCE", "years": 7}},
            "depends_on": [f"aws_s3_bucket_versioning.{name}"],
        }
        assert expected == resource(stacks[short_code], "aws_s3_bucket_object_lock_configuration", name)


def test_locks_nothing_unasked(stacks: dict[str, Any]) -> None:
    """A bucket without Object Lock in the spec has none."""
    assert resource(stacks["apne1"], "aws_s3_bucket", "bucket_receipts_apne1")["object_lock_enabled"] is False
    assert ["bucket_statements_apne1"] == list(
        stacks["apne1"]["resource"]["aws_s3_bucket_object_lock_configuration"]
    )


def test_passes_on_what_concerns_terraform(stacks: dict[str, Any]) -> None:
    """Time-outs, tags and force_destroy of the spec reach the bucket; its roles have its tags."""
    made = resource(stacks["apne1"], "aws_s3_bucket", "bucket_statements_apne1")
    assert {"create": "5m", "delete": "90m"} == made["timeouts"]
    assert made["force_destroy"] is True
    role = resource(stacks["apne1"], "aws_iam_role", "bucket_statements_batch_apne1")
    assert ({"data": "personal"}, {"data": "personal"}) == (made["tags"], role["tags"])


def test_changes_nothing_else_by_one_more_bucket(stacks: dict[str, Any]) -> None:
    """Beside an estate with one bucket only resources of the other are added."""
    alone = synthesized(an_estate({"buckets": {"receipts": bucket()}}, WITHOUT_ALARMS))
    for part, stack in alone.items():
        for kind, named in stack["resource"].items():
            for name, each in named.items():
                assert each == stacks[part]["resource"][kind][name]


def test_home_changes_only_what_terraform_ignores() -> None:
    """A promotion changes home in the spec, and in Terraform just the gates' policies, which it ignores."""
    tokyo, osaka = (
        synthesized(an_estate({"buckets": {"receipts": bucket(consistency="strong", home=code)}}))
        for code in CODES.values()
    )
    assert tokyo != osaka
    assert without_gate_policies(tokyo) == without_gate_policies(osaka)


def test_writes_what_differs_where_it_is_declared() -> None:
    """A Region's own lifecycle, tags and name are in its stack; its twin's name follows into the policies."""
    inputs = bucket(
        lifecycle={"logs": {"expiration_days": 90}},
        regions={
            "ap-northeast-3": {
                "name": "receipts-of-osaka",
                "lifecycle": {"logs": {"expiration_days": 30}},
                "tags": {"city": "osaka"},
            }
        },
    )
    stacks = synthesized(an_estate({"buckets": {"receipts": inputs}}))
    days = [
        resource(stacks[code], "aws_s3_bucket_lifecycle_configuration", f"bucket_receipts_{code}")["rule"][1]
        for code in CODES
    ]
    assert [[{"days": 90}], [{"days": 30}]] == [rule["expiration"] for rule in days]
    osaka = resource(stacks["apne3"], "aws_s3_bucket", "bucket_receipts_apne3")
    assert ("receipts-of-osaka", {"city": "osaka"}) == (osaka["bucket"], osaka["tags"])
    assert "tags" not in resource(stacks["apne1"], "aws_s3_bucket", "bucket_receipts_apne1")
    twin = statements(stacks, "apne1", "receipts_replication")["WriteDestination"]["Resource"]
    assert "arn:aws:s3:::receipts-of-osaka/*" == twin
