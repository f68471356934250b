"""How directions, their jobs and what is wrong with them are shown to people."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from typing import TYPE_CHECKING

from rich.console import Console
from rich.markup import escape
from rich.table import Table
from rich.text import Text

from futago.rendering.inert import visible

if TYPE_CHECKING:
    from futago.backfill.direction import Direction
    from futago.backfill.job import Job
    from futago.backfill.observation import BackfillObservation
    from futago.backfill.obstacle import Obstacle
    from futago.backfill.start import Proposal

STYLES = {
    "complete": "green",
    "running": "cyan",
    "waits to be confirmed": "yellow",
    "complete with failures": "bold red",
    "failed": "bold red",
    "cancelled": "yellow",
    "unknown": "bold yellow",
}
PIPED_COLUMNS = 120
"""Width where there is no terminal to ask."""
_WEIGHTS = {"stops": "red", "unknown": "yellow", "note": "dim"}


def stderr() -> Console:
    """The console for people."""
    return Console(file=sys.stderr, highlight=False, width=None if sys.stderr.isatty() else PIPED_COLUMNS)


def way(direction: Direction) -> str:
    """Which way, by cities: ``Tokyo → Osaka``."""
    return f"{direction.source.city} → {direction.destination.city}"


def counted(job: Job | None) -> str:
    """How far a job is: ``9,000 of 10,000``."""
    if job is None:
        return ""
    return f"{job.done:,} of {job.total:,}" if job.total else f"{job.done:,}"


def show_observations(observations: Iterable[BackfillObservation], console: Console) -> None:
    """A row a direction, and below what is wrong with what remedy."""
    table = Table(box=None, pad_edge=False, header_style="dim")
    for name in ("bucket", "way", "state"):
        table.add_column(name, no_wrap=True)
    for name in ("objects", "failed"):
        table.add_column(name, no_wrap=True, justify="right")
    table.add_column("job", overflow="fold")
    observed = list(observations)
    for each in observed:
        job = each.job
        table.add_row(
            each.direction.name,
            way(each.direction),
            Text(each.state.value, style=STYLES.get(each.state.value, "dim")),
            counted(job),
            Text(f"{job.failed:,}", style="bold red") if job and job.failed else "",
            job.job_id if job else "",
        )
    console.print(table)
    for each in observed:
        if each.fault:
            show_wrong(each.direction, each.fault.says, each.fault.remedy, console, "red")
        elif each.why_unknown:
            remedy = "ask again when the Region answers; the other direction is not concerned"
            show_wrong(each.direction, each.why_unknown, remedy, console, "yellow")


def show_obstacles(direction: Direction, obstacles: Iterable[Obstacle], console: Console) -> None:
    """What stands in a direction's way, each with its remedy."""
    for each in obstacles:
        show_wrong(
            direction, f"[{each.check}] {each.wrong}", each.remedy, console, _WEIGHTS[each.weight.value]
        )


def show_wrong(direction: Direction, wrong: str, remedy: str, console: Console, style: str) -> None:
    """One thing that is wrong, and its remedy."""
    console.print(
        f"[{style}]{escape(f'{direction.name}, {way(direction)}: {visible(wrong)}')}[/]", soft_wrap=True
    )
    console.print(f"  [cyan]remedy:[/] {escape(remedy)}", soft_wrap=True)


def show_proposals(proposals: Iterable[Proposal], console: Console) -> None:
    """For each direction what is left, what it would cost, what a start would do, and what is in the way."""
    for each in proposals:
        seen, cost = each.plan, each.plan.cost
        console.print(f"[bold]{escape(seen.direction.name)}[/]  {way(seen.direction)}")
        console.print(f"  {escape(str(seen.amount))}", soft_wrap=True)
        if seen.amount.is_something:
            least = "" if cost.is_exact and not cost.unknown else "at least "
            monthly = f"${cost.known_monthly_usd:,.2f} a month from then on"
            console.print(f"  costs {least}${cost.known_usd:,.2f}, and {monthly}")
        console.print(Text("  ").append(_would(each)), soft_wrap=True)
        show_obstacles(seen.direction, seen.obstacles, console)


def _would(proposal: Proposal) -> Text:
    decision = proposal.decision
    if proposal.is_held_up:
        return Text("a start is held up:", style="bold red")
    if proposal.creates:
        return Text(f"a start creates job #{decision.generation}: {decision.why}", style="green")
    return Text(f"a start creates no job: {decision.why}", style="dim")
