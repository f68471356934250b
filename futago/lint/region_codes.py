"""Every AWS Region of every partition, and how people spell them.

Codes: botocore 1.43, ``partitions.json`` (a test compares); zone ids start with the short code (EC2 User
Guide, "Regions and Zones"), and so do the names of ElastiCache's nodes.
"""

from __future__ import annotations

import re

_CODES = (
    *("af-south-1", "ap-east-1", "ap-east-2", "ap-northeast-1", "ap-northeast-2", "ap-northeast-3"),
    *("ap-south-1", "ap-south-2", "ap-southeast-1", "ap-southeast-2", "ap-southeast-3", "ap-southeast-4"),
    *("ap-southeast-5", "ap-southeast-6", "ap-southeast-7", "ca-central-1", "ca-west-1", "eu-central-1"),
    *("eu-central-2", "eu-north-1", "eu-south-1", "eu-south-2", "eu-west-1", "eu-west-2", "eu-west-3"),
    *("il-central-1", "me-central-1", "me-south-1", "mx-central-1", "sa-east-1"),
    *("us-east-1", "us-east-2", "us-west-1", "us-west-2"),
)
_OTHER_PARTITIONS = (
    *("cn-north-1", "cn-northwest-1"),
    *("us-gov-east-1", "us-gov-west-1"),
    *("us-iso-east-1", "us-iso-west-1", "us-isob-east-1", "us-isob-west-1", "eu-isoe-west-1"),
    *("us-isof-east-1", "us-isof-south-1", "eusc-de-east-1"),
)
CODES = (*_CODES, *_OTHER_PARTITIONS)
"""The codes of all Regions."""

_WORDS = {"north": "n", "south": "s", "east": "e", "west": "w", "central": "c"}
_WORD = re.compile("|".join(_WORDS))
_GOOGLES = frozenset({"us-east-1", "us-west-1", "us-west-2", "me-central-1"})
"""Regions whose code without hyphens could be one of Google Cloud's (``us-west1``): not enough of a sign."""


def short_code(code: str) -> str:
    """The Region inside zone ids and ElastiCache's hosts: ``apne1`` for ``ap-northeast-1``.

    AWS GovCloud's are ``usge1`` and ``usgw1``.
    """
    *places, word, number = code.replace("us-gov", "usg").split("-")
    return "".join(places) + _WORD.sub(lambda each: _WORDS[each[0]], word) + number


def _one_of(spellings: set[str]) -> str:
    return "|".join(sorted(map(re.escape, spellings), key=lambda each: (-len(each), each)))


def _camel(code: str) -> str:
    return "".join(part.capitalize() for part in code.split("-"))


def _enums() -> set[str]:
    """``ApNortheast1`` of the Go and Rust SDKs, ``APNortheast1`` of .NET's."""
    camels = {_camel(code) for code in CODES}
    upper = {"".join((code.split("-")[0].upper(), _camel(code.split("-", 1)[1]))) for code in CODES}
    return camels | upper


def _joined() -> set[str]:
    """``apNortheast1`` and ``apnortheast1``: what names of variables and Swift's SDK make of a code."""
    camels = {_camel(code) for code in CODES if code not in _GOOGLES}
    return {camel[0].lower() + camel[1:] for camel in camels} | {camel.lower() for camel in camels}


_START = r"(?:(?<![A-Za-z0-9])|(?<=\\[nrt])|(?<=%[0-9A-Fa-f]{2}))"
"""Where a word starts: not after a letter or digit, unless that is the end of an escape such as ``\\n``."""
_SEPARATED = "|".join(
    "(?i:" + _one_of({code.replace("-", separator) for code in CODES}) + ")" for separator in "-_"
)
_SPELLING = rf"(?:{_START}(?:{_SEPARATED}|{_one_of(_joined())})|(?<![A-Z0-9])(?:{_one_of(_enums())}))"
REGION = re.compile(rf"{_SPELLING}(?![a-z0-9]|(?<=[-_]\d)[A-Z]|\.\d)")
"""A Region, not inside a longer word or number; ``ApNortheast1RegionID`` is one."""

_LOCAL = r"[-_][a-z]{3}[-_]\d+[a-z]|[-_]wl\d[-_][a-z]{3}[-_]wlz[-_]\d"
ZONE_NAME = re.compile(rf"{_SPELLING}(?:(?i:{_LOCAL}|[a-z]))(?![A-Za-z0-9])")
"""An Availability, Local or Wavelength Zone by name: ``ap-northeast-1a``, ``ap-northeast-1-tpe-1a``."""
SHORT = _one_of({short_code(code) for code in CODES})
"""Pattern of the short codes."""
ZONE_ID = re.compile(rf"{_START}(?i:(?:{SHORT})(?:[-_][a-z]{{3}}\d)?[-_]az\d)(?![A-Za-z0-9])")
"""A zone by its id: ``apne1-az4``, ``usw2-lax1-az1``."""

_BY_LETTERS = {code.replace("-", ""): code for code in CODES} | {short_code(code): code for code in CODES}
_LETTERS = sorted(_BY_LETTERS, key=len, reverse=True)


def code_of(spelling: str) -> str:
    """The code of the Region that a spelling, a zone's name or a zone's id starts with; empty if none."""
    letters = spelling.replace("-", "").replace("_", "").lower()
    return next((_BY_LETTERS[each] for each in _LETTERS if letters.startswith(each)), "")
