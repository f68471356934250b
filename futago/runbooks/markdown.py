"""A runbook as markdown, to be read rendered or raw."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

from jinja2 import Template

from futago.operations.duration import duration
from futago.rendering.plain_markdown import block, code, prose
from futago.rendering.templating import environment
from futago.runbooks.runbook import Runbook, shell
from futago.runbooks.words import context

TEMPLATES = Path(__file__).parent / "templates"


def render(book: Runbook) -> str:
    """The document, the same for the same spec and times."""
    text = _template().render(context(book))
    return re.sub(r"\n{3,}", "\n\n", text).rstrip() + "\n"


@cache
def _template() -> Template:
    made = environment(
        TEMPLATES,
        prose,
        {"code": code, "block": block, "shell": shell, "duration": duration},
    )
    return made.get_template("runbook.md.j2")
