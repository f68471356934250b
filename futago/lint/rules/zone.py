"""Availability Zones, by name or id."""

from __future__ import annotations

from collections.abc import Iterator

from futago.lint.document import Line
from futago.lint.rule import Rule, Search, Span
from futago.lint.sought import Sought

RULE = Rule(
    id="zone",
    title="An Availability Zone",
    why="A zone is in one Region, and its name means another place in every account: nothing of that name is "
    "in the other Region.",
    remedy="Ask EC2 for the zones of FUTAGO_REGION, or let the subnets that the Region's stack makes decide.",
)


def _spans(line: Line, sought: Sought) -> Iterator[Span]:
    return sought.zones(line.spaced)


SEARCH = Search(RULE, _spans)
