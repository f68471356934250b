"""What a policy in JSON allows, so that two of them can be compared (IAM User Guide, "Policy grammar")."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fnmatch import fnmatchcase
from functools import lru_cache
from typing import Any

LENGTH_MAX = 100_000
"""Characters; the longest policy of any service, a bucket's, has 20 KB."""
EVERYBODY = "*"


@dataclass(frozen=True)
class Statement:
    """One statement of a policy.

    Attributes:
        allows: whether it allows; else it denies.
        actions: in lower case, as IAM compares them.
        all_but_actions: whether ``actions`` are those that it leaves out (``NotAction``).
        resources: the resources; those left out, with ``NotResource``, behind a ``!``.
        principals: ``*`` for everybody, else ``AWS:arn…``, ``Service:…``; empty in a policy of an identity.
        all_but_principals: whether ``principals`` are those that it leaves out.
        conditions: the condition keys with their operators, in lower case: ``bool aws:securetransport``.
        text: the statement in a canonical form, its ``Sid`` left out.
    """

    allows: bool
    actions: frozenset[str]
    all_but_actions: bool
    resources: frozenset[str]
    principals: frozenset[str]
    all_but_principals: bool
    conditions: frozenset[str]
    text: str

    @property
    def is_for_everybody(self) -> bool:
        """Whether it allows everybody, with no condition to hold anybody back."""
        return (
            self.allows and not self.conditions and (EVERYBODY in self.principals or self.all_but_principals)
        )

    @property
    def wildcards(self) -> frozenset[str]:
        """The actions with a wildcard; ``*`` for an Allow with NotAction."""
        if self.all_but_actions:
            return frozenset({EVERYBODY})
        return frozenset(action for action in self.actions if "*" in action or "?" in action)


@lru_cache(maxsize=4096)
def statements(text: str) -> tuple[Statement, ...] | None:
    """The statements of a policy; None where the text is none."""
    if len(text) > LENGTH_MAX:
        return None
    try:
        document = json.loads(text)
    except (ValueError, RecursionError):
        return None
    if not isinstance(document, dict) or "Statement" not in document:
        return None
    return tuple(_statement(each) for each in _listed(document["Statement"]) if isinstance(each, dict))


def covers(patterns: frozenset[str], action: str) -> bool:
    """Whether one of the patterns allows all that ``action``, which may be a pattern, does."""
    return any(fnmatchcase(action, pattern) for pattern in patterns)


def _statement(statement: Mapping[str, Any]) -> Statement:
    principals = frozenset(_principals(statement.get("Principal", statement.get("NotPrincipal"))))
    return Statement(
        allows=statement.get("Effect") == "Allow",
        actions=_texts(statement.get("Action", statement.get("NotAction")), lower=True),
        all_but_actions="NotAction" in statement,
        resources=_texts(statement.get("Resource"))
        | {f"!{each}" for each in _texts(statement.get("NotResource"))},
        principals=principals,
        all_but_principals="NotPrincipal" in statement,
        conditions=frozenset(_conditions(statement.get("Condition"))),
        text=json.dumps({key: value for key, value in statement.items() if key != "Sid"}, sort_keys=True),
    )


def _principals(principal: Any) -> Iterator[str]:
    if isinstance(principal, str):
        yield principal
    elif isinstance(principal, dict):
        for kind, names in principal.items():
            for name in _texts(names):
                yield EVERYBODY if kind == "AWS" and name == EVERYBODY else f"{kind}:{name}"


def _conditions(condition: Any) -> Iterator[str]:
    if isinstance(condition, dict):
        for operator, keys in condition.items():
            for key in keys if isinstance(keys, dict) else ():
                yield f"{operator} {key}".lower()


def _texts(value: Any, *, lower: bool = False) -> frozenset[str]:
    return frozenset(each.lower() if lower else each for each in _listed(value) if isinstance(each, str))


def _listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [] if value is None else [value]
