"""What is said where text is no YAML: the parser's own words tell its authors more than its users."""

from __future__ import annotations

from dataclasses import dataclass

import yaml

_QUOTE = ("a quotation that never ends", "close it with the quote that it starts with")
_BRACKET = ("a bracket or a brace that is not closed", "needed is its partner, and a comma between values")
_INDENTATION = ("this does not fit the indentation above", "keys of one mapping start in one column")
_SENTENCES = {
    "found character that cannot start any token": (
        "a tab, or a character that starts no value",
        "indent with spaces, and put text that starts with @, ` or % in quotes",
    ),
    "mapping values are not allowed in this context": (
        "a second ': ' in one line",
        "put text that holds a colon in quotes",
    ),
    "found unexpected end of stream": _QUOTE,
    "did not find expected ',' or '}'": _BRACKET,
    "did not find expected ',' or ']'": _BRACKET,
    "did not find expected key": _INDENTATION,
    "did not find expected '-' indicator": _INDENTATION,
    "could not find expected ':'": ("a key without ': '", "write key: value"),
}
"""libyaml's messages; others are passed on as they are."""


@dataclass(frozen=True)
class SyntaxFlaw:
    """Where the parser stopped, and why."""

    line: int
    column: int
    wrong: str
    allowed: str


def syntax_flaw(error: yaml.MarkedYAMLError) -> SyntaxFlaw:
    """The parser's error for people, pointed at what was never closed and not at where that showed."""
    wrong, allowed = _SENTENCES.get(
        str(error.problem), (f"not YAML: {error.problem}", "check indentation, colons and quotes up to here")
    )
    opened = error.context_mark if (wrong, allowed) in (_QUOTE, _BRACKET) else None
    mark = opened or error.problem_mark
    return SyntaxFlaw(mark.line + 1 if mark else 1, mark.column + 1 if mark else 1, wrong, allowed)
