from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given

from futago.review.output.text import render
from tests.review.output import reviews
from tests.strategies import hostile_text


@given(hostile_text)
def test_nothing_of_a_plan_reaches_the_terminal_as_a_command(text: str) -> None:
    """No escape sequence, control or bidi character comes out, with or without the text asking for it."""
    shown = render(reviews.hostile(text)).replace("\n", "")
    acting = {character for character in shown if unicodedata.category(character) in {"Cc", "Cf", "Cs", "Co"}}
    assert set() == acting


def test_colours_are_for_terminals_only() -> None:
    """Escape sequences come when they are asked for."""
    assert [False, True] == [
        "\x1b[" in render(reviews.payments(), colours=wanted) for wanted in (False, True)
    ]


@pytest.mark.parametrize("width", [60, 100, 200])
def test_no_line_is_wider_than_the_terminal(width: int) -> None:
    """Long addresses fold inside their column."""
    lines = render(reviews.payments(), width=width).splitlines()
    assert [] == [line for line in lines if len(line) > width]


def test_the_order_is_that_of_a_reviewer() -> None:
    """Warnings, counts, dangers, asymmetries, what is lost, notes, all changes, drift."""
    shown = render(reviews.payments())
    wanted = ("not the whole truth", "replace   add", "What is dangerous", "What makes the Regions differ",
              "1 resource is destroyed", "Worth knowing", "All changes", "Drift")  # fmt: skip
    found = [shown.index(each) for each in wanted]
    assert sorted(found) == found


def test_a_finding_tells_place_value_reason_and_remedy() -> None:
    """Region, address, before → after, why and what to do."""
    shown = " ".join(render(reviews.payments(), width=250).split())
    assert [True] * 4 == [
        each in shown
        for each in (
            "• Osaka aws_dynamodb_table_replica.cards_apne3 point_in_time_recovery: true → false",
            "why S3 refuses to replicate",
            "do Set `status` back",
            "because it is no longer in the configuration",
        )
    ]


def test_many_rows_are_cut_and_say_so() -> None:
    """A terminal is no place for thousands of rows."""
    assert "… and 1,800 resources more; --format html or json shows all" in render(reviews.many(2_000))


def test_no_changes_are_said() -> None:
    """A review of nothing is not an empty text."""
    assert "No changes." in render(reviews.empty())
