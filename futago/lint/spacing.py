"""Where words stand free though something touches them: behind escapes, and as defaults of variables."""

from __future__ import annotations

import re

_NO_WORDS = re.compile(
    r"""
    # "account:\n123456789012"; of the others what is no letter and no digit: "\u0026region=…"
    \\[nrt] | \\(?:x|u00)(?:[012][0-9A-Fa-f]|3[A-Fa-f]|[46]0|[57][B-Fb-f])
    # ${TABLE:-…}, ${table:…}
    | (?<![\w:/.}-])\$\{(?P<name>[\w.\[\]]+)(?P<operator>:?[-=]|:(?!:))
    # {{ .Values.registry | default "…" }}, ${{ vars.REGISTRY || '…' }}
    | (?<![\w:/.}-])\$?\{\{(?=[^{}\n]{0,99}(?:\bdefault\b|\|\|)[^{}\n]{0,99}[\"'])
    # "https:\/\/…", as PHP writes JSON
    | (?P<slashes>(?<=\w):\\/\\/) | (?P<slash>\\/)
    """,
    re.VERBOSE,
)


def spaced(text: str) -> str:
    """The text, as long as it was, with spaces for what is no part of the words that it touches.

    A variable with a default inside an ARN or a host (``arn:aws:sns:${REGION:-…}:…``) stays as it is: it is a
    part of that literal.
    """
    if "\\" not in text and "{" not in text:
        return text
    return _NO_WORDS.sub(_spaces, text)


def _spaces(found: re.Match[str]) -> str:
    if found["name"]:
        return f"  {found['name']}{' ' * len(found['operator'])}"
    if found["slashes"]:
        return "  ://"
    return "//" if found["slash"] else " " * len(found[0])
