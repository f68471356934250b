"""Every AWS Region of every partition.

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


def short_code(code: str) -> str:
    """The Region inside zone ids and ElastiCache's hosts: ``apne1`` for ``ap-northeast-1``.

    AWS GovCloud's are ``usge1`` and ``usgw1``.
    """
    *places, word, number = code.replace("us-gov", "usg").split("-")
    return "".join(places) + _WORD.sub(lambda each: _WORDS[each[0]], word) + number


SDK_NAMES = {
    "USGovCloudEast1": "us-gov-east-1",
    "USGovCloudWest1": "us-gov-west-1",
    "GovCloud": "us-gov-west-1",
}
"""Names of their own that SDKs have for Regions: .NET's ``RegionEndpoint``, Java 1's ``Regions``."""
_BY_LETTERS = (
    {code.replace("-", ""): code for code in CODES}
    | {short_code(code): code for code in CODES}
    | {name.lower(): code for name, code in SDK_NAMES.items()}
)
_LETTERS = sorted(_BY_LETTERS, key=len, reverse=True)


def code_of(spelling: str) -> str:
    """The code of the Region that a spelling, a zone's name or a zone's id starts with; empty if none."""
    letters = spelling.replace("-", "").replace("_", "").lower()
    return next((_BY_LETTERS[each] for each in _LETTERS if letters.startswith(each)), "")
