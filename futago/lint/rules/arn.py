"""ARNs that name a Region, an account or something of the estate."""

from __future__ import annotations

import re
from collections.abc import Iterator

from futago.lint.document import Line
from futago.lint.interpolation import INTERPOLATION
from futago.lint.rule import Rule, Search, Span
from futago.lint.sought import Sought

RULE = Rule(
    id="arn",
    title="An ARN with a Region, an account or a name of the estate",
    why="The resource of that ARN is in one Region and one account; in the other Region it is another one, "
    "and permissions for this ARN do not reach it.",
    remedy="Read the ARN's variable of the environment contract, or build the ARN from FUTAGO_REGION and "
    "FUTAGO_ACCOUNT_ID.",
)

_ARN = re.compile(
    rf"(?<![A-Za-z0-9_-])arn:(?:aws[a-z-]*|{INTERPOLATION}|\*):(?:{INTERPOLATION}|[A-Za-z0-9_:/.@+=*?#$~%-]|,(?!arn:))*"
)
"""The form: IAM User Guide, "Identify AWS resources with Amazon Resource Names"."""
_AFTER = ".,:;/"
"""What may follow an ARN in a sentence or a list and is not of it."""
_QUOTES = ("'", '"', "`")
"""What ends a literal: all before it is of the ARN, which the rest of an expression may go on with."""


def _spans(line: Line, sought: Sought) -> Iterator[Span]:
    if "arn:" not in line.text:
        return
    for found in _ARN.finditer(line.spaced):
        text = found[0]
        if line.text[found.end() : found.end() + 1] not in _QUOTES:
            text = text.rstrip(_AFTER)
        end = found.start() + len(text)
        if sought.ties(line.spaced, found.start(), end):
            yield found.start(), end


SEARCH = Search(RULE, _spans)
