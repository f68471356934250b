"""The Terraform that keys become."""

from __future__ import annotations

import json
from typing import Any

import pytest

from modules.kms.inputs import KeyInputs
from regions import PAIRS
from tests.estates import ACCOUNT, an_estate, synthesized
from tests.iam_findings import iam_findings

APP = f"arn:aws:iam::{ACCOUNT}:role/app"
ADMIN = f"arn:aws:iam::{ACCOUNT}:role/admin"
LOGS_CONTEXT = "kms:EncryptionContext:aws:logs:arn"
FULL = {
    "name": "the-key",
    "description": "Everything",
    "rotation_period_in_days": 90,
    "deletion_window_in_days": 7,
    "administrators": [ADMIN],
    "users": [APP],
    "grants": {"batch": {"grantee_principal": APP, "operations": ["Decrypt", "DescribeKey"]}},
    "tags": {"use": "all"},
    "regions": {"ap-northeast-3": {"users": [], "tags": {"city": "osaka"}}},
}


@pytest.fixture(scope="module")
def stacks() -> dict[str, dict[str, Any]]:
    """Two keys: one as short as a spec can be, one that uses everything."""
    return synthesized(an_estate({"keys": {"main": KeyInputs(), "full": KeyInputs.model_validate(FULL)}}))


@pytest.fixture(scope="module")
def resources(stacks: dict[str, dict[str, Any]]) -> dict[str, dict[str, Any]]:
    """The resources of the keys' stack."""
    found: dict[str, dict[str, Any]] = stacks["keys"]["resource"]
    return found


def statements(key: dict[str, Any]) -> dict[str, dict[str, Any]]:
    """The statements of a key's policy, by their Sid."""
    return {each["Sid"]: each for each in json.loads(key["policy"])["Statement"]}


def settings(block: dict[str, Any]) -> dict[str, Any]:
    """What a block says, without its policy and its place in the tree."""
    return {name: value for name, value in block.items() if name not in {"//", "policy"}}


def test_primary_is_safe_unasked(resources: dict[str, dict[str, Any]]) -> None:
    """A key of which the spec says nothing rotates each year and can be had back for 30 days."""
    expected = {
        "provider": "aws.apne1",
        "description": "payments: main",
        "multi_region": True,
        "enable_key_rotation": True,
        "rotation_period_in_days": 365,
        "deletion_window_in_days": 30,
    }
    assert expected == settings(resources["aws_kms_key"]["key_main_apne1"])


def test_replica_follows_the_primary(resources: dict[str, dict[str, Any]]) -> None:
    """The replica is of the primary, says the same, and leaves rotation to it."""
    expected = {
        "provider": "aws.apne3",
        "description": "payments: main",
        "primary_key_arn": "${aws_kms_key.key_main_apne1.arn}",
        "deletion_window_in_days": 30,
    }
    assert expected == settings(resources["aws_kms_replica_key"]["key_main_apne3"])


def test_first_of_the_pair_has_the_primary() -> None:
    """The order of the pair says where the primary is made."""
    made = synthesized(an_estate(pair=PAIRS[1]))["keys"]["resource"]
    assert (["key_main_apne3"], ["key_main_apne1"]) == (
        list(made["aws_kms_key"]),
        list(made["aws_kms_replica_key"]),
    )


def test_alias_is_the_same_in_both_regions(resources: dict[str, dict[str, Any]]) -> None:
    """Each Region's alias names the Region's own key."""
    aliases = {
        name: (each["name"], each["target_key_id"]) for name, each in resources["aws_kms_alias"].items()
    }
    assert {
        "key_main_apne1": ("alias/payments-main", "${aws_kms_key.key_main_apne1.key_id}"),
        "key_main_apne3": ("alias/payments-main", "${aws_kms_replica_key.key_main_apne3.key_id}"),
        "key_full_apne1": ("alias/the-key", "${aws_kms_key.key_full_apne1.key_id}"),
        "key_full_apne3": ("alias/the-key", "${aws_kms_replica_key.key_full_apne3.key_id}"),
    } == aliases


def test_says_what_the_spec_says(resources: dict[str, dict[str, Any]]) -> None:
    """Description, periods and tags reach both keys; a Region's own tags are its own."""
    primary = resources["aws_kms_key"]["key_full_apne1"]
    replica = resources["aws_kms_replica_key"]["key_full_apne3"]
    assert (90, 7, 7) == (
        primary["rotation_period_in_days"],
        primary["deletion_window_in_days"],
        replica["deletion_window_in_days"],
    )
    assert ("Everything", "Everything") == (primary["description"], replica["description"])
    assert ({"use": "all"}, {"use": "all", "city": "osaka"}) == (primary["tags"], replica["tags"])


def test_period_goes_with_rotation() -> None:
    """Without rotation there is no period to say."""
    inputs = KeyInputs(enable_key_rotation=False)
    key = synthesized(an_estate({"keys": {"main": inputs}}))["keys"]["resource"]["aws_kms_key"][
        "key_main_apne1"
    ]
    assert key["enable_key_rotation"] is False
    assert "rotation_period_in_days" not in key


def test_grants_are_made_in_each_region(resources: dict[str, dict[str, Any]]) -> None:
    """Grants of a multi-Region key are independent, so each Region's key gets its own."""
    grants = {name: settings(each) for name, each in resources["aws_kms_grant"].items()}
    same = {"name": "batch", "grantee_principal": APP, "operations": ["Decrypt", "DescribeKey"]}
    assert {
        "key_full_batch_apne1": {
            **same,
            "provider": "aws.apne1",
            "key_id": "${aws_kms_key.key_full_apne1.key_id}",
        },
        "key_full_batch_apne3": {
            **same,
            "provider": "aws.apne3",
            "key_id": "${aws_kms_replica_key.key_full_apne3.key_id}",
        },
    } == grants


def test_policy_leaves_the_account_in_charge(resources: dict[str, dict[str, Any]]) -> None:
    """The account's statement keeps the key manageable; nobody outside is named in any."""
    policy = statements(resources["aws_kms_key"]["key_main_apne1"])
    assert {"AWS": f"arn:aws:iam::{ACCOUNT}:root"} == policy["AccountDecidesByIam"]["Principal"]
    assert {"AccountDecidesByIam", "DatabaseLogs"} == policy.keys()


@pytest.mark.parametrize(
    ("kind", "name", "code"),
    [
        ("aws_kms_key", "key_main_apne1", "ap-northeast-1"),
        ("aws_kms_replica_key", "key_main_apne3", "ap-northeast-3"),
    ],
)
def test_logs_may_use_it_in_their_region(
    resources: dict[str, dict[str, Any]], kind: str, name: str, code: str
) -> None:
    """CloudWatch Logs of the key's own Region may use it, for the account's database logs only."""
    logs = statements(resources[kind][name])["DatabaseLogs"]
    assert {"Service": f"logs.{code}.amazonaws.com"} == logs["Principal"]
    expected = {"ArnLike": {LOGS_CONTEXT: f"arn:aws:logs:{code}:{ACCOUNT}:log-group:/aws/rds/cluster/*"}}
    assert expected == logs["Condition"]


def test_duties_are_separate(resources: dict[str, dict[str, Any]]) -> None:
    """Who manages the key can't use it, and who uses it can't manage it."""
    policy = statements(resources["aws_kms_key"]["key_full_apne1"])
    managed, used = set(policy["Administrators"]["Action"]), set(policy["Users"]["Action"])
    assert ([ADMIN], [APP]) == (
        policy["Administrators"]["Principal"]["AWS"],
        policy["Users"]["Principal"]["AWS"],
    )
    assert set() == managed & {"kms:Decrypt", "kms:Encrypt", "kms:GenerateDataKey", "kms:CreateGrant"}
    assert set() == used & {"kms:PutKeyPolicy", "kms:ScheduleKeyDeletion", "kms:CreateGrant"}
    assert not any("*" in action for action in managed | used)


def test_primary_is_never_moved(resources: dict[str, dict[str, Any]]) -> None:
    """Nobody is given kms:UpdatePrimaryRegion: after it Terraform can read neither key any more."""
    assert "UpdatePrimaryRegion" not in json.dumps(resources)


def test_regions_policy_is_its_own(resources: dict[str, dict[str, Any]]) -> None:
    """Osaka, which declares no users, has none."""
    assert "Users" not in statements(resources["aws_kms_replica_key"]["key_full_apne3"])


@pytest.mark.parametrize(
    ("kind", "name"), [("aws_kms_key", "key_full_apne1"), ("aws_kms_replica_key", "key_full_apne3")]
)
def test_policy_has_no_faults(resources: dict[str, dict[str, Any]], kind: str, name: str) -> None:
    """An IAM linter finds nothing but what AWS's own example for CloudWatch Logs has, too."""
    as_in_the_example = (
        "RESOURCE_STAR",  # in a key's policy that is the key
        f"UNKNOWN_CONDITION_FOR_ACTION - Unknown condition {LOGS_CONTEXT} for action kms:DescribeKey",
        "MISMATCHED_TYPE - Type mismatch: ArnLike requires a value of type Arn but given String",
    )
    found = iam_findings(resources[kind][name]["policy"])
    assert [] == [each for each in found if not each.startswith(as_in_the_example)]


@pytest.mark.parametrize("here", ["apne1", "apne3"])
def test_region_finds_the_key_by_alias(stacks: dict[str, dict[str, Any]], here: str) -> None:
    """A Region's stack looks the key up in its own Region, and makes the other's ARN from that one."""
    own = {"apne1": "ap-northeast-1", "apne3": "ap-northeast-3"}
    there = ({*own} - {here}).pop()
    stack = stacks[here]
    assert "alias/payments-main" == stack["data"]["aws_kms_alias"][f"key_main_{here}"]["name"]
    assert f"${{data.aws_kms_alias.key_main_{here}.target_key_arn}}" == stack["locals"][f"key_main_{here}"]
    replaced = f'${{replace(local.key_main_{here}, "{own[here]}", "{own[there]}")}}'
    assert replaced == stack["locals"][f"key_main_{there}"]


def test_links_finds_it_in_both_regions(stacks: dict[str, dict[str, Any]]) -> None:
    """The stack that has both Regions asks each for its own."""
    found = stacks["links"]["data"]["aws_kms_alias"]
    providers = {name: found[name]["provider"] for name in ("key_main_apne1", "key_main_apne3")}
    assert {"key_main_apne1": "aws.apne1", "key_main_apne3": "aws.apne3"} == providers
