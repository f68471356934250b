"""The Terraform that secrets become."""

from __future__ import annotations

import json
from typing import Any

import pytest

from modules.secrets.inputs import SecretInputs
from tests.estates import an_estate, synthesized

SECRETS: dict[str, dict[str, Any]] = {
    "stripe": {},
    "ledger-app": {
        "generate": {"username": "ledger_app", "length": 40},
        "value_version": 3,
        "rotation": {
            "lambda_arn": "arn:aws:lambda:ap-northeast-1:123456789012:function:rotate",
            "automatically_after_days": 30,
        },
        "tags": {"team": "ledger"},
    },
    "bank": {"generate": False},
}


def stacks_of(secrets: dict[str, dict[str, Any]], **estate: Any) -> dict[str, dict[str, Any]]:
    sections = {name: SecretInputs.model_validate(values) for name, values in secrets.items()}
    return synthesized(an_estate({"secrets": sections}, **estate))


@pytest.fixture(scope="module")
def stacks() -> dict[str, dict[str, Any]]:
    """Three secrets: the shortest, one that uses everything, one that people set."""
    return stacks_of(SECRETS)


@pytest.fixture(scope="module")
def resources(stacks: dict[str, dict[str, Any]]) -> dict[str, dict[str, Any]]:
    """The resources of the first Region's stack."""
    return {kind: blocks for kind, blocks in stacks["apne1"]["resource"].items() if "secretsmanager" in kind}


def test_only_the_first_regions_stack_has_secrets(stacks: dict[str, dict[str, Any]]) -> None:
    """One call in the first Region makes the replica too."""
    assert ["apne1"] == [name for name, stack in stacks.items() if "aws_secretsmanager" in json.dumps(stack)]


def test_secret_and_replica_use_the_same_key(resources: dict[str, dict[str, Any]]) -> None:
    """Each Region has the estate's key of its own."""
    secret = resources["aws_secretsmanager_secret"]["secret_stripe_apne1"]
    assert "${local.key_main_apne1}" == secret["kms_key_id"]
    assert [{"region": "ap-northeast-3", "kms_key_id": "${local.key_main_apne3}"}] == secret["replica"]


def test_promotion_stays_promoted(resources: dict[str, dict[str, Any]]) -> None:
    """No plan wants a promoted replica back, and none would ever overwrite it."""
    for secret in resources["aws_secretsmanager_secret"].values():
        assert ["replica"] == secret["lifecycle"]["ignore_changes"]
        assert "force_overwrite_replica_secret" not in secret


def test_values_reach_write_only_arguments_alone(stacks: dict[str, dict[str, Any]]) -> None:
    """The ephemeral password stands in secret_string_wo and nowhere else."""
    places = [path for path, text in _strings(stacks["apne1"]) if "ephemeral." in text and "//" not in path]
    version = ("resource", "aws_secretsmanager_secret_version")
    assert [
        (*version, "secret_ledger-app_apne1", "secret_string_wo"),
        (*version, "secret_stripe_apne1", "secret_string_wo"),
    ] == sorted(places)


def test_value_with_username_is_json(resources: dict[str, dict[str, Any]]) -> None:
    """With a user name the value is what RDS and its drivers read."""
    version = resources["aws_secretsmanager_secret_version"]["secret_ledger-app_apne1"]
    password = "ephemeral.aws_secretsmanager_random_password.secret_ledger-app_apne1.random_password"
    assert (
        f'${{jsonencode({{"username" = "ledger_app", "password" = {password}}})}}'
        == version["secret_string_wo"]
    )
    assert 3 == version["secret_string_wo_version"]


def test_generated_version_outlives_rotations(resources: dict[str, dict[str, Any]]) -> None:
    """Its own label keeps Secrets Manager from deleting it; labels that rotations move are left alone."""
    version = resources["aws_secretsmanager_secret_version"]["secret_stripe_apne1"]
    assert ["AWSCURRENT", "futago-generated"] == version["version_stages"]
    assert ["version_stages"] == version["lifecycle"]["ignore_changes"]


def test_people_set_the_value(resources: dict[str, dict[str, Any]]) -> None:
    """With generate: false Terraform knows of no value at all."""
    assert "secret_bank_apne1" in resources["aws_secretsmanager_secret"]
    assert "secret_bank_apne1" not in resources["aws_secretsmanager_secret_version"]


def test_rotation_waits_for_a_value(resources: dict[str, dict[str, Any]]) -> None:
    """A secret without a value can't be rotated."""
    rotation = resources["aws_secretsmanager_secret_rotation"]["secret_ledger-app_apne1"]
    assert ["aws_secretsmanager_secret_version.secret_ledger-app_apne1"] == rotation["depends_on"]
    assert {"automatically_after_days": 30} == rotation["rotation_rules"]


def test_home_changes_nothing(stacks: dict[str, dict[str, Any]]) -> None:
    """A promotion flips home, and no plan changes with it."""
    flipped = {name: {**values, "home": "ap-northeast-3"} for name, values in SECRETS.items()}
    assert stacks == stacks_of(flipped)


def test_another_secret_changes_no_other(resources: dict[str, dict[str, Any]]) -> None:
    """Adding a secret leaves the JSON of the others as it was."""
    more = stacks_of({**SECRETS, "new": {}})["apne1"]["resource"]
    for kind, blocks in resources.items():
        assert blocks == {name: more[kind][name] for name in blocks}


def test_names_carry_the_environment() -> None:
    """An environment's secrets stand apart from another's."""
    stack = stacks_of({"stripe": {}}, environment="staging")["apne1"]
    assert (
        "payments-staging/stripe"
        == stack["resource"]["aws_secretsmanager_secret"]["secret_stripe_apne1"]["name"]
    )


def _strings(value: Any, *path: str) -> list[tuple[tuple[str, ...], str]]:
    if isinstance(value, str):
        return [(path, value)]
    items = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    return [found for key, item in items for found in _strings(item, *path, str(key))]
