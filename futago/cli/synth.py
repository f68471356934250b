"""``futago synth``."""

from __future__ import annotations

from pathlib import Path

import click

from futago.cli.options import EMULATOR, ENVIRONMENT, SPEC, STRICT, warn
from futago.cli.synthesis import synthesize


@click.command("synth")
@SPEC
@ENVIRONMENT
@click.option(
    "--out",
    envvar="CDKTF_OUTDIR",
    default="cdktf.out",
    show_default=True,
    metavar="DIR",
    type=click.Path(path_type=Path, file_okay=False),
    help="The folder to write to.",
)
@STRICT
@EMULATOR
def command(
    spec: Path | None, environment: str | None, out: Path, emulator: Path | None, *, strict: bool
) -> None:
    """Write the Terraform JSON of every stack, as DIR/stacks/<stack>/cdk.tf.json.

    \b
    Examples:
      futago synth examples/payments.yaml
      futago synth --environment staging --out build
      futago synth --emulator .futago     # for the embedded AWS
    """
    from futago.spec import find_spec, load  # noqa: PLC0415 # costs a tenth of a second

    loaded = load(find_spec(spec), environment, strict=strict)
    warn(loaded.warnings)
    for stack in synthesize(loaded.estate, out, emulator):
        click.echo(out / "stacks" / stack / "cdk.tf.json")
