"""Bytes of a file as text, in whatever encoding people have saved it."""

from __future__ import annotations

import codecs

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
"""Byte order marks (Unicode, "UTF-8, UTF-16, UTF-32 & BOM"); the longer ones first."""


BASELINE_KEY = "futago-lint-baseline"
BASELINE_START = f'{{\n  "{BASELINE_KEY}":'.encode()
"""How a baseline starts. It holds what was found, and is not linted itself."""


def is_wide(head: bytes | bytearray) -> bool:
    """Whether a file that starts so is UTF-16 or UTF-32."""
    return head[:2] in (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE) or head[:4] == codecs.BOM_UTF32_BE


def text_of(data: bytes) -> str | None:
    """The text, without a byte order mark; None for a binary file.

    What is neither marked nor UTF-8 is read as Latin-1, which takes every byte: the literals that are looked
    for are ASCII in either.
    """
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return data[len(mark) :].decode(encoding, "replace")
    if b"\0" in data:
        return None
    try:
        return data.decode()
    except UnicodeDecodeError:
        return data.decode("latin-1")
