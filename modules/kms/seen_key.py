"""Which key is behind an alias, as parity sees it: one listing a Region answers for all of them."""

from __future__ import annotations

from typing import Final

from modules.estate import Estate
from modules.kms.inputs import key_of
from modules.parity import Call, Look

LIST_ALIASES = Call("kms", "list_aliases", "kms:ListAliases", items="Aliases")
MOST_A_PAGE: Final = 100
"""Aliases; half as many by default (KMS API Reference, ListAliases, Limit)."""


def alias_of(estate: Estate, key: str) -> str:
    """The alias of the key ``key`` of the spec."""
    its = estate.sections["keys"][key]
    return estate.names.key_alias(estate.names.label(key, its.name))


def seen_key_arn(look: Look, key: str | None) -> str | None:
    """The ARN, in the Region looked at, of the key that a resource names; None if there is none."""
    name = key_of(look.estate, key)
    found = (
        look.reader.index(LIST_ALIASES, "AliasName", Limit=MOST_A_PAGE).get(alias_of(look.estate, name))
        if name
        else None
    )
    target = found.get("TargetKeyId") if found else None
    return look.estate.names.key_arn(target, look.region.code) if target else None
