"""Many names in a sentence."""

from __future__ import annotations

import pytest

from futago.rendering.listing import listed


@pytest.mark.parametrize(
    ("names", "sentence"),
    [([], ""), (["a"], "a"), (["a", "b"], "a, b"), (["a", "b", "c", "d"], "a, b and 2 more")],
)
def test_beyond_the_most_they_are_counted(names: list[str], sentence: str) -> None:
    """As many as may be shown are named, and the others counted."""
    assert sentence == listed(names, 2)
