"""Every rule of the review: the general ones and those that the kinds bring."""

from __future__ import annotations

from difflib import get_close_matches
from functools import cache
from textwrap import fill

from futago.errors import UnknownRuleError
from modules.catalog import KINDS
from modules.review import Rule
from modules.rules import rules_in

_WIDTH = 100
"""Characters of a line of the explanation."""


@cache
def rules() -> tuple[Rule, ...]:
    """Every rule, by id."""
    of_kinds = (rule for kind in KINDS for rule in kind.rules())
    return tuple(sorted((*rules_in("futago.review.rules"), *of_kinds), key=lambda rule: rule.id))


def rule_of(rule_id: str) -> Rule:
    """The rule of this id.

    Raises:
        UnknownRuleError: there is none.
    """
    for rule in rules():
        if rule.id == rule_id:
            return rule
    raise UnknownRuleError(
        f"there is no rule '{rule_id}'; {close_to(rule_id)}", next_command="futago review --explain all"
    )


def close_to(rule_id: str) -> str:
    """The end of a sentence about a rule that there is not: what was meant, perhaps."""
    close = get_close_matches(rule_id, [rule.id for rule in rules()], n=3)
    return f"like it {'is' if len(close) == 1 else 'are'} {', '.join(close)}" if close else "none is like it"


def explain(rule: Rule) -> str:
    """All that there is to know about a rule, for people."""
    paragraphs = (
        f"{rule.id} ({rule.level.name.lower()})\n{rule.title}.",
        fill(f"Why: {rule.why}", _WIDTH, break_long_words=False, break_on_hyphens=False),
        fill(f"What to do: {rule.remedy}", _WIDTH, break_long_words=False, break_on_hyphens=False),
        fill(f"Looks at: {looks_at(rule)}", _WIDTH, break_long_words=False, break_on_hyphens=False),
    )
    return "\n\n".join(paragraphs)


def looks_at(rule: Rule) -> str:
    """What a rule looks at, in words."""
    types = ", ".join(sorted(rule.types)) or "every resource"
    return f"{types}; only what changed outside Terraform" if rule.sees_drift else types
