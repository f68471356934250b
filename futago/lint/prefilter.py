"""Says quickly which files can hold a finding at all: most hold none, and are looked at once, as bytes."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import partial
from typing import Any

import hyperscan

from futago.lint.sought import Sought

_CASELESS = hyperscan.HS_FLAG_CASELESS
_ONCE = hyperscan.HS_FLAG_SINGLEMATCH
_SIGNS = (
    (rb"(?:east|west|north|south|central)[-_]?[1-9]", _CASELESS),  # how a Region's code ends
    (rb"[0-9][-_]az[1-9]", _CASELESS),  # how a zone's id ends
    (rb"\.cache\.amazonaws", 0),  # ElastiCache's hosts hold a short code
)
_ACCOUNT_HINTS = (
    (rb"acc(?:oun)?t", _CASELESS | _ONCE),
    (rb"arn:", _ONCE),
    (rb"amazonaws", _ONCE),
    (rb"AWS[\"']?:", _ONCE),
)
"""Without any of these no twelve digits of a file are an account's."""
_TWELVE_DIGITS = rb"[^0-9a-zA-Z][0-9]{12}(?:[^0-9a-zA-Z]|$)"


class Prefilter:
    """The signs of every rule as two automata, which scan gigabytes a second.

    Args:
        sought: the estate's literals, which are signs, too.

    Attributes:
        sought: the same.
        glance: looks at bytes, and fills ``seen``. It is all that happens to most files, hence no method.
        seen: empty where the last glance saw nothing.
    """

    def __init__(self, sought: Sought) -> None:
        self.sought = sought
        self.seen: list[int] = []
        names = ((name, 0) for name in (sought.account, *sought.names) if name)
        short_codes = ((code, _CASELESS) for code in sought.contract.regions.values())
        literals = ((re.escape(each).encode(), flags) for each, flags in (*names, *short_codes))
        signs = [*_SIGNS, *literals]
        self._first_hint = len(signs)
        self._signs = _compiled([*signs, *_ACCOUNT_HINTS])
        self._digits = _compiled([(_TWELVE_DIGITS, 0)])
        self._ends: list[int] = []
        self.glance: Callable[[bytes | memoryview], None] = partial(
            self._signs.scan,
            match_event_handler=self._on_sign,
        )

    def __reduce__(self) -> tuple[Any, ...]:
        """How to make it in another process: automata can't be sent."""
        return Prefilter, (self.sought,)

    def confirms(self, data: bytes | memoryview) -> bool:
        """Whether what the glance at these bytes saw is a sign, or a hint with twelve digits."""
        is_sign = min(self.seen, default=self._first_hint) < self._first_hint
        self.seen.clear()
        return is_sign or bool(self._digits_in(data))

    def ends(self, data: bytes) -> list[int]:
        """Where signs end in UTF-8."""
        self._ends.clear()
        self.glance(data)
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


def _compiled(expressions: list[tuple[bytes, int]]) -> hyperscan.Database:
    database = hyperscan.Database()
    database.compile(
        expressions=[expression for expression, _ in expressions],
        ids=list(range(len(expressions))),
        flags=[flags for _, flags in expressions],
    )
    return database
