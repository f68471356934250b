"""Where two sides have parted, the one that was activated last is right, if anybody knows which."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest

from futago.breaker import Breakers
from futago.parity.finding import Finding, Sort
from futago.parity.parity import compare
from futago.parity.sight import resources_of
from futago.parity.survey import look
from modules.alarms.inputs import AlarmsInputs
from modules.catalog import KINDS
from modules.dynamodb.gate import table_gate
from modules.dynamodb.inputs import TableInputs
from modules.estate import Estate
from regions import Region
from tests.estates import an_estate
from tests.parity.paper_aws import PaperAws

TABLE = TableInputs.model_validate({"consistency": "strong", "partition_key": "id", "key": "main"})
ESTATE: Estate = an_estate({"tables": {"limits": TABLE}}, settings={"alarms": AlarmsInputs(enabled=False)})
FIRST, SECOND = ESTATE.pair


class Closed(PaperAws):
    """An AWS in which the gates of both Regions are closed."""

    def answer(self, region: Region, operation: str, parameters: Mapping[str, Any]) -> dict[str, Any]:
        """The answer to one call."""
        if operation == "get_resource_policy":
            return {"Policy": table_gate(ESTATE, "limits", TABLE, region).text("closed")}
        return super().answer(region, operation, parameters)


def no_one_writes(right: Region | None) -> Finding:
    """The finding of a strong table that nobody may write."""
    resources = resources_of(ESTATE, KINDS)
    found = compare(look(Closed(ESTATE), ESTATE, resources, None, Breakers(), 4.5), right).findings
    (finding,) = [each for each in found if each.name == "limits" and each.sort is not Sort.DIFFERENT]
    return finding


def test_without_a_journal_nothing_is_mended_on_a_guess() -> None:
    """A person has to say which side is right."""
    assert "futago reconcile --right REGION" in no_one_writes(None).caution


@pytest.mark.parametrize("right", [FIRST, SECOND], ids=str)
def test_with_one_the_commands_are_for_the_right_side(right: Region) -> None:
    """They open the gate of the Region that was activated last."""
    remedies = no_one_writes(right).remedies
    assert any(right.code in each for each in remedies)
    assert "futago reconcile" not in remedies
