"""The Terraform that buckets become."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

import pytest
from estates import an_estate, synthesized
from iam_findings import iam_findings

from modules.s3.inputs import BucketInputs
from modules.s3.reports.inputs import ReportsInputs

CODES = {"apne1": "ap-northeast-1", "apne3": "ap-northeast-3"}
OTHER = {"apne1": "apne3", "apne3": "apne1"}
CONFIGURATION = "aws_s3_bucket_replication_configuration"


def bucket(**values: Any) -> BucketInputs:
    return BucketInputs.model_validate({"consistency": "eventual", **values})


@pytest.fixture(scope="module")
def stacks() -> dict[str, dict[str, Any]]:
    """Two buckets: one as short as a spec can be, one that uses everything."""
    full = bucket(
        consistency="strong",
        object_lock={"mode": "GOVERNANCE", "years": 7},
        lifecycle={"logs": {"prefix": "logs/", "expiration_days": 90, "noncurrent_expiration_days": 30}},
        replication={
            "time_control": False,
            "replica_modifications": False,
            "delete_markers": False,
            "storage_class": "STANDARD_IA",
            "prefix": "statements/",
        },
        force_destroy=True,
        tags={"data": "personal"},
        timeouts={"create_minutes": 5, "delete_minutes": 90},
    )
    return synthesized(an_estate({"buckets": {"receipts": bucket(), "statements": full}}))


def resource(stack: Mapping[str, Any], kind: str, name: str) -> dict[str, Any]:
    found: dict[str, Any] = stack["resource"][kind][name]
    return {argument: value for argument, value in found.items() if argument != "//"}


def statements(stacks: Mapping[str, Any], short_code: str, role: str) -> dict[str, dict[str, Any]]:
    policy = resource(stacks[short_code], "aws_iam_role_policy", f"bucket_{role}_{short_code}")["policy"]
    return {statement["Sid"]: statement for statement in json.loads(policy)["Statement"]}


def documents(stack: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    for kind, argument in (
        ("aws_iam_role", "assume_role_policy"),
        ("aws_iam_role_policy", "policy"),
        ("aws_s3_bucket_policy", "policy"),
    ):
        for name, each in stack["resource"][kind].items():
            yield f"{kind}.{name}", each[argument]


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
    """What Osaka's stack holds is what Tokyo's holds with the Regions swapped, to the last letter."""
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


def test_names_the_role_that_the_region_makes(stacks: dict[str, Any]) -> None:
    """The role in links is computed from names, and is the one that the Region's stack makes."""
    for short_code in CODES:
        made = resource(stacks[short_code], "aws_iam_role", f"bucket_receipts_replication_{short_code}")
        used = resource(stacks["links"], CONFIGURATION, f"bucket_receipts_{short_code}")["role"]
        assert f"arn:aws:iam::123456789012:role/{made['name']}" == used


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
    alone = synthesized(an_estate({"buckets": {"receipts": bucket()}}))
    for part, stack in alone.items():
        for kind, named in stack["resource"].items():
            for name, each in named.items():
                assert each == stacks[part]["resource"][kind][name]


def test_does_not_depend_on_home() -> None:
    """A promotion changes home in the spec and nothing in Terraform."""
    tokyo, osaka = (
        synthesized(an_estate({"buckets": {"receipts": bucket(consistency="strong", home=code)}}))
        for code in CODES.values()
    )
    assert tokyo == osaka


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


def test_expires_reports(stacks: dict[str, Any]) -> None:
    """Reports go after the days of the spec, 90 by default, and can be had back for a week."""
    other = synthesized(an_estate({"buckets": {"a": bucket()}}, {"reports": ReportsInputs(retention_days=7)}))
    for expected, each in ((90, stacks), (7, other)):
        (rule,) = resource(each["apne1"], "aws_s3_bucket_lifecycle_configuration", "reports_apne1")["rule"]
        assert [{"days": expected}] == rule["expiration"]
        assert [{"noncurrent_days": 7}] == rule["noncurrent_version_expiration"]


def test_encrypts_reports_as_s3_writes_them(stacks: dict[str, Any]) -> None:
    """The report bucket takes SSE-S3: Batch Operations write completion reports with nothing else."""
    (rule,) = resource(
        stacks["apne1"], "aws_s3_bucket_server_side_encryption_configuration", "reports_apne1"
    )["rule"]
    assert {"sse_algorithm": "AES256"} == rule["apply_server_side_encryption_by_default"]


def test_makes_no_report_bucket_without_buckets() -> None:
    """An estate that has no buckets pays for no report bucket."""
    assert "aws_s3_bucket" not in synthesized(an_estate())["apne1"].get("resource", {})
