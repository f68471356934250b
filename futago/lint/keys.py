"""Which key, variable, parameter or flag a literal is the value of."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from futago.lint.document import Document, Line

_TOKEN = re.compile(
    r"(?<=: )&[\w-]+|\"[^\"\n]*\"|'[^'\n]*'|-{0,2}[A-Za-z_$@][\w$@.-]*(?:::\w+)*|\d[\w.]*|[^\s\w]"
)
_WORD = re.compile(r"[A-Za-z_]\w*|--[\w-]+")
_PATH = re.compile(r"[A-Za-z_]\w*(?:[.:-]\w+)*")
"""What a call's first argument may be, besides: of SetDefault("aws.account", "…"), Set("X-Account", "…")."""
SCHEME = re.compile(r"\b[a-z][a-z0-9]*://(?:[^\s/@\"']*@)?$", re.IGNORECASE)
"""A URL's scheme before a host: it is no key."""
_OPENING = frozenset("([{")
_CLOSING = frozenset(")]}")
_WRAPPERS = frozenset(
    (  # noqa: SIM905 # words are read as words
        "string str text int long number const final static val var let new of valueof listof setof arrayof "
        "aslist tostring toset tolist list array set sequence literal optional jsonencode quote some from r "
        "b f u is to field equals eq in not and or sub ref join select"
    ).split()
)
"""Words between a key and its value: types, constructors, operators."""
_BEFORE = 240
"""Characters of a line before a literal that are looked at; a minified file's line has no end."""
_LINES = 60
"""Lines to go up at most."""
_NAME = re.compile(r"(?<![\w.-])[\"']?[nN]ame[\"']?\s*[:=]\s*[\"']?([A-Za-z_][\w.-]*)")
_OPENS = re.compile(r"(?:[\[({:=|>]|[:=]\s*\S{0,12}[\[({])\s*$")


def keys_of(document: Document, offset: int) -> Iterator[str]:
    """The keys of a literal from the nearest outwards: on its line, then of what encloses the line.

    ``accounts: {prod: ["…"]}`` has ``prod`` and ``accounts``; so has the same over three lines.
    """
    line = document.line_at(offset)
    within = offset - line.start
    keys = list(_keys_before(SCHEME.sub("", line.text[max(0, within - _BEFORE) : within])))
    yield from keys
    if keys[:1] in (["value"], ["Value"]) and (name := _name_of_value(line, within)):
        yield name
    yield from keys_around(line)


def keys_around(line: Line) -> Iterator[str]:
    """The keys of what encloses a line, from the nearest outwards."""
    return _enclosing(line.document, line.start, _indent(line.text))


def words_of(key: str) -> list[str]:
    """The words of a name in any case: ``awsAccountId`` and ``AWS_ACCOUNT_ID`` are aws, account, id."""
    spaced = re.sub(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])", " ", key)
    return re.findall(r"[a-z]+", spaced.lower())


def _keys_before(before: str) -> Iterator[str]:
    wanted, depth, following = True, 0, ""
    for preceding, token in reversed(tuple(pairwise(("", *_TOKEN.findall(before))))):
        is_argument = following == "," and token[0] in "\"'"
        is_default = token + following in {'default"', "default'", "default`"}
        following = token
        word = _PATH if preceding == "(" else _WORD
        if is_argument and not word.fullmatch(token[1:-1]):
            continue
        if token in _CLOSING:
            depth += 1
        elif token in _OPENING:
            wanted, depth = wanted or depth == 0, max(0, depth - 1)
        elif depth == 0 and wanted and (key := _named(token)):
            yield key
            # Of get("ACCOUNT_ID", "…") the argument counts, and what is called; of x() default "…", x.
            wanted = is_argument or is_default
        elif depth == 0 and token.startswith("|"):
            wanted = True  # {{ account_id | default("…") }}


def _name_of_value(line: Line, within: int) -> str:
    """What ``name`` says beside a ``value``, as in Kubernetes and ECS: on the line, or on one next to it."""
    document = line.document
    above = document.line_at(line.start - 1).text if line.start else ""
    below = document.line_at(min(line.start + len(line.text) + 1, len(document.text))).text
    for text in (
        line.text[max(0, within - _BEFORE) : within],
        line.text[within : within + _BEFORE],
        above,
        below,
    ):
        if names := _NAME.findall(text):
            return str(names[-1])
    return ""


def _named(token: str) -> str:
    """The key that a token is; empty for a sign, a number or a word that is none."""
    name = token.strip("\"'").lstrip("-")
    return name if name[:1].isalpha() | name.startswith(("_", "$", "@")) and not _is_wrapper(name) else ""


def _is_wrapper(name: str) -> bool:
    return name.rpartition(".")[2].lower() in _WRAPPERS


def _enclosing(document: Document, start: int, indent: int) -> Iterator[str]:
    for _ in range(_LINES):
        if not start or not indent:
            return
        line = document.line_at(start - 1)
        start = line.start
        depth = _indent(line.text)
        if depth < indent and _OPENS.search(line.text):
            indent = depth
            yield from _keys_before(line.text.rstrip().rstrip("[({"))


def _indent(line: str) -> int:
    """The depth of a line; an item of a list is deeper than the list's key, however it is written."""
    stripped = line.lstrip(" \t")
    return len(line) - len(stripped) + stripped.startswith("- ")
