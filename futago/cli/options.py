"""Arguments and options that several commands take, said once."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:  # a spec's shape takes a twentieth of a second
    from modules.estate import Estate
    from regions import Region

MODES = ("switchover", "failover", "failback")
"""How a Region is promoted; ``modules.operation.Mode``, which is imported only for a promotion."""

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

JOURNALS = click.option(
    "--journals",
    envvar="FUTAGO_JOURNALS",
    show_envvar=True,
    default=".futago/promotions",
    show_default=True,
    metavar="DIR",
    type=click.Path(path_type=Path, file_okay=False),
    help="Where the journals of promotions lie.",
)

DETACH = click.option(
    "--detach", is_flag=True, help="Take databases out of their global cluster; failover only."
)

STRICT = click.option("--strict", is_flag=True, help="Take warnings, such as unknown keys, as errors.")

JSON = click.option("--json", "as_json", is_flag=True, help="Print JSON for scripts.")


def check_failover_only(option: str, *, given: bool, mode: str) -> None:
    """Refuse an option that only a failover has a use for: what is well is not given up or taken apart.

    Args:
        option: such as ``--detach``.
        given: whether it was.
        mode: how the Region is to be promoted.

    Raises:
        click.UsageError: it was given, and the mode is no failover.
    """
    if given and mode != "failover":
        raise click.UsageError(f"{option} with --mode {mode}; allowed is only with --mode failover")


def region_of(estate: Estate, code: str, argument: str) -> Region:
    """The Region of the pair that was named.

    Args:
        estate: whose pair it is.
        code: as it was given.
        argument: the argument or option that it was given by, such as ``--to``.

    Raises:
        click.BadParameter: it is not in the pair.
    """
    regions = {region.code: region for region in estate.pair}
    if code not in regions:
        wrong = f"'{code}' is no Region of the pair; allowed are {cities_of(estate)}"
        raise click.BadParameter(wrong, param_hint=argument)
    return regions[code]


def cities_of(estate: Estate) -> str:
    """The codes that a Region may be named by, for people: ``ap-northeast-1 (Tokyo) and …``."""
    return " and ".join(f"{region.code} ({region.city})" for region in estate.pair)


def warn(warnings: tuple[Any, ...]) -> None:
    """Say a spec's warnings to people."""
    for warning in warnings:
        click.secho("warning: ", fg="yellow", bold=True, nl=False, err=True)
        click.echo(str(warning), err=True)
