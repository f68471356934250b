"""All forms say the same, and no text of others is more than text in any of them."""

from __future__ import annotations

import json

import jsonschema
import pytest

from futago.cli.schema import schema_of
from futago.parity.output import as_json, html, markdown, text
from futago.parity.parity import Parity
from tests.parity.compared import parity_of, small_estate
from tests.parity.paper_aws import PaperAws

SCHEMA = schema_of("parity")
HOSTILE = "payments-<script>alert(1)</script>|\u202e`x`\x1b[31m"


def place_of(path: str) -> str:
    """Where a path is in the spec's file."""
    return f"estate.yaml:{len(path)}"


@pytest.fixture
def parity() -> Parity:
    """One setting differs, one is unknown, and a table with a hostile name is there besides."""
    aws = PaperAws(small_estate())
    first, second = aws.estate.pair
    aws.deny(second, "describe_continuous_backups")
    aws.changed[first.code, "get_key_rotation_status"] = lambda answer: answer.update(
        KeyRotationEnabled=False
    )
    aws.changed[second.code, "list_tables"] = lambda answer: answer["TableNames"].append(HOSTILE)
    return parity_of(aws)


@pytest.mark.parametrize("form", [text, markdown, html])
def test_every_form_has_all_of_it(parity: Parity, form: object) -> None:
    """Verdict, resource, setting, both columns, the remedy and the line of the spec."""
    shown = form.render(parity, place_of).replace("\\_", "_")  # type: ignore[attr-defined] # each has it
    for said in (
        "payments: Tokyo and Osaka are not equal: 1 different, 1 stray, 3 unknown",
        "key main: enable_key_rotation",
        "true",
        "false",
        "npx cdktf deploy payments-keys",
        "keys.main.enable_key_rotation in estate.yaml:29",
        "dynamodb:DescribeContinuousBackups",
    ):
        assert said in shown


@pytest.mark.parametrize("form", [text, markdown, html])
def test_names_of_others_stay_text(parity: Parity, form: object) -> None:
    """A name in AWS can't drive a terminal, hide by bidi or become markup."""
    shown = form.render(parity, place_of)  # type: ignore[attr-defined] # each has it
    assert not {"\u202e", "\x1b"} & set(shown)
    assert form is text or "<script>" not in shown


def test_json_is_what_the_schema_says(parity: Parity) -> None:
    """What a script reads is documented, every member of it."""
    document = json.loads(as_json.render(parity, place_of))
    jsonschema.Draft202012Validator(SCHEMA).validate(document)
    assert "different" == document["verdict"]
    assert {"different": 1, "stray": 1, "unknown": 3} == {
        sort: sum(each["sort"] == sort for each in document["findings"])
        for sort in ("different", "stray", "unknown")
    }


def test_an_equal_pair_is_said_in_a_line() -> None:
    """Where nothing is wrong there is nothing to read but that."""
    shown = text.render(parity_of(PaperAws(small_estate())), place_of)
    assert "payments: Tokyo and Osaka are equal, and as the spec says" == shown.splitlines()[0]


def test_what_is_unknown_for_one_reason_is_said_once(parity: Parity) -> None:
    """Three tables whose backups may not be read are one item, which names them."""
    shown = text.render(parity, place_of, width=200)
    assert 1 == shown.count("dynamodb:DescribeContinuousBackups")
    assert "Osaka: table carts, table clicks, table visits" in shown
