"""Runs benchmarks and says whether the bounds hold; exits with 1 where one does not."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Mapping, Sequence
from typing import Protocol

import click
from rich.console import Console

from benchmarks import (
    command_start,
    lint_speed,
    parity_scale,
    promotion_scale,
    review_scale,
    synthesis_against_prebuilt,
    synthesis_scale,
    validate,
    verify_scale,
)
from benchmarks.result import Result
from benchmarks.table import show
from futago.errors import FutagoError

_PIPED_COLUMNS = 120
"""Width of the table where there is no terminal to ask."""


class Benchmark(Protocol):
    """A module with one benchmark."""

    ROUNDS: int

    def measure(self, rounds: int, announce: Callable[[str], None]) -> Result:
        """Measure; ``announce`` is told what is waited for."""


BENCHMARKS: Mapping[str, Benchmark] = {
    "command_start": command_start,
    "review_scale": review_scale,
    "validate": validate,
    "lint_speed": lint_speed,
    "verify_scale": verify_scale,
    "parity_scale": parity_scale,
    "promotion_scale": promotion_scale,
    "synthesis_scale": synthesis_scale,
    "synthesis_against_prebuilt": synthesis_against_prebuilt,
}


@click.command(context_settings={"help_option_names": ["-h", "--help"]})
@click.argument("names", nargs=-1, type=click.Choice(list(BENCHMARKS)))
@click.option("--rounds", type=click.IntRange(min=1), help="How often to run each side.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON, with every run.")
@click.option("--no-bounds", is_flag=True, help="Exit with 0 whatever was measured.")
def main(names: Sequence[str], rounds: int | None, *, as_json: bool, no_bounds: bool) -> None:
    r"""Run the benchmarks of these NAMES, or all. The sides of each take turns in one run.

    \b
    Examples:
      python -m benchmarks
      python -m benchmarks validate --rounds 20
      python -m benchmarks --json --no-bounds > benchmarks.json
    """
    console = Console(stderr=True)
    try:
        results = [_measured(name, rounds, console) for name in names or BENCHMARKS]
    except FutagoError as error:
        click.secho(f"error: {error.message}", fg="red", err=True)
        sys.exit(error.exit_code)
    if as_json:
        click.echo(json.dumps([result.as_json() for result in results], indent=2))
    else:
        show(results, Console(width=None if sys.stdout.isatty() else _PIPED_COLUMNS))
    missed = [bound for result in results for bound in result.bounds if not bound.holds]
    sys.exit(1 if missed and not no_bounds else 0)


def _measured(name: str, rounds: int | None, console: Console) -> Result:
    benchmark = BENCHMARKS[name]
    with console.status(name) as status:

        def announce(text: str) -> None:
            (status.update if console.is_terminal else console.print)(f"{name}: {text}")

        return benchmark.measure(rounds or benchmark.ROUNDS, announce)


if __name__ == "__main__":
    main()
