"""What the alarms are in Terraform's JSON."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from futago.spec import load
from modules.alarms.inputs import AlarmsInputs
from modules.dynamodb.inputs import TableInputs
from modules.kms.inputs import KeyInputs
from tests.estates import an_estate, synthesized

CODES = ("ap-northeast-1", "ap-northeast-3")
TABLE = TableInputs.model_validate({"consistency": "eventual", "partition_key": "id", "key": "main"})


def topics(name: str) -> dict[str, tuple[str, ...]]:
    """A topic in each Region."""
    return {code: (f"arn:aws:sns:{code}:123456789012:{name}",) for code in CODES}


@pytest.fixture(scope="module")
def payments() -> Mapping[str, Any]:
    """The stacks of the largest example."""
    return synthesized(load(Path(__file__).parents[3] / "examples" / "payments.yaml").estate)


@pytest.fixture(scope="module")
def told() -> Mapping[str, Any]:
    """The stacks of an estate that tells one topic of all and another of each."""
    alarms = AlarmsInputs(notify=topics("on-call"), notify_each=topics("chat"))
    return synthesized(an_estate({"tables": {"carts": TABLE}}, {"alarms": alarms}))


@pytest.mark.parametrize("part", ["apne1", "apne3"])
def test_an_alarm_that_rings_without_its_resource_waits_for_it(
    payments: Mapping[str, Any], part: str
) -> None:
    """Nobody is woken by a database in the making: what takes silence for breaching comes after it."""
    alarms = payments[part]["resource"]["aws_cloudwatch_metric_alarm"].values()
    breaching = [each for each in alarms if each["treat_missing_data"] == "breaching"]
    assert breaching
    for alarm in breaching:
        (after,) = alarm["depends_on"]
        name = after.removeprefix("aws_rds_cluster_instance.")
        assert name in payments[part]["resource"]["aws_rds_cluster_instance"]


@pytest.mark.parametrize(("part", "code"), zip(("apne1", "apne3"), CODES, strict=True))
def test_who_is_told_of_what(told: Mapping[str, Any], part: str, code: str) -> None:
    """One when the first rings and when the last is silent, the other of each; in the alarm's Region."""
    found = told[part]["resource"]
    (composite,) = found["aws_cloudwatch_composite_alarm"].values()
    assert [f"arn:aws:sns:{code}:123456789012:on-call"] == composite["alarm_actions"]
    assert composite["alarm_actions"] == composite["ok_actions"]
    each = {tuple(its["alarm_actions"]) for its in found["aws_cloudwatch_metric_alarm"].values()}
    assert {(f"arn:aws:sns:{code}:123456789012:chat",)} == each


def test_nobody_is_told_unless_the_spec_says_so(payments: Mapping[str, Any]) -> None:
    """Of each by itself nobody is in the example."""
    alarms = payments["apne1"]["resource"]["aws_cloudwatch_metric_alarm"].values()
    assert [] == [each["alarm_name"] for each in alarms if "alarm_actions" in each]


def test_only_the_estates_own_alarm_of_a_tree_tells() -> None:
    """Of an estate that takes several rules: else one night would be told of many times."""
    tables = {f"t-{number}": TABLE for number in range(40)}
    stacks = synthesized(an_estate({"tables": tables}, {"alarms": AlarmsInputs(notify=topics("on-call"))}))
    composites = stacks["apne3"]["resource"]["aws_cloudwatch_composite_alarm"].values()
    telling = [each["alarm_name"] for each in composites if "alarm_actions" in each]
    assert (3, ["payments-estate"]) == (len(composites), telling)


def test_both_regions_have_a_dashboard_of_their_own(payments: Mapping[str, Any]) -> None:
    """Two names, for an account has one dashboard of a name; the same body."""
    boards = [
        next(iter(payments[part]["resource"]["aws_cloudwatch_dashboard"].values()))
        for part in ("apne1", "apne3")
    ]
    assert ["payments-apne1", "payments-apne3"] == [each["dashboard_name"] for each in boards]
    assert 1 == len({each["dashboard_body"] for each in boards})


def test_an_estate_that_wants_none_has_none() -> None:
    """No alarm, no composite, no dashboard."""
    quiet = synthesized(an_estate({"keys": {"main": KeyInputs()}}, {"alarms": AlarmsInputs(enabled=False)}))
    kinds = {kind for stack in quiet.values() for kind in stack.get("resource", {})}
    assert set() == {kind for kind in kinds if kind.startswith("aws_cloudwatch")}
