"""Terraform expressions, kept apart from literal text so that no text of the spec becomes one.

Terraform reads every string of JSON configuration as a template (Terraform language, "JSON
Configuration Syntax", Expression Mapping). Plain ``str`` is therefore escaped when it is handed over;
a ``Reference`` is not.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence


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
    return value.replace("${", "$${").replace("%{", "%%{")


def text(*parts: str) -> Reference:
    """The parts joined: references stay references, everything else is literal."""
    return Reference("".join(map(escaped, parts)))


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
