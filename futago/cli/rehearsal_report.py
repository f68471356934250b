"""What a rehearsal showed: tables for people, or JSON."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from dataclasses import asdict
from typing import Any

import click
from rich.console import Console
from rich.table import Table
from rich.text import Text

from futago.cli.rehearsal import Done
from futago.operations.duration import duration
from futago.operations.events import StepState
from futago.operations.report import Measure
from futago.operations.report import as_json as report_as_json
from futago.rehearsal.losses import StoreLoss
from futago.rehearsal.rehearse import Leg


def show(done: Done, *, as_json: bool) -> None:
    """Print it: JSON to stdout, or tables to stderr."""
    if as_json:
        click.echo(json.dumps(_document(done), indent=2, default=str))
        return
    console = Console(file=sys.stderr)
    for leg in _legs(done):
        console.print(_table(leg))
        for result in leg.report.outcome.results:
            if result.state is not StepState.DONE:
                console.print(Text(f"  {result.step.id}: {result.state}: {result.seen}", style="yellow"))
    for stack in done.settled:
        for change in stack.changes:
            console.print(Text(f"{stack.stack}: {change.address} would be {change.action}", style="red"))
    empty = sum(stack.is_empty for stack in done.settled)
    console.print(f"Plans: {empty} of {len(done.settled)} stacks are empty.", highlight=False)
    verdict = ("It went well.", "bold green") if done.is_well else ("It did not go well.", "bold red")
    console.print(Text(*verdict))


def _legs(done: Done) -> Iterator[Leg]:
    yield done.rehearsal.there
    if done.rehearsal.back is not None:
        yield done.rehearsal.back


def _table(leg: Leg) -> Table:
    report = leg.report
    promotion = report.decision.promotion
    steps = len(report.outcome.results)
    title = f"{promotion.mode.capitalize()} to {promotion.to.city}: {steps} steps; {_times(leg)}"
    table = Table(title=title, title_justify="left")
    table.add_column("store", no_wrap=True)
    for column in ("written", "refused", "lost", "of it promised", "first write after"):
        table.add_column(column, justify="right")
    table.add_column("", justify="center")
    for each in leg.losses:
        table.add_row(*_row(leg, each))
    return table


def _row(leg: Leg, each: StoreLoss) -> tuple[str | Text, ...]:
    first = leg.first_writes.get((each.noun, each.name))
    return (
        f"{each.noun} {each.name}",
        str(each.acknowledged),
        str(each.refused),
        str(each.lost),
        str(each.broken_promises),
        "" if first is None else duration(first),
        Text("✗", style="bold red") if each.broken_promises else Text("✓", style="green"),
    )


def _times(leg: Leg) -> str:
    return f"RTO {_measure(leg.report.rto)}, RPO {_measure(leg.report.rpo)}"


def _measure(measure: Measure) -> str:
    target = "no target" if measure.target_seconds is None else f"target {duration(measure.target_seconds)}"
    return f"{duration(measure.seconds)} ({target})"


def _document(done: Done) -> dict[str, Any]:
    return {
        "well": done.is_well,
        "legs": [
            {
                "report": report_as_json(leg.report),
                "stores": [
                    {**asdict(each), "first_write_seconds": leg.first_writes.get((each.noun, each.name))}
                    for each in leg.losses
                ],
            }
            for leg in _legs(done)
        ],
        "plans": [asdict(stack) for stack in done.settled],
    }
