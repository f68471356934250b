"""``futago schema``."""

from __future__ import annotations

import json

import click


@click.command("schema")
def command() -> None:
    """Print the JSON Schema of specs, for editors.

    \b
    Examples:
      futago schema > estate.schema.json
      # then, as the first line of a spec:
      # yaml-language-server: $schema=estate.schema.json
    """
    from futago.spec import schema  # noqa: PLC0415 # costs a tenth of a second

    click.echo(json.dumps(schema(), indent=2))
