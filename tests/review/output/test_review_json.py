from __future__ import annotations

import json

import pytest
from hypothesis import given
from jsonschema import Draft202012Validator

from futago.cli.schema import schema_of
from futago.review.model import Review
from futago.review.output.as_json import render
from tests.review.output import reviews
from tests.strategies import hostile_text

SCHEMA = schema_of("review")
VALIDATOR = Draft202012Validator(SCHEMA, format_checker=Draft202012Validator.FORMAT_CHECKER)


def test_the_schema_is_a_schema() -> None:
    """JSON Schema 2020-12 takes it."""
    Draft202012Validator.check_schema(SCHEMA)


@pytest.mark.parametrize("review", [reviews.empty(), reviews.payments(), reviews.many(3, 2)])
def test_the_document_is_what_the_schema_says(review: Review) -> None:
    """Nothing is in it that the schema does not know, and nothing is missing."""
    assert [] == list(VALIDATOR.iter_errors(json.loads(render(review))))


@given(hostile_text)
def test_texts_come_through_as_they_are_in_ascii(text: str) -> None:
    """A reader gets the very text; a terminal that shows the file gets nothing to act upon."""
    written = render(reviews.hostile(text))
    document = json.loads(written)
    assert (text, True, []) == (document["estate"], written.isascii(), list(VALIDATOR.iter_errors(document)))
    assert set() == {character for character in written if ord(character) < 32 and character != "\n"}


def test_every_property_is_described() -> None:
    """The schema is the documentation: each property of each object says what it is."""

    def undescribed(node: object, at: str) -> list[str]:
        if not isinstance(node, dict):
            return []
        here = [
            f"{at}.{name}"
            for name, each in node.get("properties", {}).items()
            if not {"description", "$ref", "anyOf"} & set(each)
        ]
        return here + [found for name, each in node.items() for found in undescribed(each, f"{at}.{name}")]

    assert [] == undescribed(SCHEMA, "")


def test_replace_is_counted_apart() -> None:
    """A replacement is no destroy and no create."""
    counts = json.loads(render(reviews.payments()))["counts"]["ap-northeast-1"]
    assert {"create": 0, "update": 4, "replace": 1, "delete": 0, "forget": 0} == counts
