"""What a rule is, and what it finds."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from futago.lint.document import Line
    from futago.lint.sought import Sought

Span = tuple[int, int]
"""Where in a line: the first character and the one after the last."""


@dataclass(frozen=True, slots=True)
class Rule:
    """One kind of thing that ties an application to a Region.

    Attributes:
        id: as findings and SARIF name it.
        title: what it finds, in a few words.
        why: what goes wrong because of it.
        remedy: what to do.
    """

    id: str
    title: str
    why: str
    remedy: str


def _always(_line: Line, _span: Span, _sought: Sought) -> bool:
    return True


@dataclass(frozen=True, slots=True)
class Search:
    """A rule, and how its literals are found in a line.

    Attributes:
        rule: the rule.
        spans: yields where its literals are, whatever surrounds them.
        counts: whether what is found there is a literal of the rule, where only what surrounds it tells;
            asked where no wider literal covers it.
    """

    rule: Rule
    spans: Callable[[Line, Sought], Iterator[Span]]
    counts: Callable[[Line, Span, Sought], bool] = _always


@dataclass(frozen=True)  # no slots: with them it takes twice as long to send to another process
class Finding:
    """A literal that does not belong where it is.

    Attributes:
        path: the file.
        line: 1-based.
        column: 1-based, in characters.
        rule: the id of the rule.
        text: the literal.
        variable: what of the environment contract replaces it; empty where nothing does.
        line_hash: what the line says, hashed without the space around it: a baseline knows a finding by it
            and by path, rule and text, wherever the line moves.
        waiver: the reason of the waiver on its line; None where there is none.
    """

    path: str
    line: int
    column: int
    rule: str
    text: str
    variable: str
    line_hash: str
    waiver: str | None = None
