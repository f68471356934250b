"""Arguments and options that several commands take, said once."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

SPEC = click.argument("spec", required=False, metavar="[SPEC]", type=click.Path(path_type=Path))
"""The spec; without it FUTAGO_SPEC, else context.spec of cdktf.json."""

ENVIRONMENT = click.option(
    "--environment",
    "-e",
    envvar="FUTAGO_ENVIRONMENT",
    show_envvar=True,
    help="Which of the spec's environments.",
)

EMULATOR = click.option(
    "--emulator",
    envvar="FUTAGO_EMULATOR",
    show_envvar=True,
    metavar="DIR",
    type=click.Path(path_type=Path),
    help="Use the embedded AWS that runs in DIR (usually .futago) in place of AWS.",
)

STRICT = click.option("--strict", is_flag=True, help="Take warnings, such as unknown keys, as errors.")

JSON = click.option("--json", "as_json", is_flag=True, help="Print JSON for scripts.")


def warn(warnings: tuple[Any, ...]) -> None:
    """Say a spec's warnings to people."""
    for warning in warnings:
        click.secho("warning: ", fg="yellow", bold=True, nl=False, err=True)
        click.echo(str(warning), err=True)
