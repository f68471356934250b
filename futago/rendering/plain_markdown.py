"""Text of others in markdown that is read rendered or raw: runbooks and reports, not comments.

In a file nobody is called by a mention and no issue is linked (GitHub Docs, "Basic writing and formatting
syntax"), so that escapes are enough, and the raw text stays readable.
"""

from __future__ import annotations

import re

from markupsafe import Markup

from futago.rendering.inert import visible

_SPECIAL = re.compile(r"[\\`*_\[\]<>|&#~]")
"""What means something within a line of CommonMark 0.31.2 or of a GitHub table."""
_CODE = re.compile(r"`([^`]+)`")
_TICKS = re.compile("`+")


def prose(text: str) -> Markup:
    """Running text that stays text; what stands in backticks is code."""
    pieces = enumerate(_CODE.split(visible(text)))
    return Markup("").join(code(each) if at % 2 else Markup(_escaped(each)) for at, each in pieces)  # noqa: S704 # escaped


def code(text: str) -> Markup:
    """The text as code within a line, also of a table, where a bar has to be escaped even in code."""
    if not text:
        return Markup("-")
    shown = visible(text).replace("|", "\\|")
    ticks = "`" * (1 + max(map(len, _TICKS.findall(shown)), default=0))
    pad = " " if shown.startswith("`") or shown.endswith("`") else ""
    return Markup(f"{ticks}{pad}{shown}{pad}{ticks}")  # noqa: S704 # the fence is longer than any within


def block(text: str) -> Markup:
    """The text as a block of code."""
    lines = [visible(line) for line in text.split("\n")]
    ticks = "`" * max(3, 1 + max(map(len, _TICKS.findall(text)), default=0))
    return Markup("\n".join([f"\n{ticks}sh", *lines, ticks, ""]))  # noqa: S704 # likewise


def _escaped(text: str) -> str:
    return _SPECIAL.sub(lambda found: f"\\{found[0]}", text)
