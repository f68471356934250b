"""Findings for people, one a line."""

from __future__ import annotations

import click

from futago.lint.rule import Finding
from futago.rendering.inert import clipped

TEXT_MAX = 200
"""Characters of a literal that are shown."""


def line(finding: Finding) -> str:
    """A finding: where, which rule, the literal, and what replaces it.

    Colours are for the terminal that ``click.echo`` writes to; anywhere else it leaves them out.
    """
    place = f"{clipped(finding.path, TEXT_MAX)}:{finding.line}:{finding.column}:"
    replacement = f" → {click.style(finding.variable, fg='green')}" if finding.variable else ""
    rule = click.style(finding.rule, fg="yellow")
    return f"{click.style(place, bold=True)} {rule} {clipped(finding.text, TEXT_MAX)}{replacement}"
