"""Observations as JSON, as their schema describes it, and back."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator, ValidationError

from futago.operations import remembered
from futago.operations.observe import Observations, resources_of
from futago.spec import load
from modules.operation import Unreachable
from regions import OSAKA, TOKYO

SCHEMA = remembered.schema()
EXAMPLES = Path(__file__).parents[2] / "examples"
ESTATE = load(EXAMPLES / "payments.yaml", None).estate


def when_well() -> Observations:
    """What is seen of every resource of the example where all is well, but for one that is out of sight."""
    seen: dict[tuple[str, str], Any] = {
        each.key: {
            region.code: each.operator.expected(ESTATE, each.name, each.inputs, region, TOKYO)
            for region in ESTATE.pair
        }
        for each in resources_of(ESTATE)
    }
    seen["table", "sessions"][OSAKA.code] = Unreachable(OSAKA.code, "dynamodb", "no answer", dark=True)
    return seen


def test_schema_is_one() -> None:
    """What is printed for scripts is a JSON Schema of its draft."""
    Draft202012Validator.check_schema(SCHEMA)


def test_every_kind_is_as_its_schema_says() -> None:
    """What a journal holds of the whole example is what the schema allows."""
    Draft202012Validator(SCHEMA).validate(remembered.to_json(when_well()))


@pytest.mark.parametrize("change", [{"class": "modules.nothing:Observation"}, {"seen": {}}])
def test_schema_allows_nothing_else(change: dict[str, Any]) -> None:
    """An unknown class, or one without its attributes, is refused."""
    document = remembered.to_json(when_well())
    document["table/sessions"][TOKYO.code] |= change
    with pytest.raises(ValidationError):
        Draft202012Validator(SCHEMA).validate(document)


def test_read_back_it_is_the_same() -> None:
    """A crashed promotion decides again from what was seen."""
    assert when_well() == remembered.from_json(remembered.to_json(when_well()))
