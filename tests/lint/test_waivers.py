"""Waivers hold on their own line and with a reason only."""

from __future__ import annotations

import pytest

from tests.lint.trees import REGION, Write, findings


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        (f'r = "{REGION}"  # futago: allow the drill is there', "the drill is there"),
        (f'r = "{REGION}"  # futago:allow - the drill', "the drill"),
        (f'r = "{REGION}"  # noqa: X # futago: allow: the drill', "the drill"),
        (f'r = "{REGION}"  /* futago: allow (the drill) */', "the drill"),
        (f"<r>{REGION}</r> <!-- futago: allow the drill -->", "the drill"),
        (f'"r": "{REGION}", "//": "futago: allow the drill"', "the drill"),
        (f'r = "{REGION}"  # futago: allow 訓練', "訓練"),
    ],
)
def test_a_waiver_with_a_reason(tree: Write, line: str, reason: str) -> None:
    """The finding is there, waived for the reason."""
    tree("a.py", line + "\n")
    assert [("region", reason)] == [(each.rule, each.waiver) for each in findings("a.py")]


@pytest.mark.parametrize(
    "tail", ["# futago: allow", "# futago: allow:", "# futago:allow -", "/* futago: allow */"]
)
def test_a_waiver_without_a_reason(tree: Write, tail: str) -> None:
    """It waives nothing, and is a finding itself."""
    tree("a.py", f'r = "{REGION}"  {tail}\n')
    found = [(each.rule, each.waiver) for each in findings("a.py")]
    assert [("region", None), ("waiver-without-reason", None)] == found


@pytest.mark.parametrize(
    "text",
    [
        f'# futago: allow the drill\nr = "{REGION}"\n',
        f'r = "{REGION}"\n# futago: allow the drill\n',
        f'r = "{REGION}"  # futago: allowed for the drill\n',
        f'r = "{REGION}"  # FUTAGO_ALLOW the drill\n',
    ],
)
def test_no_waiver(tree: Write, text: str) -> None:
    """Another line's waiver, and another word, waive nothing."""
    tree("a.py", text)
    assert [("region", None)] == [(each.rule, each.waiver) for each in findings("a.py")]


def test_a_waiver_of_nothing(tree: Write) -> None:
    """Where nothing is found there is nothing to give a reason for."""
    tree("a.py", "x = 1  # futago: allow\n")
    assert [] == findings("a.py")


def test_a_waiver_holds_for_the_whole_line(tree: Write) -> None:
    """Two findings of a line have the one reason."""
    tree("a.py", f'a, b = "{REGION}", "ap-northeast-3"  # futago: allow the pair\n')
    assert ["the pair", "the pair"] == [each.waiver for each in findings("a.py")]
