"""No secret value is in a plan, a state or the synthesized JSON."""

from __future__ import annotations

import json
from pathlib import Path
from zipfile import ZipFile

import pytest

from tests.embedded_estate import AppliedStack, EmbeddedEstate


@pytest.fixture(scope="module")
def secret_values(embedded: EmbeddedEstate, stacks: dict[str, AppliedStack]) -> list[str]:
    """Every secret value that the embedded AWS holds for the estate, passwords inside JSON values too."""
    assert stacks
    manager = embedded.clients.client("secretsmanager", embedded.estate.pair.first)
    names = [
        secret["Name"]
        for page in manager.get_paginator("list_secrets").paginate()
        for secret in page["SecretList"]
        if secret.get("SecretVersionsToStages")
    ]
    values = [manager.get_secret_value(SecretId=name)["SecretString"] for name in names]
    passwords = [json.loads(value)["password"] for value in values if value.startswith("{")]
    return [value for value in values if not value.startswith("{")] + passwords


def test_there_are_secret_values(secret_values: list[str]) -> None:
    """Three master passwords and five generated secrets, so that the searches below can find something."""
    assert 8 == len(secret_values)
    assert min(map(len, secret_values)) >= 32


@pytest.mark.parametrize("name", ["keys", "tokyo", "osaka", "links"])
def test_state_holds_no_secret_value(
    stacks: dict[str, AppliedStack], secret_values: list[str], name: str
) -> None:
    """The state of a stack holds none of them."""
    state = stacks[name].state.read_text(encoding="utf-8")
    assert [] == [index for index, value in enumerate(secret_values) if value in state]


def test_plan_holds_no_secret_value(
    stacks: dict[str, AppliedStack], secret_values: list[str], tmp_path: Path
) -> None:
    """Neither the plan file's parts nor its JSON hold one, in the stack where the secrets are made."""
    file = tmp_path / "plan"
    stacks["tokyo"].plan(f"-out={file}")
    texts = [stacks["tokyo"].run("show", "-json", str(file)).stdout]
    with ZipFile(file) as plan:
        texts += [plan.read(part).decode("utf-8", errors="replace") for part in plan.namelist()]
    assert [] == [index for index, value in enumerate(secret_values) if any(value in text for text in texts)]


def test_synthesis_holds_no_secret_value(embedded: EmbeddedEstate, secret_values: list[str]) -> None:
    """The stacks' JSON holds none of them."""
    texts = [file.read_text(encoding="utf-8") for file in embedded.out.rglob("cdk.tf.json")]
    assert 4 == len(texts)
    assert [] == [index for index, value in enumerate(secret_values) if any(value in text for text in texts)]
