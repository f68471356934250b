"""A quick look at a whole change: whether the redaction could hide anything in it.

Most changes hold nothing that looks like a secret. One search through their JSON tells so, for a tenth of
what looking at every value costs. It may be wrong in one direction only: what it lets pass, the redaction
would show.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import partial
from itertools import chain

import msgspec
from ahocorasick_rs import BytesAhoCorasick, Implementation

from futago.review.plan.known_secrets import KnownSecrets
from futago.review.plan.redaction import SCRIPTS
from futago.review.plan.secret_text import (
    BEGINNINGS,
    MAX_SEARCHED,
    MIN_OPAQUE,
    NAME_HINTS,
    NOT_OPAQUE,
    is_opaque,
    names_a_secret,
)

_ENVIRONMENT = re.compile(
    r'env[a-z_]*\\*"\s*:\s*(?:\\*")?\s*[\[{]|_args\\*"\s*:|:environment\\*"', re.IGNORECASE
)
"""A block of environment variables, in JSON or in a text of JSON in it; ``"Environment":"prod"`` is none."""
_MAX_NAME = 80
"""Characters of a name before what makes it one of a secret, and behind."""
_MAX_QUICK_BYTES = 16_384
"""Of all hints together: the quicker search takes some 250 bytes of memory for each of them."""

_Judge = Callable[[str, int, int], bool]
"""Whether what stands in a text of JSON, from a start to an end, is more than a hint."""


class Suspicion:
    """Searches for all hints at once.

    Args:
        known: the sensitive values of all plans under review.
    """

    def __init__(self, known: KnownSecrets) -> None:
        certain = frozenset((*chain.from_iterable(map(_in_json, known.values())), *SCRIPTS))
        hints: tuple[tuple[str, _Judge], ...] = (
            *((hint, _is_certain) for hint in certain),
            *((hint, _is_in_name) for hint in NAME_HINTS),
            *((hint, _is_in_environment) for hint in ("env", "_args")),
            *((hint, partial(_begins, following)) for hint, following in BEGINNINGS.items()),
        )
        self._judges = [judge for _, judge in hints]
        searched = [hint.encode() for hint, _ in hints]
        is_small = sum(map(len, searched)) <= _MAX_QUICK_BYTES
        how = Implementation.DFA if is_small else Implementation.ContiguousNFA
        self._search = BytesAhoCorasick(searched, implementation=how)

    def falls_on(self, encoded: bytes) -> bool:
        """Whether JSON in UTF-8 may hold something to hide."""
        if len(encoded) > MAX_SEARCHED:
            return True
        is_ascii = encoded.isascii()
        lowered = encoded.lower() if is_ascii else encoded.decode().lower().encode()
        hits = self._search.find_matches_as_indexes(lowered, overlapping=True)
        # Other letters in lower case may be longer, so that hits stand elsewhere: those are not looked at.
        if hits and (not is_ascii or self._is_more(encoded.decode(), hits)):
            return True
        return lowered != encoded and _has_opaque_word(encoded)  # what is opaque has capitals, too

    def _is_more(self, text: str, hits: list[tuple[int, int, int]]) -> bool:
        return any(self._judges[hint](text, start, end) for hint, start, end in hits)


def _is_certain(_text: str, _start: int, _end: int) -> bool:
    return True


def _is_in_name(text: str, start: int, end: int) -> bool:
    """Whether it is in the name of a secret: a key, or the name in a pair; a longer text may be anything."""
    first = text.rfind('"', max(start - _MAX_NAME, 0), start)
    last = text.find('"', end, end + _MAX_NAME)
    return first < 0 or last < 0 or names_a_secret(text[first + 1 : last].rstrip("\\"))


def _is_in_environment(text: str, start: int, _end: int) -> bool:
    return _ENVIRONMENT.search(text, max(start - 1, 0)) is not None


def _begins(following: re.Pattern[str], text: str, _start: int, end: int) -> bool:
    """Whether a secret begins there: it goes on as it has to."""
    return following.match(text.lower(), end) is not None


def _in_json(value: str) -> tuple[str, str]:
    """How a value stands in JSON, and in a text of JSON in it, in lower case."""
    once = msgspec.json.encode(value).decode()[1:-1]
    return once.lower(), msgspec.json.encode(once).decode()[1:-1].lower()


def _has_opaque_word(encoded: bytes) -> bool:
    words = encoded.translate(NOT_OPAQUE).split()
    return any(is_opaque(word.decode()) for word in words if len(word) >= MIN_OPAQUE and not word.islower())
