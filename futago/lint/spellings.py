"""How Regions and zones are spelled in code, and where in a text they are."""

from __future__ import annotations

import re
from collections.abc import Iterator

from futago.lint.region_codes import CODES, SDK_NAMES, short_code
from futago.lint.rule import Span

_GOOGLES = frozenset({"us-east-1", "us-west-1", "us-west-2", "me-central-1"})
"""Regions whose code without hyphens could be one of Google Cloud's (``us-west1``): not enough of a sign."""


def _camel(code: str) -> str:
    return "".join(part.capitalize() for part in code.split("-"))


_WORDS = frozenset(
    {code.replace("-", separator) for code in CODES for separator in "-_"}
    | {code.replace("-", "") for code in CODES if code not in _GOOGLES}
    | {
        "".join(code.replace("-", separator).rsplit(separator, 1))
        for code in CODES
        if code not in _GOOGLES
        for separator in "-_"
    }
)
"""Spellings in which case does not matter: ``ap-northeast-1``, ``AP_NORTHEAST_1``, ``AP_NORTHEAST1``."""
_ENUMS = frozenset(
    {_camel(code) for code in CODES}
    | {code.partition("-")[0].upper() + _camel(code.partition("-")[2]) for code in CODES}
    | set(SDK_NAMES)
)
"""Members of the SDKs' enums: ``ApNortheast1`` of Go and Rust, ``APNortheast1`` of .NET."""
_WITHOUT_NUMBER = re.compile(r"(?<=Regions\.)GovCloud(?!\w)")
"""The one member without a number: of the SDK for Java 1, for us-gov-west-1."""
_END = 4
_LENGTHS: dict[str, list[int]] = {}
"""How long a spelling is that ends so, the longest first."""
for _end, _length in sorted({(each[-_END:].lower(), len(each)) for each in _WORDS | _ENUMS}, reverse=True):
    _LENGTHS.setdefault(_end, []).append(_length)

_CODE_END = re.compile(
    r"[1-9](?:(?<=[sS][tT].)|(?<=[tT][hH].)|(?<=[aA][lL].)"
    r"|(?<=[sS][tT][-_].)|(?<=[tT][hH][-_].)|(?<=[aA][lL][-_].))"
)
"""How every spelling ends: east, west, north, south or central, and a digit. What is rarest comes first."""
_GOES_ON = re.compile(r"[a-z0-9]|\.\d|(?<=[-_].)[A-Z]")
"""What makes it the start of a longer word or number; after ``ApNortheast1``, ``RegionID`` does not."""
_CONSTANT = "RegionID"
"""How the constants of the SDK for Go 1 go on."""
_ESCAPE = re.compile(r"(?:\\[nrt]|%[0-9A-Fa-f]{2})$")
"""An escape such as that of a new line: it ends in what is no letter or digit of the text."""

_REST_OF_ZONE = re.compile(
    r"(?:[a-f]|[-_][a-z]{3}[-_]\d+[a-f]|[-_]wl\d[-_][a-z]{3}[-_]wlz[-_]\d)(?![A-Za-z0-9])", re.IGNORECASE
)
"""What follows a Region in a zone's name: ``a``; ``-tpe-1a`` of a Local Zone; a Wavelength Zone's.

None has a letter behind ``f`` (us-east-1 has the most)."""
SHORT_CODE = "|".join(sorted(map(short_code, CODES), key=len, reverse=True))
"""Pattern of the short codes."""
_ZONE_ID = re.compile(rf"(?:{SHORT_CODE})(?:[-_][a-z]{{3}}\d)?[-_]az\d(?![A-Za-z0-9])", re.IGNORECASE)
"""A zone's id: ``apne1-az4``, ``usw2-lax1-az1``."""
_ZONE_ID_END = re.compile(r"[-_][aA][zZ]\d")
_ZONE_ID_BEFORE = 14
"""Characters of a zone's id before that, at most."""


def regions(text: str, start: int, end: int) -> Iterator[Span]:
    """Where Regions stand in a part of a text, in any spelling, at the end of longer names, too."""
    for code_end in _CODE_END.finditer(text, start, end):
        last = code_end.end()
        first = _start_of(text, start, last)
        if first >= 0 and not _GOES_ON.match(text, last):
            yield first, last + (len(_CONSTANT) if text.startswith(_CONSTANT, last) else 0)
    if "GovCloud" in text:
        yield from (each.span() for each in _WITHOUT_NUMBER.finditer(text, start, end))


def zones(text: str, start: int, end: int) -> Iterator[Span]:
    """Where zones stand in a part of a text, by name or id."""
    for code_end in _CODE_END.finditer(text, start, end):
        rest = _REST_OF_ZONE.match(text, code_end.end(), end)
        first = _start_of(text, start, code_end.end()) if rest else -1
        if rest and first >= 0:
            yield first, rest.end()
    for id_end in _ZONE_ID_END.finditer(text, start, end):
        zone_id = _ZONE_ID.search(text, max(start, id_end.start() - _ZONE_ID_BEFORE), end)
        if zone_id and _starts_word(text, zone_id.start()):
            yield zone_id.span()


def _start_of(text: str, limit: int, end: int) -> int:
    """Where the spelling of a Region starts that ends there; -1 if none does."""
    for length in _LENGTHS.get(text[end - _END : end].lower(), ()):
        start = end - length
        if start < limit:
            continue
        spelling = text[start:end]
        if spelling.lower() in _WORDS and _starts_word(text, start):
            return start
        if spelling in _ENUMS and not (
            text[start - 1 : start].isupper() or text[start - 1 : start].isdigit()
        ):
            return start
    return -1


def _starts_word(text: str, at: int) -> bool:
    """Whether a word starts there: behind no letter or digit, unless that ends an escape."""
    before = text[max(0, at - 3) : at]
    return not (before[-1:].isascii() and before[-1:].isalnum()) or _ESCAPE.search(before) is not None
