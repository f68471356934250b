"""Region codes, in any spelling."""

from __future__ import annotations

from collections.abc import Iterator

from futago.lint.document import Line
from futago.lint.rule import Rule, Search, Span
from futago.lint.sought import Sought

RULE = Rule(
    id="region",
    title="A Region's code",
    why="The application is tied to one Region: released to the other, it still reads, writes or waits here, "
    "and when this Region is dark it fails with it.",
    remedy="Read FUTAGO_REGION from the environment; the SDKs take it from AWS_REGION by themselves.",
)


def _spans(line: Line, sought: Sought) -> Iterator[Span]:
    return sought.regions(line.spaced)


SEARCH = Search(RULE, _spans)
