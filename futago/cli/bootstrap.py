"""``futago bootstrap``."""

from __future__ import annotations

from pathlib import Path

import click

from futago.cli.clients import clients_of
from futago.cli.options import EMULATOR, ENVIRONMENT, SPEC, warn


@click.command("bootstrap")
@SPEC
@ENVIRONMENT
@EMULATOR
@click.option("--dry-run", is_flag=True, help="Say what would be done, and do nothing.")
@click.option("--yes", is_flag=True, help="Do not ask.")
def command(
    spec: Path | None, environment: str | None, emulator: Path | None, *, dry_run: bool, yes: bool
) -> None:
    """Make the buckets that hold the Terraform state, one in each Region.

    Versioned, encrypted, closed to the public, TLS only. Safe to stop and to run again: what is there is
    kept, and its settings are set anew.

    \b
    Examples:
      futago bootstrap examples/payments.yaml --dry-run
      AWS_PROFILE=payments futago bootstrap --environment production
    """
    from futago.bootstrap import act, observe  # noqa: PLC0415 # imports botocore
    from futago.spec import find_spec, load  # noqa: PLC0415 # costs a tenth of a second

    loaded = load(find_spec(spec), environment)
    warn(loaded.warnings)
    clients = clients_of(emulator)
    buckets = observe(clients, loaded.estate)
    for bucket in buckets:
        click.echo(
            f"{bucket.region.code}: {bucket.name} {'is there' if bucket.exists else 'will be made'}", err=True
        )
    if dry_run:
        return
    if not yes:
        click.confirm(f"Set these up in account {loaded.estate.account}?", abort=True, err=True)
    for line in act(clients, loaded.estate, buckets):
        click.echo(line, err=True)
    click.echo("Next: futago synth, then the stacks in the order that it prints.", err=True)
