"""``futago schema``."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import click

_ROOM = Path(__file__).parents[1]
_FILES = {
    "parity": _ROOM / "parity" / "output" / "parity.schema.json",
    "ready": _ROOM / "readiness" / "readiness.schema.json",
    "review": _ROOM / "review" / "output" / "review.schema.json",
}
"""What commands print with ``--json`` or ``--format json``."""


@click.command("schema")
@click.argument(
    "document", default="spec", metavar="[DOCUMENT]", type=click.Choice(["spec", "observations", *_FILES])
)
def command(*, document: str) -> None:
    """Print the JSON Schema of specs, for editors, or of what futago writes, for scripts.

    DOCUMENT is spec (without it), observations (what a promotion saw, as its journal holds it), or the
    command whose JSON it is: parity, ready, review.

    \b
    Examples:
      futago schema > estate.schema.json
      # then, as the first line of a spec:
      # yaml-language-server: $schema=estate.schema.json
      futago schema parity > parity.schema.json
    """
    click.echo(json.dumps(schema_of(document), indent=2, ensure_ascii=False))


def schema_of(document: str) -> Any:
    """The JSON Schema of a document, one of those that ``futago schema`` takes."""
    if document in _FILES:
        return json.loads(_FILES[document].read_text(encoding="utf-8"))
    if document == "observations":
        from futago.operations.remembered import schema as of_observations  # noqa: PLC0415 # imports boto3

        return of_observations()
    from futago.spec import schema  # noqa: PLC0415 # costs a tenth of a second

    return schema()
