"""The results as a table for people."""

from __future__ import annotations

from collections.abc import Sequence

from rich.console import Console
from rich.table import Table

from benchmarks.measurement import Runs
from benchmarks.result import Bound, Result

_MEBIBYTE = 1 << 20


def show(results: Sequence[Result], console: Console) -> None:
    """Print what was measured and, under each benchmark, what must be so."""
    table = Table(show_edge=False)
    table.add_column("benchmark")
    for heading in ("wall s\nleast", "wall s\nmedian", "CPU s\nleast", "memory\nMiB", "found", "bound", ""):
        table.add_column(heading, justify="right")
    for result in results:
        table.add_row(f"[bold]{result.benchmark}[/]")
        for side, runs in result.sides.items():
            table.add_row(side, *_measured(runs))
        for bound in result.bounds:
            table.add_row(bound.claim, "", "", "", "", *_judged(bound))
        table.add_section()
    console.print(table)


def _measured(runs: Runs) -> tuple[str, ...]:
    return (
        f"{runs.wall_seconds:.3f}",
        f"{runs.median_wall_seconds:.3f}",
        f"{runs.cpu_seconds:.3f}",
        f"{runs.peak_bytes / _MEBIBYTE:.0f}" if runs.peak_bytes else "",
    )


def _judged(bound: Bound) -> tuple[str, ...]:
    sign = "≥" if bound.at_least else "≤"
    word = "[green]holds[/]" if bound.holds else "[red]missed[/]"
    return f"{bound.measured:.3g}", f"{sign} {bound.limit:g}", word
