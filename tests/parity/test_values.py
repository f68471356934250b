"""Values are compared as what they mean."""

from __future__ import annotations

import json
from typing import Any

import pytest

from futago.parity.values import apart_from_region, leaves, same
from modules.parity import Setting
from modules.policy_structure import policy_fact
from regions import PAIRS

PAIR = PAIRS[0]
POLICY = Setting("policy")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ([1, 2], [2, 1]),
        (70, 70.0),
        ({"a": [1]}, {"a": (1,)}),
        (None, None),
        ([{"b": 1}, {"a": 1}], [{"a": 1}, {"b": 1}]),
    ],
)
def test_what_means_the_same_is_the_same(one: Any, other: Any) -> None:
    """Order, and the form of a number, say nothing."""
    assert same(one, other)


@pytest.mark.parametrize(
    ("one", "other"), [([1], [1, 1]), (True, 1), ("1", 1), (None, False), ({}, None), ("a", "b"), (0.5, 0)]
)
def test_what_means_another_is_not_the_same(one: Any, other: Any) -> None:
    """True is no 1, nothing is no False, and twice is not once."""
    assert not same(one, other)


def test_a_region_is_taken_out_of_values() -> None:
    """Two ARNs that differ in their own Region's code and short code alone mean the same."""
    first, second = (
        apart_from_region(f"arn:aws:x:{region.code}:1:y/the-{region.short_code}/{region.code}a", region, PAIR)
        for region in PAIR
    )
    assert first == second


def test_a_region_that_is_the_wrong_one_stays_different() -> None:
    """Osaka's resource that names Osaka is not Tokyo's resource that names Osaka."""
    first, second = (apart_from_region(PAIR.second.code, region, PAIR) for region in PAIR)
    assert first != second


def test_leaves_are_located() -> None:
    """A difference deep in a structure is named by the keys that lead to it."""
    found = dict(leaves([{"a": {"b": 1, "c": 2}}, {"a": {"b": 1, "c": 3}}]))
    assert {("a", "b"): (1, 1), ("a", "c"): (2, 3)} == found


def test_what_is_missing_as_a_whole_is_one_difference() -> None:
    """A rule that one side lacks is not one difference for each of its members."""
    rule = {"days": 1, "class": "x"}
    assert {("r",): (rule, None)} == dict(leaves([{"r": rule}, {}]))


def test_nothing_on_both_sides_is_compared_too() -> None:
    """Empty on both sides is a row that says equal."""
    assert [((), ({}, {}))] == list(leaves([{}, {}]))


def _statement(**its: Any) -> dict[str, Any]:
    return {"Sid": "A", "Effect": "Allow", "Principal": "*", "Action": ["b", "a"], "Resource": "*", **its}


def _text(*statements: dict[str, Any]) -> str:
    return json.dumps({"Version": "2012-10-17", "Statement": list(statements)})


@pytest.mark.parametrize(
    "written",
    [
        _statement(Action=["a", "b"]),
        _statement(Principal={"AWS": "*"}),
        _statement(Principal={"AWS": ["*"]}),
        _statement(Resource=["*"]),
        _statement(Sid="Other"),
    ],
)
def test_a_policy_written_otherwise_is_the_same(written: dict[str, Any]) -> None:
    """Order, lists around one value, spellings of everybody, and ids say nothing."""
    fact = policy_fact(POLICY, _text(written), [_statement()])
    assert same(fact.seen, fact.wanted)


def test_an_account_is_its_root() -> None:
    """An account's number as a principal is its root."""
    number, root = {"AWS": "123456789012"}, {"AWS": "arn:aws:iam::123456789012:root"}
    fact = policy_fact(POLICY, _text(_statement(Principal=number)), [_statement(Principal=root)])
    assert same(fact.seen, fact.wanted)


@pytest.mark.parametrize(
    "written",
    [
        _statement(Effect="Deny"),
        _statement(Action=["a"]),
        _statement(Principal={"AWS": "arn:aws:iam::123456789012:root"}),
        _statement(Condition={"Bool": {"aws:SecureTransport": "true"}}),
    ],
)
def test_a_policy_that_means_another_is_not_the_same(written: dict[str, Any]) -> None:
    """Effect, actions, principals and conditions are what a policy means."""
    fact = policy_fact(POLICY, _text(written), [_statement()])
    assert not same(fact.seen, fact.wanted)


def test_no_policy_is_not_an_empty_one() -> None:
    """Where none is wanted, one that is there is a difference."""
    assert same(policy_fact(POLICY, None, None).seen, None)
    assert not same(policy_fact(POLICY, _text(_statement()), None).seen, None)
