"""A GitHub on loopback, and who talks to it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.fake_github import FakeGitHub, serving
from tests.review.post.visitor import Visitor


@pytest.fixture
def github() -> Iterator[FakeGitHub]:
    """A GitHub without a comment."""
    with serving(FakeGitHub()) as running:
        yield running


@pytest.fixture
def visitor(github: FakeGitHub) -> Iterator[Visitor]:
    """Who talks to it."""
    visitor = Visitor(github)
    yield visitor
    visitor.leave()
