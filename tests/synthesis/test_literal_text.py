"""Text of a spec reaches AWS to the letter, whatever Terraform, cdktf or Node would make of it."""

from __future__ import annotations

import json
import subprocess
from itertools import product
from pathlib import Path
from typing import Any
from unicodedata import normalize

import pytest

from futago.toolchain.terraform import find_terraform
from modules.terraform.reference import Reference, escaped, json_text, literal
from tests.estates import loaded, synthesized
from tests.strategies import HOSTILE
from tests.synthesis.stack_json import strings

SHORT = tuple("".join(each) for length in range(5) for each in product("${%~}", repeat=length))
"""Every way to write the marks of templates, and to nearly write them."""


def evaluated(expression: str, folder: Path) -> Any:
    """What real Terraform makes of an expression in a folder's configuration."""
    done = subprocess.run(
        [*find_terraform().command, f"-chdir={folder}", "console"],
        input=f"jsonencode({expression})",
        capture_output=True,
        text=True,
        check=True,
    )
    return json.loads(json.loads(done.stdout))


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder for a configuration without providers, and no CLI configuration of the user's."""
    monkeypatch.setenv("TF_CLI_CONFIG_FILE", "/dev/null")
    monkeypatch.setenv("CHECKPOINT_DISABLE", "1")
    return tmp_path


def test_terraform_yields_the_text(folder: Path) -> None:
    """Escaped text as a value, as a key and inside a policy's JSON is that text again to Terraform."""
    texts = list(dict.fromkeys([*SHORT, *HOSTILE]))
    values = {
        "values": literal(texts),
        "keys": literal(dict.fromkeys(texts, "it")),
        "policies": [json_text({"Sid": text}) for text in texts],
    }
    (folder / "main.tf.json").write_text(json.dumps({"locals": values}), encoding="utf-8")
    # Terraform composes characters, as Unicode's NFC does.
    assert [normalize("NFC", text) for text in texts] == evaluated("local.values", folder)
    assert sorted(normalize("NFC", text) for text in texts) == sorted(evaluated("local.keys", folder))
    assert [{"Sid": text} for text in texts] == list(map(json.loads, evaluated("local.policies", folder)))


def test_expressions_stay_expressions(folder: Path) -> None:
    """A Reference is evaluated, alone and inside a policy's JSON."""
    values = {
        "it": "x",
        "alone": Reference("${local.it}"),
        "policy": json_text({"Sid": Reference("${local.it}")}),
    }
    (folder / "main.tf.json").write_text(json.dumps({"locals": literal(values)}), encoding="utf-8")
    assert "x" == evaluated("local.alone", folder)
    assert '{"Sid":"x"}' == evaluated("local.policy", folder)


def test_synthesis_keeps_it_escaped() -> None:
    """Cdktf passes on, in values and in keys, what was escaped for Terraform: it resolves nothing of it."""
    document: dict[str, Any] = {
        "estate": "shop",
        "account": "123456789012",
        "tags": dict.fromkeys(HOSTILE, "it"),
        "keys": {f"k{number}": {"description": text} for number, text in enumerate(HOSTILE)},
    }
    stack = synthesized(loaded(document))["keys"]
    (tags, _) = (each["default_tags"][0]["tags"] for each in stack["provider"]["aws"])
    assert {escaped(text) for text in HOSTILE} == tags.keys() - {"futago:estate"}
    descriptions = {key["description"] for key in stack["resource"]["aws_kms_key"].values()}
    assert {escaped(text) for text in HOSTILE} == descriptions


def test_no_text_is_an_expression() -> None:
    """The only templates in a stack are those that modules wrote: none calls a function on a file."""
    document = {
        "estate": "shop",
        "account": "123456789012",
        "tags": {"${file(1)}": "%{ if true }x%{ endif }"},
        "keys": {"main": {"description": '${file("/etc/passwd")}', "tags": {"a": "${file(1)}"}}},
        "secrets": {"it": {"description": "${file(1)}", "generate": {"exclude_characters": "${file(1)}"}}},
        "buckets": {
            "it": {
                "consistency": "eventual",
                "replication": {"prefix": "%{file(1)}"},
                "lifecycle": {"${file(1)}": {"prefix": "${file(1)}", "expiration_days": 1}},
            }
        },
        "tables": {"it": {"consistency": "eventual", "partition_key": "${file(1)}"}},
    }
    for stack in synthesized(loaded(document)).values():
        for place, text in strings(stack):
            assert "${file(" not in text.replace("$${", ""), place
            assert "%{file(" not in text.replace("%%{", ""), place
            assert "%{ if true" not in text.replace("%%{", ""), place
