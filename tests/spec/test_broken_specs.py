"""Every broken spec is refused with exactly the messages that it starts with.

A file starts with what must be said about it, a comment line each: ``# error: line:column: path: what is
wrong; what is allowed``.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from futago.errors import Problem, SpecError
from futago.spec import validate
from modules.catalog import KINDS

BROKEN = tuple(sorted((Path(__file__).parent / "broken").glob("*.yaml")))
CORPUS_MIN = 80

each_broken_spec = pytest.mark.parametrize("path", BROKEN, ids=lambda path: path.stem)


def expected(path: Path) -> list[str]:
    lines = path.read_text(encoding="utf-8").splitlines()
    return [line.removeprefix("# ") for line in lines if line.startswith(("# error: ", "# warning: "))]


def said(path: Path) -> list[str]:
    errors: tuple[Problem, ...] = ()
    try:
        warnings = validate(path)
    except SpecError as error:
        errors, warnings = error.problems, error.warnings
    return [
        f"{sort}: {str(problem).removeprefix(f'{path}:')}"
        for sort, problems in (("error", errors), ("warning", warnings))
        for problem in problems
    ]


@each_broken_spec
def test_broken_spec_is_refused_in_these_words(path: Path) -> None:
    """Each problem is told at its place, with what is wrong and what is allowed, and no other is told."""
    assert expected(path) == said(path)


@each_broken_spec
def test_broken_spec_has_an_error(path: Path) -> None:
    """A file of the corpus is refused, and not only warned about."""
    assert any(line.startswith("error: ") for line in expected(path))


def test_corpus_is_large() -> None:
    """The corpus has at least the 80 specs that were promised."""
    assert len(BROKEN) >= CORPUS_MIN


@pytest.mark.parametrize("section", [kind.section for kind in KINDS])
def test_corpus_covers_every_kind(section: str) -> None:
    """Each section of the catalog has a spec that is refused for something in it."""
    assert any(f": {section}." in line for path in BROKEN for line in expected(path))
