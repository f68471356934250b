"""How templates are filled: nothing gets in that was not made inert, and nothing is missing in silence."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup


def environment(
    templates: Path, inert: Callable[[str], str], filters: Mapping[str, Callable[..., Any]]
) -> Environment:
    """An environment whose templates escape all that is put in.

    Args:
        templates: the folder of the templates.
        inert: what is done to every text that is put in and is not markup already.
        filters: the templates' filters.
    """

    def finalize(value: object) -> object:
        return inert(value) if isinstance(value, str) and not isinstance(value, Markup) else value

    made = Environment(
        loader=FileSystemLoader(templates),
        autoescape=True,
        finalize=finalize,
        undefined=StrictUndefined,
        trim_blocks=False,
        keep_trailing_newline=False,
    )
    made.filters.update(filters)
    return made
