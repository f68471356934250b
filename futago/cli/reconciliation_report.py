"""What reconciling showed: tables for people, or JSON."""

from __future__ import annotations

import json
import shlex
import sys
from collections.abc import Iterable
from dataclasses import asdict
from typing import Any

import click
from rich.console import Console
from rich.table import Table
from rich.text import Text

from futago.cli.reconciliation import Done, StackPlan
from futago.operations.reconcile import StackView
from futago.rendering.inert import visible
from modules.reconciliation import Reconciliation, Standing

_STYLES = {
    Standing.SETTLED: "green",
    Standing.MOVED: "yellow",
    Standing.BROKEN: "bold red",
    Standing.UNKNOWN: "magenta",
}
_WORST_FIRST = (Standing.BROKEN, Standing.UNKNOWN, Standing.MOVED, Standing.SETTLED)


def show(done: Done, *, as_json: bool) -> None:
    """Print it: JSON to stdout, or text to stderr; a change of the spec goes to stdout, as a patch."""
    if as_json:
        click.echo(json.dumps(_document(done), indent=2, default=str))
        return
    console = Console(file=sys.stderr)
    items = sorted(done.reconciled.items, key=lambda item: _WORST_FIRST.index(item.standing))
    console.print(_resources(items))
    console.print(_stacks(done.reconciled.stacks, done.plans))
    for number, item in enumerate([each for each in items if each.mending], start=1):
        _mending(console, number, item)
    _spec(console, done)
    for path in done.finished:
        console.print(f"The promotion of {path} is over.", highlight=False)
    if done.is_settled:
        seen = "" if done.plans else " Whether the plans are empty: futago reconcile --plan"
        console.print(Text(f"settled.{seen}", style="bold green"))
    else:
        console.print(Text("Something is left to do.", style="bold red"))


def _resources(items: Iterable[Reconciliation]) -> Table:
    table = Table(title="Who writes what", title_justify="left")
    for column in ("resource", "stands", "seen"):
        table.add_column(column)
    for item in items:
        table.add_row(
            f"{item.noun} {item.name}", Text(item.standing, style=_STYLES[item.standing]), visible(item.seen)
        )
    return table


def _stacks(views: Iterable[StackView], plans: Iterable[StackPlan]) -> Table:
    seen = {plan.stack: plan for plan in plans}
    table = Table(title="What Terraform thinks", title_justify="left")
    for column in ("stack", "plan", "what it does not say"):
        table.add_column(column)
    for view in views:
        table.add_row(
            view.name, _plan(view, seen.get(view.name)), visible("\n".join(view.says)).replace("⏎", "\n")
        )
    return table


def _plan(view: StackView, plan: StackPlan | None) -> Text:
    if plan is None:
        return Text("not planned" if view.reachable else "can't be planned: a Region is dark")
    if plan.settlement is None:
        return Text(visible(plan.why), style="red")
    if plan.is_empty:
        return Text("is empty", style="green")
    changes = "\n".join(f"{change.address} would be {change.action}" for change in plan.settlement.changes)
    return Text(changes or "outputs would change", style="red")


def _mending(console: Console, number: int, item: Reconciliation) -> None:
    title = f"{number}. To make {item.noun} {item.name} a pair again:"
    console.print(Text(title, style="bold"))
    if item.caution:
        console.print(Text(f"   Mind: {item.caution}", style="yellow"))
    for command in item.mending:
        console.print(Text(f"   $ {shlex.join(command.argv)}"), soft_wrap=True)
        console.print(Text(f"     # {command.expected}", style="dim"))


def _spec(console: Console, done: Done) -> None:
    if done.by_hand:
        console.print(Text(done.by_hand, style="yellow"))
    if done.written:
        console.print("The spec's homes are moved: commit it.", highlight=False)
    elif done.diff:
        console.print(
            "The spec has to say who writes now (futago reconcile --write does it):", highlight=False
        )
        click.echo(done.diff)


def _document(done: Done) -> dict[str, Any]:
    found = done.reconciled
    return {
        "settled": done.is_settled,
        "resources": [asdict(item) for item in found.items],
        "stacks": [asdict(view) for view in found.stacks],
        "homes": [{"path": [*steps, "home"], "region": code} for steps, code in found.homes.items()],
        "spec": {"diff": done.diff, "by_hand": done.by_hand, "written": done.written},
        "plans": [
            {
                "stack": plan.stack,
                "empty": plan.is_empty,
                "why": plan.why,
                "changes": [asdict(change) for change in plan.settlement.changes] if plan.settlement else [],
            }
            for plan in done.plans
        ],
        "finished": [str(path) for path in done.finished],
    }
