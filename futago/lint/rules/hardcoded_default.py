"""Defaults: what a look-up falls back to when the variable is missing."""

from __future__ import annotations

import re
from itertools import islice

from futago.lint.document import Document
from futago.lint.keys import SCHEME, keys_of, words_of
from futago.lint.languages import TERRAFORM
from futago.lint.rule import Rule

RULE = Rule(
    id="hardcoded-default",
    title="A default that ties to a Region",
    why="Where the variable is missing, the application starts all the same and works in the wrong Region, "
    "without a word.",
    remedy="Leave out the default, so that a missing variable stops the start.",
)

_DEFAULTS = frozenset({"default", "fallback"})
"""What the key of a default begins with."""
_LOOKED_BACK = 200
"""Characters before a literal that show what it is a default of."""
_VALUE = r"""(?:[rbfu]?["'`]|(?:[A-Za-z_]\w*(?:\.|::))+)"""
"""What a literal begins with: a quote, or the enum that it is a member of."""
_BEFORE = re.compile(
    rf"""
    \b(?!(?:set|stub|with|put|add|mock)_?env|environment\()\w*
        (?:get|env|(?<=environ\.)pop|(?<=[\w.])lookup|property|fetch|option|default)\w*(?:<[^<>()]*>)?
        \(\ ?(?:[^()"']*,\ ?)?["'][^"'()]*["']\ ?,\ ?(?:\w+\ ?[=:]\ ?)?{_VALUE}?$     # get("X", "…
    | (?:or_?else|unwrap_or)\w*\(\ ?(?:(?:\(\)|\|\w*\|)\ ?(?:->)?\ ?)?(?:[\w:.]+\()?{_VALUE}?$  # orElse("…
    | (?:OrElse|fetch)\([^()]*\)\ ?\{{\ ?["']$           # Kotlin's getOrElse("X") {{ "…", Ruby's fetch
    | \b(?:get|fetch)\(\ ?["'][^"']*["']\ ?\)\ ?\|\|\ ?["'`]?$
    | (?:\|\||\?\?=?|\?:)\ ?{_VALUE}?$                   # process.env.X || "…, env[X] ?: "…
    | (?<!["'`]\ )\bor\ ?{_VALUE}$                       # os.getenv("X") or "…, but not: is "…" or "…"
    | \$\{{[\w.\[\]:-]+(?::?[-=]|:)(?:[^{{}}"']*,\ ?)?["']?$    # ${{X:-…}}, ${{aws.region:…}}, ${{env:X:-…}}
    | \bdefault\ ["'`]$                                  # Helm's default "…"
    | \bcoalesce\ (?:[.$][\w.]*\ )+["'`]$               # Helm's coalesce .Values.a "…"
    | \|\ ?d(?:efault)?\(\ ?["'`]$                       # Jinja's
    | \$\{{[\w:.-]+,\ ?["']$                             # the Serverless Framework's ${{opt:region, '…'}}
    | \b(?:coalesce|try|cmp\.Or|requireNonNullElse|firstNonNull|default(?:If\w+|To|String))
        \((?:[^()]|\([^()]*\))*,\ ?{_VALUE}$             # coalesce(var.x, "…"), Go's cmp.Or, Java's
    | \boptional\((?:[^()]|\([^()]*\))*,\ ?["']$         # a type of Terraform's: optional(string, "…")
    | :\ ?[\w\[\]|.,\ ]+=\ ?(?:\w+\.)?(?:Field|Header|Query|Cookie|Form|Option|Argument)
        \(\ ?["']$                                       # region: str = Field("…", alias="X")
    | \blookup\([^()"',]+,(?:[^()]|\([^()]*\))*,\ ?["']$  # Terraform's lookup(var.x, key, "…")
    | \bString(?:Slice|Array)?(?:Var)?P?\(\ ?(?:&[\w.]+,\ ?)?"[\w.-]+",\ ?(?:"\w?",\ ?)?"$  # Go's flags
    | ^\ ?ARG\ \w+=["']?$                                # a Dockerfile's ARG
    | \?=\ ?["']?$                                       # a Makefile's ?=
    | \$\(or\ (?:\$\([\w.-]+\),\ ?)+["']?$              # its $(or $(X),…)
    """,
    re.VERBOSE | re.IGNORECASE,
)
_DESTRUCTURED = re.compile(r"""[\w.-]*["'`][^;}]{0,400}\}\s*=\s*(?:process|import\.meta)\.env\b""")
"""What follows a default of JavaScript's ``const { X = "…" } = process.env``."""
_NOT_SAID = re.compile(r"\\(?=[\"'`])")
"""What only escapes a quote."""
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
        before = SCHEME.sub("", before)
    if document.speaks_of_defaults and _EXPORT.search(before):
        return False
    before = re.sub(r"\s+", " ", _NOT_SAID.sub("", before))
    if _BEFORE.search(before) or _is_destructured(document, start, before):
        return True
    if not document.speaks_of_defaults:
        return False
    keys = keys_of(document, start)
    if document.language is not TERRAFORM:
        keys = islice(keys, 1)  # elsewhere a default may be a profile's name, with anything in it
    return any(words[0] in _DEFAULTS or words[-1] == "default" for key in keys if (words := words_of(key)))


def _is_destructured(document: Document, start: int, before: str) -> bool:
    return before.endswith(('= "', "= '", "= `")) and bool(_DESTRUCTURED.match(document.text, start))
