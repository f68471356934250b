"""``futago doctor``."""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path

import click

from futago.cli.options import JSON


@click.command("doctor")
@JSON
def command(*, as_json: bool) -> int:
    """Say what this machine lacks to run futago: Python, Node, Terraform, the AWS provider.

    \b
    Examples:
      futago doctor
      futago doctor --json | jq '.[] | select(.ok | not)'
    """
    from futago.toolchain.doctor import diagnose  # noqa: PLC0415 # only here

    findings = diagnose(Path())
    if as_json:
        click.echo(json.dumps([asdict(finding) for finding in findings], indent=2))
    for finding in () if as_json else findings:
        click.secho("✓ " if finding.ok else "✗ ", fg="green" if finding.ok else "red", nl=False)
        click.echo(f"{finding.name}: {finding.detail}")
        if finding.remedy:
            click.echo(f"  next: {finding.remedy}")
    return 0 if all(finding.ok for finding in findings) else 1
