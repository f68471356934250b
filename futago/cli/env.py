"""``futago env``."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from futago.cli.options import EMULATOR, ENVIRONMENT, region_of, warn
from futago.errors import ContractError

if TYPE_CHECKING:
    from futago.contract.environment import Environment
    from modules.estate import Estate

FORMATS = ("dotenv", "json", "shell", "kubernetes", "ecs", "ssm", "python")
_WITHOUT_AWS = ("ecs", "python")
"""ECS asks for what only AWS knows by itself, and a reader holds no values."""
_MOST_FOLDERS = 9
"""What a message lists."""


@click.command("env")
@click.argument("application", required=False, metavar="[APP]")
@click.argument("spec", required=False, metavar="[SPEC]")
@ENVIRONMENT
@EMULATOR
@click.option("--region", metavar="REGION", help="Where it runs; needed if it runs in both Regions.")
@click.option("--format", "form", type=click.Choice(FORMATS), help="See above.  [default: dotenv]")
@click.option("--offline", is_flag=True, help="Ask nobody; leave out what only AWS knows, and say so.")
@click.option("--check", is_flag=True, help="Hold all contracts to the committed ones.")
@click.option("--write", is_flag=True, help="Write all contracts, to be committed.")
@click.option("--strict", is_flag=True, help="With --check: fail too where what is committed is outdated.")
@click.option(
    "--contracts",
    envvar="FUTAGO_CONTRACTS",
    show_envvar=True,
    default="contracts",
    show_default=True,
    metavar="DIR",
    type=click.Path(path_type=Path, file_okay=False),
    help="Where committed contracts lie, a folder an estate.",
)
def command(
    application: str | None,
    spec: str | None,
    environment: str | None,
    emulator: Path | None,
    *,
    region: str | None,
    form: str | None,
    offline: bool,
    check: bool,
    write: bool,
    strict: bool,
    contracts: Path,
) -> int:
    """Print the environment of APP: names, ARNs and endpoints of what it uses, called the same everywhere.

    No secret is in it, only its name. What only AWS knows, such as a cluster's endpoint, is read from the
    parameters that the Region's stack has made.

    \b
    dotenv      NAME=value a line        kubernetes  ConfigMap, and ServiceAccount with IRSA
    shell       export lines             ecs         environment and secrets of a container definition
    json        an object                ssm         the parameters in the Region, by name
    python      a typed reader of it, one file without dependencies; the same for every Region

    With --check or --write, futago env --check [SPEC]: the contracts of all applications. A variable that is
    gone, or means something else, breaks who relies on it; a new one does not.

    Exit codes: 0 done, or nothing broken (--check); 1 a contract is broken, or AWS lacks something; 2 bad
    input.

    \b
    Examples:
      futago env payment-api --region ap-northeast-3
      variables=$(futago env payment-api --region ap-northeast-3 --format shell) && eval "$variables"
      futago env payment-api --region ap-northeast-3 --format kubernetes | kubectl apply -f -
      futago env payment-api --format python > payment_api/environment.py
      futago env --write && git add contracts
      futago env --check --strict
    """
    if check and write:
        raise click.UsageError("--check and --write exclude each other")
    if strict and not check:
        raise click.UsageError("--strict goes with --check")
    if check or write:
        option = "--check" if check else "--write"
        if spec is not None:
            raise click.UsageError(f"{option} takes all applications: give [SPEC] only")
        if region is not None or form is not None:
            raise click.UsageError(f"{option} takes all applications: --region and --format go with APP")
        estate = _load(application, environment)
        if write:
            return _write(estate, contracts)
        return _check(estate, contracts, spec=application, strict=strict)
    if application is None:
        raise click.UsageError("APP is missing: the application's name in the spec (futago uses shows them)")
    estate = _load(spec, environment)
    click.echo(_text(estate, application, region, form or "dotenv", emulator, offline=offline), nl=False)
    return 0


def _load(spec: str | None, environment: str | None) -> Estate:
    from futago.spec import find_spec, load  # noqa: PLC0415 # costs a tenth of a second

    loaded = load(find_spec(Path(spec) if spec is not None else None), environment)
    warn(loaded.warnings)
    return loaded.estate


def _text(
    estate: Estate, application: str, region: str | None, form: str, emulator: Path | None, *, offline: bool
) -> str:
    from futago.contract import formats  # noqa: PLC0415 # only here
    from futago.contract.environment import environment_of, inputs_of  # noqa: PLC0415 # likewise
    from futago.contract.kubernetes import kubernetes  # noqa: PLC0415 # likewise
    from futago.contract.python_reader import python  # noqa: PLC0415 # likewise
    from modules.applications.inputs import regions_of  # noqa: PLC0415 # likewise

    if region is not None:
        region_of(estate, region, "--region")
    if form == "python" and region is None:
        region = regions_of(estate, inputs_of(estate, application))[0].code
    found = environment_of(estate, application, region)
    if form not in _WITHOUT_AWS:
        found = _complete(found, emulator, offline=offline)
    written = {
        "dotenv": formats.dotenv,
        "json": formats.as_json,
        "shell": formats.shell,
        "kubernetes": kubernetes,
        "ecs": formats.ecs,
        "ssm": formats.ssm,
        "python": python,
    }
    return written[form](found)


def _complete(found: Environment, emulator: Path | None, *, offline: bool) -> Environment:
    if not found.unknown:
        return found
    if offline:
        left_out = ", ".join(found.unknown)
        click.echo(f"Left out, for only AWS knows (--offline): {left_out}", err=True)
        return found
    from futago.cli.clients import clients_of  # noqa: PLC0415 # boto3
    from futago.contract.observe import observe  # noqa: PLC0415 # likewise

    return observe(found, clients_of(emulator))


def _check(estate: Estate, contracts: Path, *, spec: str | None, strict: bool) -> int:
    from futago.contract.committed import committed_in, contracts_of, differences  # noqa: PLC0415 # only here

    if not contracts.is_dir():
        wrong = f"there is no folder {contracts} to hold contracts to; futago env --write makes it"
        raise click.BadParameter(wrong, param_hint="--contracts")
    folder = contracts / estate.names.prefix
    current = contracts_of(estate)
    if not current and not folder.exists():
        click.echo(f"{estate.names.prefix} has no applications, and there is no folder {folder}", err=True)
        return 0
    options = _options(estate, spec)
    if not folder.is_dir():
        raise _nothing_to_hold_to(contracts, folder, options)
    found = list(differences(committed_in(folder), current))
    for each in found:
        word, colour = ("breaking", "red") if each.breaking else ("outdated", "yellow")
        click.secho(f"{word}: ", fg=colour, bold=True, nl=False, err=True)
        click.echo(str(each), err=True)
    if not found:
        click.echo(f"{folder} holds the contracts of all applications", err=True)
        return 0
    broken = any(each.breaking for each in found)
    purpose = ", if it is on purpose and nobody relies on it" if broken else ""
    click.echo(f"Next: futago env --write{options} --contracts {contracts}{purpose}", err=True)
    return 1 if broken or strict else 0


def _options(estate: Estate, spec: str | None) -> str:
    """What says again which estate is meant."""
    of_spec = f" {spec}" if spec is not None else ""
    return f"{of_spec} --environment {estate.environment}" if estate.environment else of_spec


def _nothing_to_hold_to(contracts: Path, folder: Path, options: str) -> ContractError:
    """The estate was renamed, ``--contracts`` names another folder, or nothing was ever committed."""
    from futago.rendering.listing import listed  # noqa: PLC0415 # only here

    there = sorted(each.name for each in contracts.iterdir() if each.is_dir())
    missing = f"{folder} is no folder" if folder.exists() else f"there is no folder {folder}"
    beside = f"{contracts} has {listed(there, _MOST_FOLDERS) or 'no folders'}"
    too_deep = contracts.name == folder.name and any(contracts.glob("*.json"))
    return ContractError(
        f"{missing} to hold contracts to; {beside}: allowed is another --contracts, or to write them first",
        next_command=f"futago env --check{options} --contracts {contracts.parent}"
        if too_deep
        else f"futago env --write{options} --contracts {contracts}",
    )


def _write(estate: Estate, contracts: Path) -> int:
    from futago.contract.committed import (  # noqa: PLC0415 # only here
        committed_in,
        contracts_of,
        differences,
        write,
    )

    folder = contracts / estate.names.prefix
    current = contracts_of(estate)
    broken = [each for each in differences(committed_in(folder), current) if each.breaking]
    write(folder, current)
    for each in broken:
        click.secho("breaking: ", fg="red", bold=True, nl=False, err=True)
        click.echo(str(each), err=True)
    click.echo(f"Contracts written to {folder}: commit them", err=True)
    return 0
