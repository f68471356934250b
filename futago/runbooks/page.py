"""A runbook as one self-contained page: for a screen, a phone at night, and paper."""

from __future__ import annotations

from base64 import b64encode
from functools import cache
from hashlib import sha256
from pathlib import Path

from jinja2 import Template
from markupsafe import Markup

from futago.operations.duration import duration
from futago.rendering.inert import html_prose, visible
from futago.rendering.templating import environment
from futago.runbooks.runbook import Runbook, shell
from futago.runbooks.words import context

TEMPLATES = Path(__file__).parent / "templates"


def render(book: Runbook) -> str:
    """The page, the same for the same spec and times. Nothing in it is loaded or run."""
    css = (TEMPLATES / "runbook.css").read_text(encoding="utf-8")
    digest = b64encode(sha256(css.encode()).digest()).decode()
    style = Markup(css)  # noqa: S704 # our own file
    return _template().render({**context(book), "css": style, "css_hash": f"sha256-{digest}"}) + "\n"


@cache
def _template() -> Template:
    made = environment(TEMPLATES, visible, {"prose": html_prose, "shell": shell, "duration": duration})
    return made.get_template("runbook.html.j2")
