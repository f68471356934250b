"""Says quickly which files can hold a finding at all: most hold none, and are looked at once, as bytes."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from futago.lint.automaton import CASELESS, ONCE, automaton
from futago.lint.sought import Sought

_SIGNS = (
    # How a Region's code ends: east, west, north, south, central. The classes let in what are no
    # such words, and compile in half the time.
    (rb"(?:[ew][ae]st|[ns]o[ru]th|central)[-_]?[1-9]", CASELESS),
    (rb"[0-9][-_]az[1-9]", CASELESS),  # how a zone's id ends
    (rb"\.cache\.amazonaws", 0),  # ElastiCache's hosts hold a short code
    (rb"Regions\.GovCloud", 0),  # as the SDK for Java 1 calls us-gov-west-1
)
_ACCOUNT_HINTS = (
    (rb"acc(?:oun)?t", CASELESS | ONCE),
    (rb"arn:", ONCE),
    (rb"amazonaws", ONCE),
    (rb"AWS[\"']?:", ONCE),
)
"""Without any of these no twelve digits of a file are an account's."""
_TWELVE_DIGITS = rb"(?:[^0-9a-zA-Z]|[nrt])[0-9]{12}(?:[^0-9a-zA-Z]|[LlNn]|$)"
"""An account's, by what is around them: a sign, before them the last letter of an escape, too."""

_Note = Callable[[int, int, int, int, object], None]
"""Told of a match: which expression, where it starts and ends, flags, and nothing."""


class Prefilter:
    """The signs of every rule as two automata, which scan gigabytes a second.

    Args:
        sought: the estate's literals, which are signs, too.

    Attributes:
        sought: the same.
        scan: ``scan(data, note)`` looks at bytes: all that happens to most files, so no method is around it.
        note: what it tells of each sign and hint.
        seen: what was told since it was last cleared; empty where nothing was seen.
    """

    def __init__(self, sought: Sought) -> None:
        self.sought = sought
        self.seen: list[int] = []
        names = ((name, 0) for name in (sought.account, *sought.names) if name)
        short_codes = ((code, CASELESS) for code in sought.contract.regions.values())
        literals = ((re.escape(each).encode(), flags) for each, flags in (*names, *short_codes))
        signs = [*_SIGNS, *literals]
        self._first_hint = len(signs)
        self._ends: list[int] = []
        self._signs = automaton([*signs, *_ACCOUNT_HINTS])
        self._digits = automaton([(_TWELVE_DIGITS, 0)])
        self.note: _Note = self._on_sign
        self.scan: Callable[[bytes | memoryview, _Note], None] = self._signs.scan  # type: ignore[assignment] # any buffer will do

    def __reduce__(self) -> tuple[Any, ...]:
        """How to make it in another process: automata can't be sent."""
        return Prefilter, (self.sought,)

    def confirms(self, data: bytes | memoryview) -> bool:
        """Whether what was seen in these bytes is a sign, or a hint with twelve digits. Clears it."""
        is_sign = any(sign < self._first_hint for sign in self.seen)
        self.seen.clear()
        self._ends.clear()  # nobody asks where, if the file turns out to be a log
        return is_sign or bool(self._digits_in(data))

    def ends(self, data: bytes) -> list[int]:
        """Where signs end in UTF-8."""
        self._ends.clear()
        self.scan(data, self.note)
        ends = self._ends[:]
        is_hinted = any(sign >= self._first_hint for sign in self.seen)
        self.seen.clear()
        return [*ends, *self._digits_in(data)] if is_hinted else ends

    def _digits_in(self, data: bytes | memoryview) -> list[int]:
        self._ends.clear()
        self._digits.scan(data, self._on_digits)  # type: ignore[type-var] # any buffer will do
        return self._ends

    def offsets(self, text: str) -> list[int]:
        """One character of every line of a text that holds a sign."""
        data = text.encode("utf-8", "surrogatepass")
        ends = self.ends(data)
        if len(data) == len(text):
            return [end - 1 for end in ends]
        offsets, characters, counted = [], 0, 0
        for end in sorted(ends):
            characters += len(data[counted : end - 1].decode("utf-8", "ignore"))
            counted = max(counted, end - 1)
            offsets.append(min(characters, len(text) - 1))
        return offsets

    def _on_sign(self, sign: int, _start: int, end: int, _flags: int, _context: object) -> None:
        self.seen.append(sign)
        if sign < self._first_hint:
            self._ends.append(end)

    def _on_digits(self, _sign: int, _start: int, end: int, _flags: int, _context: object) -> None:
        self._ends.append(end)
