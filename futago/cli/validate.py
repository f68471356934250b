"""``futago validate``."""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path

import click

from futago.cli.options import JSON, SPEC, STRICT, warn
from futago.errors import Problem, SpecError


@click.command("validate")
@SPEC
@STRICT
@JSON
def command(spec: Path | None, *, strict: bool, as_json: bool) -> int:
    """Check a spec, in all its environments, and say everything that is wrong with it.

    \b
    Examples:
      futago validate examples/payments.yaml
      futago validate --strict        # in CI: a misspelt key fails
      futago validate --json | jq '.errors[].path'
    """
    from futago.spec import find_spec, validate  # noqa: PLC0415 # costs a tenth of a second

    path = find_spec(spec)
    errors: tuple[Problem, ...] = ()
    warnings: tuple[Problem, ...] = ()
    try:
        warnings = validate(path, strict=strict)
    except SpecError as error:
        if not as_json:
            raise
        errors, warnings = error.problems, error.warnings
    if as_json:
        click.echo(
            json.dumps(
                {"spec": str(path), "errors": [*map(asdict, errors)], "warnings": [*map(asdict, warnings)]},
                indent=2,
            )
        )
    else:
        warn(warnings)
        click.echo(f"{path} is valid.", err=True)
    return SpecError.exit_code if errors else 0
