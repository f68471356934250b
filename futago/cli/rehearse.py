"""``futago rehearse``."""

from __future__ import annotations

from pathlib import Path

import click

from futago.cli.options import DETACH, EMULATOR, ENVIRONMENT, JSON, SPEC, check_failover_only, region_of, warn

MODES = ("failover", "switchover")


@click.command("rehearse")
@SPEC
@ENVIRONMENT
@click.option("--to", metavar="REGION", help="The Region being activated.  [default: not the home]")
@click.option("--mode", type=click.Choice(MODES), default="failover", show_default=True, help="How.")
@DETACH
@click.option(
    "--darkness",
    type=click.Choice(("silent", "closed")),
    default="silent",
    show_default=True,
    help="What the other Region does in a failover: accept and never answer, or refuse.",
)
@click.option(
    "--record",
    metavar="DIR",
    type=click.Path(path_type=Path, file_okay=False),
    help="Add the measured times to the runbooks in DIR; render them anew by futago runbook.",
)
@EMULATOR
@JSON
def command(
    *,
    spec: Path | None,
    environment: str | None,
    to: str | None,
    mode: str,
    detach: bool,
    darkness: str,
    record: Path | None,
    emulator: Path | None,
    as_json: bool,
) -> int:
    """Promote a Region on the embedded AWS, under load, and go back. Needs no AWS account.

    Builds the estate, lets applications write in both Regions, darkens the other Region (in a failover),
    promotes by the very steps of `futago promote`, goes home again, looks for every write that was
    acknowledged, and sees that every plan is empty. With --emulator it does so on the embedded AWS that runs
    there (see futago demo --keep).

    The embedded AWS has no engine behind its databases: of these the roles are rehearsed, and no rows.

    Exit codes: 0 all went well; 1 it was not allowed, not whole, lost what was promised, or a plan is not
    empty; 2 bad input; 130 interrupted.

    \b
    Examples:
      futago rehearse
      futago rehearse examples/minimal.yaml -e staging --mode switchover
      futago rehearse --record runbooks/payments && futago runbook
      futago demo --keep && futago rehearse --emulator .futago
    """
    check_failover_only("--detach", given=detach, mode=mode)
    from futago.cli.rehearsal import Wish, run  # noqa: PLC0415 # imports boto3
    from futago.cli.rehearsal_report import show  # noqa: PLC0415 # imports rich
    from futago.spec import find_spec, load  # noqa: PLC0415 # costs a tenth of a second

    loaded = load(find_spec(spec), environment)
    warn(loaded.warnings)
    estate = loaded.estate
    region = region_of(estate, to, "--to") if to else estate.pair.other(estate.home)
    done = run(estate, Wish(region, mode, darkness, detach), emulator)
    show(done, as_json=as_json)
    if record:
        from futago.cli.rehearsal import keep_times  # noqa: PLC0415 # likewise

        click.echo(f"Times added to {keep_times(done.rehearsal, record)}", err=True)
    return 0 if done.is_well else 1
