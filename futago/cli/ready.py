"""``futago ready``."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from futago.cli.options import (
    DETACH,
    EMULATOR,
    ENVIRONMENT,
    JSON,
    MODES,
    SPEC,
    check_failover_only,
    region_of,
    warn,
)

if TYPE_CHECKING:
    from futago.aws import Clients
    from futago.readiness.check import Readiness
    from futago.runbooks.times import Times
    from modules.estate import Estate
    from modules.operation import Promotion

EXIT_CODES = {"ready": 0, "not ready": 1, "unknown": 3}


@click.command("ready")
@click.argument("region")
@SPEC
@click.option("--mode", type=click.Choice(MODES), required=True, help="How it would be promoted; see above.")
@DETACH
@ENVIRONMENT
@EMULATOR
@click.option("--watch", is_flag=True, help="Look again and again, until Ctrl-C.")
@click.option(
    "--every",
    "every_seconds",
    type=click.FloatRange(min=1),
    default=30,
    show_default=True,
    metavar="SECONDS",
    help="How long --watch waits between two looks.",
)
@click.option("--until-ready", is_flag=True, help="Let --watch end as soon as it is ready.")
@click.option(
    "--runbooks",
    "folder",
    type=click.Path(path_type=Path, file_okay=False),
    metavar="DIR",
    help="Where the times of rehearsals lie.  [default: runbooks/ESTATE]",
)
@click.option("--all", "show_all", is_flag=True, help="Show each check that is ok, too.")
@click.option("--print-policy", is_flag=True, help="Print the IAM policies that this needs, and ask nobody.")
@JSON
def command(region: str, spec: Path | None, **given: Any) -> int:
    """Say whether a promotion of REGION would succeed now, and at what loss.

    \b
    switchover  planned, both Regions well
    failover    as if the other Region went dark now, or is dark already
    failback    after a failover: the old Region joins as reader, then becomes home again

    It takes the promotion's own observations and decision, and asks besides: how late replication is, whether
    keys encrypt and decrypt (it has them do it), secrets are in step, classes, quotas and addresses suffice,
    alarms are green, the caller has the rights. It changes nothing. What could not be seen is unknown, and
    never ok; ▲ marks what changes before anything fails.

    \b
    Examples:
      futago ready ap-northeast-3 --mode failover
      futago ready ap-northeast-3 --mode switchover --watch --until-ready && futago promote …
      futago ready ap-northeast-3 --mode failover --json | jq '.checks[] | select(.state != "ok")'
      futago ready ap-northeast-3 --mode failover --print-policy

    Exit codes: 0 ready; 1 not ready; 2 bad input; 3 unknown, and nothing that blocks was seen;
    130 interrupted, as --watch is unless --until-ready ends it.
    """
    if given["until_ready"] and not given["watch"]:
        raise click.UsageError("--until-ready without --watch; allowed is --watch --until-ready")
    check_failover_only("--detach", given=given["detach"], mode=given["mode"])
    from futago.spec import find_spec, load  # noqa: PLC0415 # costs a tenth of a second

    loaded = load(find_spec(spec), given["environment"])
    warn(loaded.warnings)
    promotion = _promotion(loaded.estate, region, given["mode"], detach=given["detach"])
    if given["print_policy"]:
        from futago.operations.permissions import policies  # noqa: PLC0415 # imports boto3
        from futago.readiness.readiness import permissions  # noqa: PLC0415 # likewise

        click.echo(json.dumps(policies(permissions(promotion)), indent=2))
        return 0
    from futago.cli.clients import clients_of  # noqa: PLC0415 # imports boto3
    from futago.runbooks import times  # noqa: PLC0415 # costs a tenth of a second

    emulator: Path | None = given["emulator"]
    look = _Look(
        clients_of(emulator),
        promotion,
        times.read(given["folder"] or Path("runbooks") / loaded.estate.names.prefix),
        emulator / "state" if emulator else None,
    )
    return _watched(look, given) if given["watch"] else _once(look, given)


def _promotion(estate: Estate, region: str, mode: str, *, detach: bool) -> Promotion:
    from modules.operation import Mode, Promotion  # noqa: PLC0415 # only for a promotion

    return Promotion(estate, Mode(mode), region_of(estate, region, "REGION"), "ready", detach=detach)


class _Look:
    """A look, to be taken as often as wanted."""

    def __init__(
        self, clients: Clients, promotion: Promotion, times: Times, state_folder: Path | None
    ) -> None:
        self._asked = (clients, promotion, times, state_folder)

    def __call__(self) -> Readiness:
        """Look now.

        Raises:
            ReadinessError: AWS does not know the caller, so that nothing can be said.
        """
        from futago.errors import AwsError, ReadinessError  # noqa: PLC0415 # only here
        from futago.readiness.readiness import assess  # noqa: PLC0415 # imports boto3

        try:
            return assess(*self._asked)
        except AwsError as error:
            raise ReadinessError(error.message, next_command=error.next_command) from error


def _once(look: _Look, given: dict[str, Any]) -> int:
    from futago.cli.ready_screen import rendered, shown_looking  # noqa: PLC0415 # costs a twentieth of a second

    with shown_looking():
        readiness = look()
    if given["as_json"]:
        click.echo(json.dumps(readiness.as_json(), indent=2))
    else:
        click.echo(rendered(readiness, show_all=given["show_all"]), nl=False)
    return EXIT_CODES[readiness.verdict.value]


def _watched(look: _Look, given: dict[str, Any]) -> int:
    from futago.cli.ready_screen import watching  # noqa: PLC0415 # costs a twentieth of a second

    with watching(given["every_seconds"], as_json=given["as_json"], show_all=given["show_all"]) as screen:
        while True:
            readiness = look()
            screen.show(readiness)
            if given["until_ready"] and readiness.verdict.value == "ready":
                return 0
            screen.wait()
