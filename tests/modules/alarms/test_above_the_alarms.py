"""The composite alarm of an estate, however large, and the dashboard of a pair."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from futago.spec import load
from modules.alarms.dashboard import dashboard_body
from modules.alarms.estate_alarms import (
    LONGEST_RULE,
    MOST_CHILDREN,
    alarms_of_pair,
    composites,
    named_alarms,
)
from modules.dynamodb.inputs import TableInputs
from tests.estates import an_estate

PAYMENTS = load(Path(__file__).parents[3] / "examples" / "payments.yaml").estate
FIRST, SECOND = PAYMENTS.pair
TABLE = TableInputs.model_validate({"consistency": "eventual", "partition_key": "id", "key": "main"})
LARGE = an_estate({"tables": {f"t-{number}": TABLE for number in range(500)}})
MOST_WIDGETS, MOST_METRICS, MOST_OF_ALL = 500, 500, 2500
"""CloudWatch User Guide, "CloudWatch service quotas", dashboards."""


@pytest.mark.parametrize("count", [1, 100, 101, 5_000, 20_000])
def test_every_alarm_is_below_the_estates_own(count: int) -> None:
    """One rule or a tree of them: each within CloudWatch's limits, and no alarm is left out."""
    names = [f"payments-table-{'t' * 41}-{number}-throttled" for number in range(count)]
    made = {each.name: each for each in composites(PAYMENTS, FIRST, names)}
    assert all(len(each.children) <= MOST_CHILDREN for each in made.values())
    assert all(len(each.rule) <= LONGEST_RULE for each in made.values())
    reached, to_see = set[str](), ["payments-estate"]
    while to_see:
        name = to_see.pop()
        reached.add(name)
        to_see += made[name].children if name in made else ()
    assert {*names, *made} == reached


def test_children_come_before_their_composite() -> None:
    """CloudWatch refuses a rule about an alarm that isn't there."""
    names = [f"payments-{number}" for number in range(250)]
    known = set(names)
    for each in composites(PAYMENTS, FIRST, names):
        assert set(each.children) <= known
        known.add(each.name)


def test_no_alarms_have_no_composite() -> None:
    """A rule can't be empty."""
    assert () == composites(PAYMENTS, FIRST, [])


def _widgets(column: int, sort: str) -> list[Mapping[str, Any]]:
    body = dashboard_body(PAYMENTS, alarms_of_pair(PAYMENTS))
    return [each for each in body["widgets"] if each["x"] == column and each["type"] == sort]


def test_the_pair_is_side_by_side() -> None:
    """Every graph of the first Region has that of the second at its right."""
    left, right = _widgets(0, "metric"), _widgets(12, "metric")
    assert left
    assert [(each["y"], each["height"]) for each in left] == [(each["y"], each["height"]) for each in right]
    assert [FIRST.code] * len(left) == [each["properties"]["region"] for each in left]
    assert [SECOND.code] * len(right) == [each["properties"]["region"] for each in right]


def test_every_alarm_is_shown_beside_its_twin() -> None:
    """The estate's own first."""
    ((left,), (right,)) = (_widgets(column, "alarm") for column in (0, 12))
    for region, widget in ((FIRST, left), (SECOND, right)):
        names = ["payments-estate", *(each.name for each in named_alarms(PAYMENTS, region))]
        expected = [PAYMENTS.names.alarm_arn(name, region.code) for name in names]
        assert expected == widget["properties"]["alarms"]


def test_a_graph_knows_its_lines_apart() -> None:
    """No two lines of a graph have one id, and an expression refers to those of its own graph."""
    for widget in _widgets(0, "metric"):
        ids = [line[-1]["id"] for line in widget["properties"]["metrics"]]
        assert len(ids) == len(set(ids))


def test_a_large_estate_has_a_dashboard_that_cloudwatch_takes() -> None:
    """With 500 tables: no graph has more lines than it may, and the alarms are shown by their composites."""
    body = json.loads(json.dumps(dashboard_body(LARGE, alarms_of_pair(LARGE))))
    counts = [len(each["properties"].get("metrics", ())) for each in body["widgets"]]
    assert len(body["widgets"]) <= MOST_WIDGETS
    assert max(counts) <= MOST_METRICS
    assert sum(counts) <= MOST_OF_ALL
    shown = [each["properties"]["alarms"] for each in body["widgets"] if each["type"] == "alarm"]
    assert all(0 < len(its) <= MOST_CHILDREN for its in shown)
