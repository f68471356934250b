"""``futago uses``."""

from __future__ import annotations

from pathlib import Path

import click

from futago.cli.options import ENVIRONMENT, SPEC, warn

FORMATS = ("text", "json", "markdown")


@click.command("uses")
@SPEC
@ENVIRONMENT
@click.option(
    "--format",
    "named",
    type=click.Choice(FORMATS),
    default="text",
    show_default=True,
    help="text is for a terminal, json for scripts, markdown for a wiki or a pull request.",
)
def command(spec: Path | None, environment: str | None, *, named: str) -> None:
    """Show which application may read and write what, where, now and after a promotion.

    Now is with home where the spec puts it; after is with the other Region promoted. Roles are equal in both
    Regions and never change; what moves is each store's gate of writers.

    \b
    Examples:
      futago uses
      futago uses examples/payments.yaml --format markdown > uses.md
      futago uses --format json | jq '.rows[] | select(.after | any(.writes))'
    """
    from futago.cli.uses_shown import as_json, as_markdown, show  # noqa: PLC0415 # rich costs as much again
    from futago.spec import find_spec, load  # noqa: PLC0415 # costs a tenth of a second
    from modules.applications.matrix import matrix  # noqa: PLC0415 # likewise

    loaded = load(find_spec(spec), environment)
    warn(loaded.warnings)
    found = matrix(loaded.estate)
    if named == "json":
        click.echo(as_json(loaded.estate, found))
    elif named == "markdown":
        click.echo(as_markdown(loaded.estate, found))
    else:
        show(loaded.estate, found)
