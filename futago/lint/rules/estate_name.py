"""Names of the estate's buckets, tables, secrets, keys and databases."""

from __future__ import annotations

from collections.abc import Iterator

from futago.lint.document import Line
from futago.lint.rule import Rule, Search, Span
from futago.lint.sought import Sought

RULE = Rule(
    id="estate-name",
    title="A name of the estate",
    why="The spec gives the names: they differ between environments, a bucket's between Regions, too.",
    remedy="Read the name's variable of the environment contract.",
)


def _spans(line: Line, sought: Sought) -> Iterator[Span]:
    return sought.estate_names(line.spaced)


SEARCH = Search(RULE, _spans)
