"""Regions in names: long codes, short codes and cities, found and taken out."""

from __future__ import annotations

import re
from functools import lru_cache

from regions import OSAKA, TOKYO

_AREAS = "us|eu|ap|sa|ca|me|af|il|mx|cn"
_SIDES = {
    "north": "n", "south": "s", "east": "e", "west": "w", "central": "c",
    "northeast": "ne", "southeast": "se", "northwest": "nw", "southwest": "sw",
}  # fmt: skip
"""The directions in Region codes, and the letters that AWS's short codes have for them (``apne1``)."""
_LONG_OF = {short: long for long, short in _SIDES.items()}
_CITIES = {region.city.lower(): region.code for region in (TOKYO, OSAKA)}

_SIDE_NAMES = "|".join(sorted(_SIDES, key=len, reverse=True))
_SIDE_LETTERS = "|".join(sorted(_LONG_OF, key=len, reverse=True))
_WORD = re.compile(
    rf"(?<![a-z0-9])(?:"
    rf"(?P<area>{_AREAS})[-_]?(?P<gov>gov[-_]?)?(?P<side>{_SIDE_NAMES})[-_]?(?P<number>\d)(?P<zone>[a-f])?"
    rf"|(?P<short_area>{_AREAS})(?P<letters>{_SIDE_LETTERS})(?P<short_number>\d)(?P<short_zone>[a-f])?"
    rf"|(?P<city>{'|'.join(_CITIES)})"
    rf")(?![a-z0-9])",
    re.IGNORECASE | re.ASCII,
)
_HINT = re.compile(rf"(?:{_AREAS})[-_]?(?:gov[-_]?)?[nsewc][a-z]{{,8}}[-_]?\d|{'|'.join(_CITIES)}", re.ASCII)
"""A cheaper pattern that every match of ``_WORD`` holds, in lower case."""
_CODE = re.compile(rf"(?:{_AREAS})-(?:gov-)?(?:{_SIDE_NAMES})-\d")


def is_region(value: object) -> bool:
    """Whether a value is an AWS Region's code."""
    return isinstance(value, str) and _CODE.fullmatch(value) is not None


def _code_of(match: re.Match[str]) -> str:
    if match["city"]:
        return _CITIES[match["city"].lower()]
    if match["letters"]:
        return f"{match['short_area']}-{_LONG_OF[match['letters'].lower()]}-{match['short_number']}".lower()
    gov = "gov-" if match["gov"] else ""
    return f"{match['area']}-{gov}{match['side']}-{match['number']}".lower()


def regions_in(text: str) -> frozenset[str]:
    """The codes of the Regions that a name speaks of."""
    if not _HINT.search(text.lower()):
        return frozenset()
    return frozenset(map(_code_of, _WORD.finditer(text)))


@lru_cache(maxsize=65536)
def without_regions(text: str) -> str:
    """A name with ``*`` for each Region; zones keep their letter: ``subnet_apne1a`` is ``subnet_*a``.

    ``logs_tokyo`` and ``logs`` come out alike, since the default provider's side often goes without.
    """
    if not _HINT.search(text.lower()):
        return text
    marked = _WORD.sub(lambda match: f"*{match['zone'] or match['short_zone'] or ''}", text)
    return without_marks(marked)


def without_marks(text: str) -> str:
    """A name without the ``*`` that only stand beside other words, and what joins them to those."""
    return _LOOSE_MARK.sub("", text) if "*" in text else text


_LOOSE_MARK = re.compile(
    r"[-_]\*(?<=[a-zA-Z0-9][-_]\*)(?![a-zA-Z0-9])|\*[-_](?<![a-zA-Z0-9]\*[-_])(?=[a-zA-Z0-9])"
)
"""A mark and what joins it to the rest of the name."""
