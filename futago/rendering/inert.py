"""Text of a plan or a spec that stays text, whatever it is shown in.

Names, tags, descriptions, map keys and values of a plan are written by whoever opens the pull request. Shown
as they are, they could hide a destroy behind a bidi override (CVE-2021-42574, "Trojan Source"), drive a
terminal by escape sequences, close the fold that they are in, or call people and issues from a comment.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable

from markupsafe import Markup, escape

_BLANK = frozenset(
    map(
        chr,
        (
            *(0x034F, 0x115F, 0x1160, 0x17B4, 0x17B5, 0x2800, 0x3164, 0xFFA0),
            *range(0x180B, 0x1810),
            *range(0xFE00, 0xFE10),
            *range(0xE0100, 0xE01F0),
        ),
    )
)
"""Printable by Python's word, and yet nothing is seen: fillers and variation selectors (Unicode,
DerivedCoreProperties, Default_Ignorable_Code_Point)."""
_SIGNS = {"\n": "⏎", "\t": "⇥", "\u3000": "\u3000"}
_MARKS_MAX = 3
"""Combining marks on one character; more paint over the lines above and below. No script needs more."""

_CODE = re.compile(r"`([^`]+)`")
_MARKDOWN_TRIGGER = re.compile(
    r"[@#!~%&$^:](?=[\w\"'\[{(/+-])"  # mentions, issues, merge requests, labels, milestones, emoji, URLs
    r"|(?<=[A-Z])-(?=\d)"  # GH-1, JIRA-1
    r"|[0-9a-fA-F]{6}(?=[0-9a-fA-F])"  # commits have seven digits and more
    r"|(?<=\b[Ww][Ww][Ww])\."
)
"""Where GitHub and GitLab, after parsing, look into text that is not code for something to link
(GitHub Docs, "Autolinked references and URLs"; GitLab Docs, "GitLab-specific references")."""


def visible(text: str) -> str:
    """The text on one line, with everything shown that would otherwise act, hide or not print.

    Control, format, bidi, surrogate and private characters become ``⟨U+202E⟩``, a line's end ``⏎``.
    """
    if text.isascii() and text.isprintable():
        return text
    shown, marks = [], 0
    for character in text:
        marks = marks + 1 if unicodedata.combining(character) else 0
        inert = character.isprintable() and character not in _BLANK and marks <= _MARKS_MAX
        shown.append(character if inert else _SIGNS.get(character, f"⟨U+{ord(character):04X}⟩"))
    return "".join(shown)


def clipped(text: str, limit: int) -> str:
    """``visible`` of at most ``limit`` characters, and how many there are besides."""
    if len(text) <= limit:
        return visible(text)
    return f"{visible(text[:limit])}… ({len(text) - limit:,} more characters)"


def markdown_code(text: str) -> Markup:
    """The text as code for an HTML block of a markdown document.

    GitHub and GitLab look for references, mentions, links and emoji in every text but that of ``code`` and
    ``pre``, and neither parses markdown inside an HTML block (CommonMark 0.31.2, 4.6).
    """
    return Markup("<code>{}</code>").format(visible(text))


def markdown_prose(text: str) -> Markup:
    """The text as running text for an HTML block of a markdown document; what stands in backticks is code.

    Each character that could start a reference stands in an element of its own: both sites look at one text
    node at a time. What reads ``hashicorp/terraform#1`` calls nobody.
    """
    return _prose(visible(text), _apart)


def html_prose(text: str) -> Markup:
    """The text as running text for a page; what stands in backticks is code."""
    return _prose(visible(text), escape)


def _prose(text: str, plain: Callable[[str], Markup]) -> Markup:
    # The pattern has one group: every second piece is what stood in backticks.
    pieces = enumerate(_CODE.split(text))
    return Markup("").join(
        Markup("<code>{}</code>").format(each) if at % 2 else plain(each) for at, each in pieces
    )


def _apart(text: str) -> Markup:
    parts, start = [], 0
    for trigger in _MARKDOWN_TRIGGER.finditer(text):
        parts.append(Markup("{}<span>{}</span>").format(text[start : trigger.start()], trigger[0]))
        start = trigger.end()
    return Markup("").join([*parts, escape(text[start:])])


def sarif_text(text: str) -> str:
    """The text as a plain message of SARIF, in which brackets can make links and braces placeholders.

    Source: SARIF 2.1.0, 3.11.5 (braces are doubled) and 3.11.6 (``[text](target)``).
    """
    return visible(text).replace("](", "] (").replace("{", "{{").replace("}", "}}")
