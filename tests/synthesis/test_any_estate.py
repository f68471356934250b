"""What holds for the synthesis of every valid spec."""

from __future__ import annotations

from copy import deepcopy
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from tests.estates import loaded, synthesized, without_gate_policies, written
from tests.strategies import CODES, KINDS, WITHOUT_KEY, estates, synthesizing
from tests.synthesis.stack_json import entries

MADE_WITH_THE_FIRST = ("network_", "reports_")
"""What an estate has once it has any database, or any bucket."""
OF_ALL = ("aws_cloudwatch_composite_alarm", "aws_cloudwatch_dashboard")
"""Types that are about all resources of an estate: another one changes them."""


@synthesizing
@given(estates())
def test_is_deterministic(document: dict[str, Any]) -> None:
    """Every valid spec synthesizes, and twice to the same bytes."""
    assert written(loaded(document)) == written(loaded(document))


@synthesizing
@given(estates(), st.sampled_from(sorted(KINDS)), st.data())
def test_one_more_changes_no_other(document: dict[str, Any], section: str, data: st.DataObject) -> None:
    """Another resource adds its own blocks, and leaves all else in every stack as it was.

    But for what is about all of them: the estate's own alarm and the dashboards.
    """
    added = data.draw(KINDS[section])
    if section not in WITHOUT_KEY:
        added["key"] = next(iter(document["keys"]))
    larger = deepcopy(document)
    larger[section]["one-more"] = added
    before, after = synthesized(loaded(document)), synthesized(loaded(larger))
    for part, stack in before.items():
        was, now = (_without_what_is_of_all(entries(each)) for each in (stack, after[part]))
        assert was == {place: now.get(place) for place in was}
        for place in now.keys() - was.keys():
            name = place.split(".")[-1]
            assert "_one-more_" in name or name.startswith(MADE_WITH_THE_FIRST)


@synthesizing
@given(estates())
def test_home_changes_only_what_terraform_ignores(document: dict[str, Any]) -> None:
    """A promotion moves home in the spec, and of all stacks just the first policies of the gates."""
    tokyo, osaka = (synthesized(loaded(_at_home_in(document, code))) for code in CODES)
    assert without_gate_policies(tokyo) == without_gate_policies(osaka)


def _without_what_is_of_all(found: dict[str, Any]) -> dict[str, Any]:
    return {place: its for place, its in found.items() if not set(OF_ALL) & set(place.split("."))}


def _at_home_in(document: dict[str, Any], code: str) -> dict[str, Any]:
    moved = deepcopy(document) | {"home": code}
    for section in ("databases", "tables", "secrets", "buckets"):
        for its in moved[section].values():
            if its.get("consistency", "strong") == "strong":
                its["home"] = code
    for its in moved["tables"].values():
        if its["consistency"] == "strong":
            its["strong_reads_in"] = [code]
    return moved
