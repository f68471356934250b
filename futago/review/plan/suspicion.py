"""A quick look at a whole change: whether the redaction could hide anything in it.

Most changes hold nothing that looks like a secret. One search through their JSON tells so, for a tenth of
what looking at every value costs. It may be wrong in one direction only: what it lets pass, the redaction
would show.
"""

from __future__ import annotations

import re

import ahocorasick

from futago.review.plan.known_secrets import KnownSecrets
from futago.review.plan.redaction import SCRIPTS
from futago.review.plan.secret_text import (
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


class Suspicion:
    """Searches for all hints at once.

    Args:
        known: the sensitive values of all plans under review.
    """

    def __init__(self, known: KnownSecrets) -> None:
        self._certain = frozenset((*map(str.lower, known.values()), *SCRIPTS))
        self._hints = ahocorasick.Automaton()
        for hint in ("env", "_args", *NAME_HINTS, *self._certain):
            self._hints.add_word(hint, hint)
        self._hints.make_automaton()

    def falls_on(self, encoded: bytes) -> bool:
        """Whether JSON in UTF-8 may hold something to hide."""
        if len(encoded) > MAX_SEARCHED:
            return True
        text = encoded.decode()
        hints = {hint for _, hint in self._hints.iter(text.lower())}
        if hints and self._is_named(text, hints):
            return True
        if has_secret_look(text):
            return True
        words = encoded.translate(NOT_OPAQUE).split()
        long = [word for word, size in zip(words, map(len, words), strict=True) if size >= MIN_OPAQUE]
        return any(is_opaque(word.decode()) for word in long)

    def _is_named(self, text: str, hints: set[str]) -> bool:
        if not self._certain.isdisjoint(hints) or any(map(names_a_secret, set(_WORD.findall(text)))):
            return True
        return _ENVIRONMENT.search(text) is not None
