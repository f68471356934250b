"""The JSON Schema for editors agrees with what reads the spec."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from futago.spec import schema
from futago.spec.composition import compose
from futago.spec.nodes import plain
from modules.catalog import KINDS
from tests.spec_files import EXAMPLES

HEAD: dict[str, Any] = {"estate": "shop", "account": "123456789012"}
TABLE: dict[str, Any] = {"consistency": "eventual", "partition_key": "id"}


@pytest.fixture(scope="module")
def validator() -> Draft202012Validator:
    return Draft202012Validator(schema())


def paths(validator: Draft202012Validator, document: object) -> list[str]:
    return sorted(error.json_path for error in validator.iter_errors(document))


def test_schema_is_a_schema() -> None:
    """It is valid JSON Schema 2020-12, and JSON."""
    document = json.loads(json.dumps(schema()))
    Draft202012Validator.check_schema(document)
    assert "https://json-schema.org/draft/2020-12/schema" == document["$schema"]


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_examples_are_valid(validator: Draft202012Validator, path: Path) -> None:
    """Every example is valid by the schema."""
    node, _ = compose(path.read_text(encoding="utf-8"))
    assert [] == paths(validator, plain(node))


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.section)
def test_every_field_is_there(kind: Any) -> None:
    """Each field of each kind is in the schema, by its key in the spec."""
    document = schema()
    name = kind.inputs.__name__
    fields = {field.alias or key for key, field in kind.inputs.model_fields.items()}
    assert fields == set(document["$defs"][name]["properties"])


def test_no_model_is_open() -> None:
    """Every model refuses keys that it does not know."""
    definitions = schema()["$defs"]
    assert [] == [name for name, each in definitions.items() if each.get("additionalProperties") is not False]


def test_descriptions_are_there() -> None:
    """Descriptions of fields reach the editor."""
    text = json.dumps(schema())
    assert "Days between the scheduling of a deletion and the deletion" in text


@pytest.mark.parametrize(
    ("part", "path"),
    [
        ({"colour": "blue"}, "$"),
        ({"keys": {"main": {"colour": "blue"}}}, "$.keys.main"),
        ({"keys": {"main": {"rotation_period_in_days": 5}}}, "$.keys.main.rotation_period_in_days"),
        ({"account": 123456789012}, "$.account"),
        ({"pair": ["ap-northeast-1", "us-east-1"]}, "$.pair"),
        ({"tables": {"carts": {"consistency": "eventual"}}}, "$.tables.carts"),
        ({"environments": {"a": {"pair": ["ap-northeast-1", "ap-northeast-3"]}}}, "$.environments.a"),
        ({"defaults": {"network": {}}}, "$.defaults"),
    ],
)
def test_what_is_wrong_is_refused(validator: Draft202012Validator, part: dict[str, Any], path: str) -> None:
    """What futago validate refuses or warns about, an editor marks."""
    assert path in paths(validator, HEAD | part)


@pytest.mark.parametrize(
    "part",
    [
        {"x-anything": [1, 2]},
        {"tables": {"carts": TABLE}},
        {"tables": {"carts": {}}, "defaults": {"tables": TABLE}},
        {"tables": {"carts": {}}, "environments": {"a": {"tables": {"carts": TABLE}}}},
        {"tags": {"any": "thing"}},
        {"secrets": {"a": {"generate": False}, "b": {"generate": {"length": 40}}}},
    ],
)
def test_what_is_right_is_valid(validator: Draft202012Validator, part: dict[str, Any]) -> None:
    """What futago validate takes, an editor does not mark."""
    assert [] == paths(validator, HEAD | part)


def test_account_may_come_from_the_environments(validator: Draft202012Validator) -> None:
    """A spec with environments need not have an account of its own."""
    assert [] == paths(validator, {"estate": "shop", "environments": {"a": {"account": "123456789012"}}})
