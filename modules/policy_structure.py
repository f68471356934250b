"""Policies compared as what they mean: statement by statement, whatever the order and the spelling."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from typing import Any, TypeAlias

from modules.parity import Fact, Setting, Value

Statements: TypeAlias = Sequence[Mapping[str, Any]]
_ACCOUNT = re.compile(r"[0-9]{12}")
_ORDERED_KEYS = frozenset({"Sid", "Id", "Version"})


def policy_fact(setting: Setting, seen: str | None, wanted: Statements | None) -> Fact:
    """The fact of a policy.

    Args:
        setting: which setting holds the policy.
        seen: the policy's text; None where there is none.
        wanted: the statements that the spec wants; None for no policy.
    """
    return Fact(setting, *structures(seen, wanted))


def structures(seen: str | None, wanted: Statements | None) -> tuple[Value, Value]:
    """What a policy means, as it is seen and as it is wanted: its statements by their ids.

    A statement that means the same as a wanted one goes by that one's id, whatever its own is.

    Args:
        seen: the policy's text; None where there is none.
        wanted: the statements that the spec wants; None for no policy.
    """
    named = {_text(its): label for label, its in _labelled(wanted or ()).items()}
    found: dict[str, Any] = {}
    for label, its in _labelled(_statements(seen)).items():
        found[named.get(_text(its), label)] = its
    return found if seen else None, _labelled(wanted) if wanted is not None else None


def _statements(text: str | None) -> Sequence[Mapping[str, Any]]:
    if not text:
        return ()
    its = json.loads(text).get("Statement", ())
    return [its] if isinstance(its, Mapping) else its


def _labelled(statements: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    made: dict[str, Any] = {}
    for number, statement in enumerate(statements, start=1):
        label = str(statement.get("Sid") or f"statement {number}")
        made[label if label not in made else f"{label} {number}"] = _meaning(statement)
    return made


def _text(meaning: Any) -> str:
    return json.dumps(meaning, sort_keys=True)


def _meaning(statement: Mapping[str, Any]) -> dict[str, Any]:
    """A statement without what says nothing: its id, the order of lists, a list around a single value."""
    return {key: _plain(key, item) for key, item in sorted(statement.items()) if key not in _ORDERED_KEYS}


def _plain(key: str, value: Any) -> Any:
    if isinstance(value, Mapping):
        if (
            key in {"Principal", "NotPrincipal"}
            and list(value) == ["AWS"]
            and _plain("AWS", value["AWS"]) == "*"
        ):
            return "*"
        return {name: _plain(name, item) for name, item in sorted(value.items())}
    if isinstance(value, list | tuple):
        its = sorted({str(_plain(key, item)) for item in value})
        return its[0] if len(its) == 1 else its
    text = str(value).lower() if isinstance(value, bool) else str(value)
    # An account as a principal may be written as its number (IAM User Guide, "AWS JSON policy elements:
    # Principal").
    return f"arn:aws:iam::{text}:root" if key == "AWS" and _ACCOUNT.fullmatch(text) else text
