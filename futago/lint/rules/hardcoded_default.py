"""Defaults: what a look-up falls back to when the variable is missing."""

from __future__ import annotations

import re
from itertools import islice

from futago.lint.document import Document
from futago.lint.keys import keys_of, words_of
from futago.lint.languages import TERRAFORM
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
    \b\w*(?:get|env|lookup|property|fetch|option|default)\w*
        \(\ ?(?:[^()"']*,\ ?)?["'][^"'()]*["']\ ?,\ ?(?:\w+\ ?[=:]\ ?)?(?:[rbfu]?["'`])?$  # get("X", "…
    | (?:or_?else|unwrap_or)\w*\(\ ?(?:(?:\(\)|\|\w*\|)\ ?(?:->)?\ ?)?(?:[\w:.]+\()?["'`]?$  # orElse("…
    | OrElse\([^()]*\)\ ?\{\ ?["']$                      # Kotlin's getOrElse("X") { "…
    | \b(?:get|fetch)\(\ ?["'][^"']*["']\ ?\)\ ?\|\|\ ?["'`]?$
    | (?:\|\||\?\?=?|\?:|\bor)\ ?(?:[rbfu]?["'`])?$       # process.env.X || "…, env[X] ?: "…, … or "…
    | \$\{[\w.\[\]]+(?::?[-=]|:)["']?$                     # ${X:-…}, ${aws.region:…}
    | \bdefault\ ["'`]$                                    # Helm's default "…"
    | \$\{[\w:.-]+,\ ?["']$                                # the Serverless Framework's ${opt:region, '…'}
    | \b(?:coalesce|try|lookup|cmp\.Or)\((?:[^()]|\([^()]*\))*,\ ?["'`]$  # coalesce(var.x, "…"), Go's cmp.Or
    | ^\ ?ARG\ \w+=["']?$                                  # a Dockerfile's ARG
    | \?=\ ?["']?$                                         # a Makefile's ?=
    """,
    re.VERBOSE | re.IGNORECASE,
)
_SCHEME = re.compile(r"\b[a-z][a-z0-9]*://(?:[^\s/@\"']*@)?$", re.IGNORECASE)
_EXPORT = re.compile(r"\bexport\s+default\s+[\"'`]$")
"""What a module of JavaScript exports is called so, and is no default."""


def is_default(document: Document, start: int) -> bool:
    """Whether what starts there is a default."""
    text = document.text
    line_start = text.rfind("\n", 0, start) + 1
    before = text[max(line_start, start - _LOOKED_BACK) : start]
    if not before.strip(" \t\"'`"):
        # An argument on a line of its own: the call is on the lines before.
        before = text[max(0, start - _LOOKED_BACK) : start]
    if "://" in before:
        before = _SCHEME.sub("", before)
    if document.speaks_of_defaults and _EXPORT.search(before):
        return False
    if _BEFORE.search(re.sub(r"\s+", " ", before)):
        return True
    if not document.speaks_of_defaults:
        return False
    keys = keys_of(document, start)
    if document.language is not TERRAFORM:
        keys = islice(keys, 1)  # elsewhere a default may be a profile's name, with anything in it
    return any(words_of(key)[:1] in (["default"], ["fallback"]) for key in keys)
