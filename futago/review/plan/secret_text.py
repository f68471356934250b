"""What looks like a secret: by the name of its attribute, and by its own look.

A plan marks as sensitive what a schema or a variable says is. Lambda environments, container definitions,
user data, tags and SSM Strings carry no mark and hold secrets all the same.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from itertools import pairwise

from ahocorasick_rs import AhoCorasick, Implementation

MAX_SEARCHED = 200_000
"""Characters that are searched; a longer text counts as a secret, since nobody reads it in a review."""

_WORDS = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+|\d+")
_SECRET_WORDS = frozenset(
    [
        "password",
        "passwords",
        "passwd",
        "passphrase",
        "passcode",
        "pwd",
        "pw",
        "pass",
        "secret",
        "secrets",
        "token",
        "tokens",
        "jwt",
        "credential",
        "credentials",
        "creds",
        "apikey",
        "privatekey",
        "secretkey",
        "accesskey",
        "authorization",
        "bearer",
        "dsn",
        "connectionstring",
        "connstr",
        "cookie",
        "otp",
        "psk",
        "pem",
    ]
)
_SECRET_PAIRS = frozenset(
    [
        "api key",
        "private key",
        "access key",
        "secret key",
        "auth key",
        "account key",
        "shared key",
        "signing key",
        "encryption key",
        "master key",
        "session key",
        "ssh key",
        "client key",
        "license key",
        "connection string",
        "conn str",
        "database url",
        "db url",
        "redis url",
        "mongo url",
        "mongodb uri",
        "webhook url",
        "hook url",
        "sas url",
        "basic auth",
    ]
)
_HARMLESS_ENDINGS = frozenset(
    [
        "arn",
        "arns",
        "id",
        "ids",
        "age",
        "count",
        "days",
        "length",
        "len",
        "enabled",
        "type",
        "types",
        "version",
        "versions",
        "policy",
        "rotation",
        "window",
        "ttl",
        "validity",
        "prevention",
        "status",
        "characters",
        "uppercase",
        "lowercase",
        "numbers",
        "symbols",
        "period",
        "units",
        "unit",
        "minutes",
        "hours",
        "seconds",
        "expiration",
        "expiry",
        "spec",
        "specs",
        "usage",
        "name",
        "names",
    ]
)
"""Words behind which the attribute is about the secret: ``secret_arn``, ``password_length``."""

_ASSIGNED = r"[\"']?\s{0,3}[=:]\s{0,3}[^\s,;}]"
_FORMS: Mapping[str, tuple[str, ...]] = {
    r"": ("-----begin", "private key", "hooks.slack.com/", "/api/webhooks/"),
    r"(?<=\b.{4})[a-z2-7]{12,}": ("akia", "asia", "abia", "acca"),  # IAM User Guide, "IAM identifiers"
    r"(?<=\b.{3})[\w-]{8,}\.[\w-]+": ("eyj",),  # JSON Web Tokens (RFC 7519)
    r"(?<=\b.{3})[abposr]-[\w-]{8,}": ("xox",),
    r"[\w.-]{12,}": (
        *(
            "ghp_",
            "gho_",
            "ghu_",
            "ghs_",
            "ghr_",
            "github_pat_",
            "glpat-",
            "sk_live_",
            "sk_test_",
            "rk_live_",
        ),
        *("pk_live_", "whsec_", "pypi-", "dop_v1_", "hvs.", "shpat_", "ya29."),
    ),
    r"(?<=\b.{3})[\w.-]{16,}": ("sk-", "sg."),
    r"(?<=\b.{4})[\w-]{16,}": ("aiza", "npm_"),
    r"[^\s/:@]{0,200}:[^\s/@]{1,200}@": ("://",),  # RFC 3986, 3.2.1: user information
    _ASSIGNED: (
        *("pass", "password", "passwd", "passphrase", "pwd", "credential", "credentials", "authorization"),
        *(
            f"{word}{joint}key"
            for word in ("api", "access", "account", "private")
            for joint in ("", "_", "-")
        ),
    ),
    rf"(?<!:.{{6}}){_ASSIGNED}": ("secret",),  # an ARN goes on with ``:secret:``
    rf"(?<!:.{{5}}){_ASSIGNED}": ("token",),
    r"\s+\S{6}": ("bearer", "--password", "--token", "--secret", "--api-key"),
    r"(?<=\b.{5})\s+[\w+/=-]{8}": ("basic",),
    r".": ("?sig=", "&sig=", "&signature=", "-signature=", "-security-token="),
}
"""What secrets look like in lower case: how they begin, and by what that has to be followed."""


BEGINNINGS: Mapping[str, re.Pattern[str]] = {
    word: re.compile(form, re.DOTALL) for form, words in _FORMS.items() for word in words
}
"""How secrets begin, in lower case, and what has to follow."""
_FOLLOWING = tuple(BEGINNINGS.values())
_SEARCH = AhoCorasick(list(BEGINNINGS), implementation=Implementation.DFA)
_REFERENCE = re.compile(r"arn:aws[a-z-]*:[^\s?=]*|\{\{resolve:[^\s}]*\}\}")
_OPAQUE = re.compile(r"[A-Za-z0-9+/_=-]{20,}")
MIN_OPAQUE = 20
"""Characters."""
NOT_OPAQUE = bytes(
    byte if (chr(byte).isalnum() and byte < 128) or chr(byte) in "+/_=-" else ord(" ")  # noqa: PLR2004 # ASCII
    for byte in range(256)
)
"""For ``bytes.translate``: a space for each byte that ``_OPAQUE`` does not match."""
_KINDS = re.compile(r"[A-Z]+|[a-z]+|\d+")
_MIN_KIND_CHANGES = 0.35
"""How often upper case, lower case and digits take turns: some 0.6 times a character in random base64, less
than 0.3 in names joined from words."""
_HASHES = re.compile(
    r"hash|checksum|etag|fingerprint|digest|sha\d|md5|unique_id|_id$|^id$|arn", re.IGNORECASE
)
"""Attributes that are random by nature and no secret."""


NAME_HINTS = (
    *_SECRET_WORDS,
    *(joint.join(pair.split()) for pair in _SECRET_PAIRS for joint in ("", "_", "-", " ", ".")),
)
"""In lower case, something of every name of a secret."""


@lru_cache(maxsize=16384)
def names_a_secret(name: str) -> bool:
    """Whether an attribute, a map key or a variable of this name holds a secret."""
    words = [word.lower() for word in _WORDS.findall(name)]
    if not words or words[-1] in _HARMLESS_ENDINGS:
        return False
    return not _SECRET_WORDS.isdisjoint(words) or any(
        f"{first} {second}" in _SECRET_PAIRS for first, second in pairwise(words)
    )


@lru_cache(maxsize=16384)
def names_an_environment(name: str) -> bool:
    """Whether a block of this name holds environment variables."""
    lowered = name.lower()
    return lowered in {"env", "envs", "environment", "environments", "environment_files", "build_args"} or (
        "env" in lowered and lowered.endswith(("variable", "variables", "vars", "var"))
    )


def looks_secret(text: str, name: str = "") -> bool:
    """Whether a text looks like a secret, even if nothing about its name does.

    Args:
        text: the text.
        name: its attribute, for those that are random by nature (``source_code_hash``).
    """
    if len(text) < 8:  # noqa: PLR2004 # too short for any of the looks
        return False
    if len(text) > MAX_SEARCHED or has_secret_look(text):
        return True
    return bool(len(text) >= MIN_OPAQUE and not _HASHES.search(name) and _has_opaque_part(text))


def has_secret_look(text: str) -> bool:
    """Whether some part of a text has the form of a secret: a key's prefix, a password after a colon."""
    lowered = text.lower()
    found = _SEARCH.find_matches_as_indexes(lowered, overlapping=True)
    return any(_FOLLOWING[word].match(lowered, end) for word, _, end in found) if found else False


def _has_opaque_part(text: str) -> bool:
    return any(is_opaque(part) for part in _OPAQUE.findall(text))


@lru_cache(maxsize=16384)
def is_opaque(part: str) -> bool:
    """Whether it reads like random base64 and not like words joined up."""
    if part.islower() or part.isupper():
        return False
    kinds = _KINDS.findall(part)
    has_all = any(map(str.isupper, kinds)) and any(map(str.islower, kinds)) and any(map(str.isdigit, kinds))
    return has_all and len(kinds) >= _MIN_KIND_CHANGES * len(part)


def is_reference(text: str) -> bool:
    """Whether a text only points to a secret: an ARN, a dynamic reference of CloudFormation."""
    return _REFERENCE.fullmatch(text) is not None
