"""``futago parity``."""

from __future__ import annotations

import json
import os
import sys
from importlib import import_module
from pathlib import Path
from shutil import get_terminal_size
from typing import Any

import click

from futago.cli.options import EMULATOR, ENVIRONMENT, JOURNALS, SPEC, warn

FORMATS = {"text": "text", "json": "as_json", "markdown": "markdown", "html": "html"}
"""Each format's module in ``futago.parity.output``."""
EXIT_CODES = {"equal": 0, "different": 1, "unknown": 3}


@click.command("parity")
@SPEC
@ENVIRONMENT
@EMULATOR
@click.option(
    "--format",
    "form",
    type=click.Choice(tuple(FORMATS)),
    default="text",
    show_default=True,
    help="On stdout.",
)
@click.option(
    "--only",
    multiple=True,
    metavar="NOUN[/NAME]",
    help="Compare these resources only, such as table or table/sessions; may be given again.",
)
@JOURNALS
@click.option("--print-policy", is_flag=True, help="Print the IAM policies that this needs, and ask nobody.")
def command(
    *,
    spec: Path | None,
    environment: str | None,
    emulator: Path | None,
    form: str,
    only: tuple[str, ...],
    journals: Path,
    print_policy: bool,
) -> int:
    """Compare spec, first and second Region as AWS has them now. Changes nothing, reads no secret's value.

    A pair that is none any more comes first: a database out of its global cluster, a secret promoted away, a
    replica gone, of which Terraform says nothing. Then every setting that is not as the spec says, with what
    mends it, and what is in AWS and not in the spec. What could not be seen is unknown, and never equal.

    Exit codes: 0 equal; 1 different; 2 bad input; 3 unknown, and nothing different was seen.

    \b
    Examples:
      futago parity
      futago parity --only table --only bucket/receipts
      futago parity --format html > parity.html
      futago parity --format json | jq '.findings[] | select(.sort == "different")'
      futago parity --print-policy
    """
    from futago.spec import find_spec, load  # noqa: PLC0415 # costs a tenth of a second
    from futago.spec.lines import Lines  # noqa: PLC0415 # likewise

    path = find_spec(spec)
    loaded = load(path, environment)
    warn(loaded.warnings)

    from futago.cli.clients import clients_of  # noqa: PLC0415 # imports boto3
    from futago.operations.finishing import last_activated  # noqa: PLC0415 # likewise
    from futago.operations.permissions import policies  # noqa: PLC0415 # likewise
    from futago.parity.parity import compare, permissions, selected  # noqa: PLC0415 # likewise
    from futago.parity.sight import resources_of  # noqa: PLC0415 # likewise
    from futago.parity.survey import survey  # noqa: PLC0415 # likewise
    from modules.catalog import KINDS  # noqa: PLC0415 # likewise

    resources = resources_of(loaded.estate, KINDS)
    chosen = selected(resources, only)
    if print_policy:
        click.echo(json.dumps(policies(permissions(loaded.estate, chosen)), indent=2))
        return 0
    seen = survey(clients_of(emulator), loaded.estate, resources, only=chosen if only else None)
    parity = compare(seen, last_activated(journals, loaded.estate))
    options: dict[str, Any] = {}
    if form == "text" and sys.stdout.isatty():
        options = {"width": get_terminal_size().columns, "colours": not os.environ.get("NO_COLOR")}
    output = import_module(f"futago.parity.output.{FORMATS[form]}")
    click.echo(output.render(parity, Lines(path, environment).place, **options), nl=False)
    return EXIT_CODES[parity.verdict.value]
