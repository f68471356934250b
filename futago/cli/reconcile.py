"""``futago reconcile``."""

from __future__ import annotations

from pathlib import Path

import click

from futago.cli.options import EMULATOR, ENVIRONMENT, JOURNALS, JSON, SPEC, region_of, warn


@click.command("reconcile")
@SPEC
@ENVIRONMENT
@EMULATOR
@click.option(
    "--plan", is_flag=True, help="Plan every stack whose Regions answer, and say whether it is empty."
)
@click.option("--write", is_flag=True, help="Move the homes in the spec's file; comments and layout stay.")
@click.option(
    "--right",
    metavar="REGION",
    help="Whose side is right where the two have parted.  [default: the one activated last, by the journals]",
)
@JOURNALS
@JSON
def command(
    *,
    spec: Path | None,
    environment: str | None,
    emulator: Path | None,
    plan: bool,
    write: bool,
    right: str | None,
    journals: Path,
    as_json: bool,
) -> int:
    """Bring spec, AWS and Terraform together again after a promotion. Changes nothing in AWS.

    Looks who writes what now, says what a plan of each stack will say, what the spec has to say, and which
    commands make a pair whole again where it is none any more. None of it writes over the side that was
    promoted. A promotion is over when the spec says who writes and the plan of every stack whose Regions
    answer is empty (--plan); until then no failback is begun.

    Exit codes: 0 settled; 1 something is left to do, unknown, or a plan is not empty; 2 bad input.

    \b
    Examples:
      futago reconcile
      futago reconcile --write && git diff
      futago reconcile --plan
    """
    from futago.cli.reconciliation import Wish, run  # noqa: PLC0415 # imports boto3
    from futago.cli.reconciliation_report import show  # noqa: PLC0415 # imports rich
    from futago.spec import find_spec, load  # noqa: PLC0415 # costs a tenth of a second

    path = find_spec(spec)
    loaded = load(path, environment)
    warn(loaded.warnings)
    side = region_of(loaded.estate, right, "--right") if right else None
    done = run(loaded.estate, Wish(path, environment, emulator, journals, plan=plan, write=write, right=side))
    show(done, as_json=as_json)
    return 0 if done.is_settled else 1
