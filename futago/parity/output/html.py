"""A comparison as one self-contained page."""

from __future__ import annotations

from base64 import b64encode
from functools import cache
from hashlib import sha256
from pathlib import Path

from jinja2 import Template
from markupsafe import Markup

from futago.parity.output.words import PlaceOf, counted, headline, sections
from futago.parity.parity import Parity
from futago.rendering.inert import visible
from futago.rendering.templating import environment

TEMPLATES = Path(__file__).parent / "templates"


def render(parity: Parity, place_of: PlaceOf) -> str:
    """The page. Nothing in it is loaded or run."""
    css = (TEMPLATES / "parity.css").read_text(encoding="utf-8")
    digest = b64encode(sha256(css.encode()).digest()).decode()
    return (
        _template().render(
            css=Markup(css),  # noqa: S704 # our own file
            css_hash=f"sha256-{digest}",
            estate=parity.estate.names.prefix,
            verdict=parity.verdict.value,
            headline=headline(parity),
            counted=counted(parity),
            sections=list(sections(parity, place_of)),
        )
        + "\n"
    )


@cache
def _template() -> Template:
    return environment(TEMPLATES, visible, {}).get_template("parity.html.j2")
