"""A quick look at a whole change: whether the redaction could hide anything in it.

Most changes hold nothing that looks like a secret. One search through their JSON tells so, for a tenth of
what looking at every value costs. It may be wrong in one direction only: what it lets pass, the redaction
would show.
"""

from __future__ import annotations

import re
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
    has_secret_look,
    is_opaque,
    names_a_secret,
)

_ENVIRONMENT = re.compile(
    r'env[a-z_]*\\*"\s*:\s*(?:\\*")?\s*[\[{]|_args\\*"\s*:|:environment\\*"', re.IGNORECASE
)
"""A block of environment variables, in JSON or in a text of JSON in it; ``"Environment":"prod"`` is none."""
_WORD = re.compile(r'"([^"\\]{1,80})\\*"')
"""A key, or a text that can be the name in a pair of name and value; in a text of JSON likewise."""

_MAX_QUICK_BYTES = 16_384
"""Of all hints together: the quicker search takes some 250 bytes of memory for each of them."""


class Suspicion:
    """Searches for all hints at once.

    Args:
        known: the sensitive values of all plans under review.
    """

    def __init__(self, known: KnownSecrets) -> None:
        certain = frozenset((*chain.from_iterable(map(_in_json, known.values())), *SCRIPTS))
        hints = (
            *((hint, "certain") for hint in certain),
            *((hint, "name") for hint in NAME_HINTS),
            *((hint, "environment") for hint in ("env", "_args")),
            *((hint, "beginning") for hint in BEGINNINGS),
        )
        self._sorts = [sort for _, sort in hints]
        searched = [hint.encode() for hint, _ in hints]
        is_small = sum(map(len, searched)) <= _MAX_QUICK_BYTES
        how = Implementation.DFA if is_small else Implementation.ContiguousNFA
        self._search = BytesAhoCorasick(searched, implementation=how)

    def falls_on(self, encoded: bytes) -> bool:
        """Whether JSON in UTF-8 may hold something to hide."""
        if len(encoded) > MAX_SEARCHED:
            return True
        lowered = encoded.lower() if encoded.isascii() else encoded.decode().lower().encode()
        hits = self._search.find_matches_as_indexes(lowered, overlapping=True)
        if hits and self._is_hinted(encoded.decode(), hits):
            return True
        return lowered != encoded and _has_opaque_word(encoded)  # what is opaque has capitals, too

    def _is_hinted(self, text: str, hits: list[tuple[int, int, int]]) -> bool:
        sorts = {self._sorts[hint] for hint, _, _ in hits}
        return (
            "certain" in sorts
            or ("name" in sorts and any(map(names_a_secret, set(_WORD.findall(text)))))
            or ("environment" in sorts and _ENVIRONMENT.search(text) is not None)
            or ("beginning" in sorts and has_secret_look(text))
        )


def _in_json(value: str) -> tuple[str, str]:
    """How a value stands in JSON, and in a text of JSON in it, in lower case."""
    once = msgspec.json.encode(value).decode()[1:-1]
    return once.lower(), msgspec.json.encode(once).decode()[1:-1].lower()


def _has_opaque_word(encoded: bytes) -> bool:
    words = [word for word in encoded.translate(NOT_OPAQUE).split() if len(word) >= MIN_OPAQUE]
    return any(is_opaque(word.decode()) for word in words)
