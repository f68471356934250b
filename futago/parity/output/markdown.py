"""A comparison as markdown."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from jinja2 import Template

from futago.parity.output.words import PlaceOf, counted, headline, sections
from futago.parity.parity import Parity
from futago.rendering.plain_markdown import code, prose
from futago.rendering.templating import environment

TEMPLATES = Path(__file__).parent / "templates"


def render(parity: Parity, place_of: PlaceOf) -> str:
    """The comparison as markdown."""
    filled = _template().render(
        headline=headline(parity), counted=counted(parity), sections=list(sections(parity, place_of))
    )
    return filled.strip() + "\n"


@cache
def _template() -> Template:
    return environment(TEMPLATES, prose, {"code": code}).get_template("parity.md.j2")
