"""Defaults: what a look-up falls back to when the variable is missing."""

from __future__ import annotations

import re

from futago.lint.document import Document
from futago.lint.keys import key_of, words_of
from futago.lint.rule import Rule

RULE = Rule(
    id="hardcoded-default",
    title="A default that ties to a Region",
    why="Where the variable is missing, the application starts all the same and works in the wrong Region, "
    "without a word.",
    remedy="Leave out the default, so that a missing variable stops the start.",
)

_LOOKED_BACK = 200
"""Characters before a literal that show what it is a default of."""
_BEFORE = re.compile(
    r"""
    \b\w*(?:get|env|lookup|property|fetch|config|option|value|or_?default|default)\w*
        \(\ ?(?:[^()"']*,\ ?)?["'][^"'()]*["']\ ?,\ ?(?:\w+\ ?[=:]\ ?)?(?:[rbfu]?["'`])?$  # get("X", "…
    | \bor_?else\w*\(\ ?(?:\(\)\ ?->\ ?)?["'`]?$        # orElse("…
    | \b(?:get|fetch)\(\ ?["'][^"']*["']\ ?\)\ ?\|\|\ ?["'`]?$
    | (?:\|\||\?\?=?|\?:|\bor)\ ?(?:[rbfu]?["'`])?$       # process.env.X || "…, env[X] ?: "…, … or "…
    | \$\{[\w.\[\]]+(?::?[-=]|:)["']?$                     # ${X:-…}, ${aws.region:…}
    | \bdefault\ ["'`]$                                    # Helm's default "…"
    | \b(?:coalesce|try|lookup)\([^()]*,\ ?["'`]$          # Terraform's coalesce(var.x, "…")
    | ^\ ?ARG\ \w+=["']?$                                  # a Dockerfile's ARG
    """,
    re.VERBOSE | re.IGNORECASE,
)


def is_default(document: Document, start: int) -> bool:
    """Whether what starts there is a default."""
    text = document.text
    line_start = text.rfind("\n", 0, start) + 1
    before = text[max(line_start, start - _LOOKED_BACK) : start]
    if not before.strip(" \t\"'`"):
        # An argument on a line of its own: the call is on the lines before.
        before = text[max(0, start - _LOOKED_BACK) : start]
    if _BEFORE.search(re.sub(r"\s+", " ", before)):
        return True
    return words_of(key_of(document, start))[:1] in (["default"], ["fallback"])
