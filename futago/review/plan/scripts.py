"""User data and the like: which lines change, and which variables they set, without what they say.

A script can hold a secret in any word, so that none of its values is shown.
"""

from __future__ import annotations

import base64
import binascii
import re
from collections.abc import Iterator
from typing import Any

from futago.review.plan.alignment import differing_lines
from futago.review.plan.redaction import HIDDEN, SCRIPTS, SENSITIVE, Redaction

_MAX_LINES = 2000
_MAX_CHARACTERS = 200_000
_ASSIGNMENT = re.compile(
    r"\s*(?:- )?(?:export\s+|readonly\s+|local\s+|set\s+|ENV\s+)?([A-Za-z_][\w.-]{0,60})\s*[=:]"
)


def is_script(name: str) -> bool:
    """Whether an attribute of this name holds a script, plain or in base64."""
    return name in SCRIPTS


def script_lines(
    before: Any, after: Any, redaction: Redaction
) -> Iterator[tuple[str, str | None, str | None]]:
    """The lines that differ, as (place, before, after); values in them are never shown."""
    old, new = (_lines(side) for side in (before, after))
    if old is None or new is None:
        yield "content", None if before is None else HIDDEN, None if after is None else HIDDEN
        return
    for number, was, then in differing_lines(old, new):
        yield f"line {number}", _outline(was, redaction), _outline(then, redaction)


def _lines(value: Any) -> list[str] | None:
    """The lines of a script; none of an absent one, None for one that is not text."""
    if value is None:
        return []
    if not isinstance(value, str) or len(value) > _MAX_CHARACTERS:
        return None
    text = _decoded(value)
    lines = text.splitlines() if text is not None else None
    return lines if lines is not None and len(lines) <= _MAX_LINES else None


def _decoded(value: str) -> str | None:
    """The text of a script that may be in base64; None for what is no text (gzip)."""
    try:
        content = base64.b64decode(value, validate=True)
    except (binascii.Error, ValueError):
        return value
    try:
        return content.decode()
    except UnicodeDecodeError:
        return None


def _outline(line: str | None, redaction: Redaction) -> str | None:
    if line is None:
        return None
    name = _ASSIGNMENT.match(line)
    shown = redaction.key(name[1]) if name else ""
    return f"{shown} {HIDDEN}" if shown and shown != SENSITIVE else HIDDEN
