"""Which words a text holds at all: one look for all of them, before much is done for the sake of one."""

from __future__ import annotations

import re
from functools import cache

import hyperscan

from futago.lint.automaton import ONCE, automaton


def mentions(text: str, words: tuple[str, ...]) -> frozenset[str]:
    """Those of the words that are anywhere in the text, in the same case.

    Args:
        text: a text.
        words: up to some dozens; the same ones every time.
    """
    found: list[int] = []
    _looking_for(words).scan(
        text.encode("utf-8", "surrogatepass"),
        lambda word, _start, _end, _flags, _context: found.append(word),
    )
    return frozenset(words[word] for word in found)


@cache
def _looking_for(words: tuple[str, ...]) -> hyperscan.Database:
    return automaton([(re.escape(word).encode(), ONCE) for word in words])
