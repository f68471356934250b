"""What looks like a secret: by the name of its attribute, and by its own look.

A plan marks as sensitive what a schema or a variable says is. Lambda environments, container definitions,
user data, tags and SSM Strings carry no mark and hold secrets all the same.
"""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import pairwise

_MAX_SEARCHED = 200_000
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

_LOOKS = re.compile(
    r"-----BEGIN|PRIVATE KEY"
    r"|\b(?:AKIA|ASIA|ABIA|ACCA)[A-Z2-7]{12,}"  # IAM User Guide, "IAM identifiers", unique IDs
    r"|\beyJ[\w-]{8,}\.[\w-]+"  # JSON Web Tokens (RFC 7519)
    r"|\b(?:gh[pousr]_|github_pat_|glpat-|xox[abposr]-|sk_live_|sk_test_|rk_live_|pk_live_|whsec_|sk-|npm_|"
    r"pypi-|dop_v1_|hvs\.|shpat_|SG\.|AIza|ya29\.)[\w.-]{8,}"
    r"|hooks\.slack\.com/|discord(?:app)?\.com/api/webhooks"
    r"|[a-z][a-z0-9+.-]{1,30}://[^\s/:@]{0,200}:[^\s/@]{1,200}@"  # RFC 3986, 3.2.1: user information
    r"|(?:pass(?:word|wd|phrase)?|pwd|(?<!:)secret|(?<!:)token|credential|api[_-]?key|access[_-]?key|"
    r"account[_-]?key|private[_-]?key|authorization)[\"']?\s{0,3}[=:]\s{0,3}[^\s,;}]"
    r"|(?:\bbearer|\bbasic|--(?:password|token|secret|api-key))\s+\S{6}"
    r"|[?&](?:sig|signature|X-Amz-Signature|X-Amz-Security-Token)=",
    re.IGNORECASE,
)
_REFERENCE = re.compile(r"arn:aws[a-z-]*:[^\s?=]*|\{\{resolve:[^\s}]*\}\}")
_OPAQUE = re.compile(r"[A-Za-z0-9+/_=-]{20,}")
_KINDS = re.compile(r"[A-Z]+|[a-z]+|\d+")
_MIN_KIND_CHANGES = 0.4
"""How often upper case, lower case and digits take turns: some 0.6 times a character in random base64, less
than 0.3 in names joined from words."""
_HASHES = re.compile(
    r"hash|checksum|etag|fingerprint|digest|sha\d|md5|unique_id|_id$|^id$|arn", re.IGNORECASE
)
"""Attributes that are random by nature and no secret."""


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
    if len(text) > _MAX_SEARCHED or _LOOKS.search(text):
        return True
    return bool(len(text) >= 20 and not _HASHES.search(name) and _has_opaque_part(text))  # noqa: PLR2004


def _has_opaque_part(text: str) -> bool:
    return any(_is_opaque(part) for part in _OPAQUE.findall(text))


def _is_opaque(part: str) -> bool:
    """Whether it reads like random base64 and not like words joined up."""
    kinds = _KINDS.findall(part)
    has_all = any(map(str.isupper, kinds)) and any(map(str.islower, kinds)) and any(map(str.isdigit, kinds))
    return has_all and len(kinds) >= _MIN_KIND_CHANGES * len(part)


def is_reference(text: str) -> bool:
    """Whether a text only points to a secret: an ARN, a dynamic reference of CloudFormation."""
    return _REFERENCE.fullmatch(text) is not None
