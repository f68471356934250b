"""A second plan of every stack of the estate is empty. The first of the files that share it."""

from __future__ import annotations

import pytest

from tests.embedded_estate import AppliedStack


@pytest.mark.parametrize("name", ["keys", "tokyo", "osaka", "links"])
def test_second_plan_is_empty(stacks: dict[str, AppliedStack], name: str) -> None:
    """Nothing would change in a stack that was just applied."""
    plan = stacks[name].plan()
    assert (0, "") == (plan.returncode, plan.stdout + plan.stderr if plan.returncode else "")
