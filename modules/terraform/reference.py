"""Terraform expressions, kept apart from literal text so that no text of the spec becomes one.

Terraform reads every string of JSON configuration as a template (Terraform language, "JSON
Configuration Syntax", Expression Mapping). Plain ``str`` is therefore escaped when it is handed over;
a ``Reference`` is not.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence

_READ_BY_CDKTF = ("TfToken[", "__proto__")
"""What cdktf would not pass on as it is: it resolves text such as ``${TfToken[…]}`` (its Tokens), and to
Node, in which it runs, a key ``__proto__`` is not a key."""
_NOTHING = "%{ if false }%{ endif }"
"""A template that yields nothing, without the quotation marks of ``${""}``, which JSON would escape."""


class Reference(str):
    """A string that is a Terraform template already, such as ``${aws_kms_key.main.arn}``."""

    __slots__ = ()


def expression(source: str) -> Reference:
    """The template that yields the expression ``source``, such as ``local.key_main_apne3``."""
    return Reference("${" + source + "}")


def escaped(value: str) -> str:
    """``value`` as a template that yields it literally; a Reference as it is."""
    if isinstance(value, Reference):
        return str(value)
    template = value.replace("${", "$${").replace("%{", "%%{")
    for word in _READ_BY_CDKTF:
        template = template.replace(word, f"{word[:2]}{_NOTHING}{word[2:]}")
    return template


def literal(value: object) -> object:
    """``value`` (nested mappings and sequences of JSON) with every plain string escaped, keys included."""
    if isinstance(value, str):
        return escaped(value)
    if isinstance(value, Mapping):
        return {escaped(key): literal(item) for key, item in value.items()}
    if isinstance(value, Sequence):
        return [literal(item) for item in value]
    return value


def json_text(document: object) -> Reference:
    """``document`` as JSON text in one string, as policies want it.

    References inside must hold no quotation mark: JSON would escape it, and Terraform could not read
    the expression any more. Put such an expression into a local first.
    """
    return Reference(json.dumps(literal(document), ensure_ascii=False, separators=(",", ":")))
