"""Whatever stands in the file, it is a spec or every problem has a place."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given

from futago.errors import Problem, SpecError
from futago.spec import validate
from tests.strategies import mangled_examples, yaml_like


def problems_of(text: str) -> tuple[Problem, ...]:
    with TemporaryDirectory() as folder:
        path = Path(folder) / "estate.yaml"
        path.write_text(text, encoding="utf-8", newline="")
        try:
            return validate(path)
        except SpecError as error:
            return error.problems


def check(text: str) -> None:
    lines = len(text.splitlines()) + 1
    for problem in problems_of(text):
        assert 1 <= problem.line <= lines
        assert problem.column >= 1
        assert str(problem).isprintable()


@given(yaml_like)
def test_yaml_like_text(text: str) -> None:
    """Text made of YAML's own characters never ends in a traceback."""
    check(text)


@given(mangled_examples())
def test_mangled_example(text: str) -> None:
    """An example with a piece replaced never ends in a traceback."""
    check(text)


@pytest.mark.parametrize(
    "text",
    ["[" * 100_000, "- " * 100_000, "{a: " * 50_000, "&a [*a]", "a: &a {b: *a}", "? " * 10_000, "!" * 9_000],
)
def test_text_made_to_exhaust(text: str) -> None:
    """Deep nesting and self-reference end in an error, soon."""
    check(text)
