"""What a demo showed: one table for people, or JSON."""

from __future__ import annotations

import json
import sys
from dataclasses import asdict, dataclass
from itertools import groupby
from typing import TYPE_CHECKING

import click
from rich.console import Console
from rich.table import Table
from rich.text import Text

if TYPE_CHECKING:
    from futago.deploy.apply import Settlement, StackResult
    from modules.proof import Evidence


@dataclass(frozen=True)
class DemoResult:
    """What a demo did and saw.

    Attributes:
        synthesis_seconds: from the spec to JSON.
        applied: every stack's apply.
        settled: every stack's second plan.
        evidence: what was read back from the pair.
        seconds: the whole demo.
    """

    synthesis_seconds: float
    applied: tuple[StackResult, ...]
    settled: tuple[Settlement, ...]
    evidence: tuple[Evidence, ...]
    seconds: float

    @property
    def holds(self) -> bool:
        """Whether every second plan is empty and every proof holds."""
        return all(stack.is_empty for stack in self.settled) and all(each.holds for each in self.evidence)


def show(result: DemoResult, *, as_json: bool) -> None:
    """Print the result: JSON to stdout, or a table to stderr."""
    if as_json:
        click.echo(json.dumps({"holds": result.holds, **asdict(result)}, indent=2, default=str))
        return
    console = Console(file=sys.stderr)
    console.print(_table(result))
    for stack in result.settled:
        for change in stack.changes:
            console.print(Text(f"{stack.stack}: {change.address} would be {change.action}", style="red"))
    for each in result.evidence:
        if not each.holds:
            console.print(Text(f"{each.noun} {each.name}: not so: {each.claim}; {each.seen}", style="red"))
    applies = sum(sum(stack.seconds.values()) for stack in result.applied)
    plans = sum(stack.seconds for stack in result.settled)
    proofs = sum(each.seconds for each in result.evidence)
    console.print(
        f"{result.seconds:.0f} s in all: synthesis {result.synthesis_seconds:.0f}, Terraform's applies "
        f"{applies:.0f} and second plans {plans:.0f} (two at a time), proofs {proofs:.0f}.",
        highlight=False,
    )


def _table(result: DemoResult) -> Table:
    table = Table(title="Seen on the embedded AWS", title_justify="left")
    table.add_column("what", no_wrap=True)
    table.add_column("seen")
    table.add_column("seconds", justify="right")
    table.add_column("", justify="center")
    for stack, settlement in zip(result.applied, result.settled, strict=True):
        again = "empty" if settlement.is_empty else _changes(len(settlement.changes))
        seconds = sum(stack.seconds.values()) + settlement.seconds
        table.add_row(
            stack.stack,
            f"{stack.resources} resources; second plan {again}",
            f"{seconds:.1f}",
            _mark(holds=settlement.is_empty),
        )
    table.add_section()
    for (noun, claim), group in groupby(_by_claim(result.evidence), key=lambda each: (each.noun, each.claim)):
        each = list(group)
        held = sum(one.holds for one in each)
        table.add_row(
            noun,
            f"{claim}: {held} of {len(each)}",
            f"{sum(one.seconds for one in each):.1f}",
            _mark(holds=held == len(each)),
        )
    return table


def _changes(count: int) -> str:
    return f"{count} changes" if count else "would change outputs"


def _by_claim(evidence: tuple[Evidence, ...]) -> list[Evidence]:
    """In the order in which each claim first came."""
    first = {(each.noun, each.claim): place for place, each in reversed(list(enumerate(evidence)))}
    return sorted(evidence, key=lambda each: first[each.noun, each.claim])


def _mark(*, holds: bool) -> Text:
    return Text("✓", style="green") if holds else Text("✗", style="bold red")
