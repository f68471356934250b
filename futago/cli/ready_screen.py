"""What a person sees of an estate's readiness: the verdict first, then every reason, the gravest first."""

from __future__ import annotations

import json
import os
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from io import StringIO
from shutil import get_terminal_size
from time import sleep
from typing import Final

import click
from rich.console import Console, Group, RenderableType
from rich.live import Live
from rich.status import Status
from rich.table import Table
from rich.text import Text

from futago.operations.duration import duration
from futago.readiness.check import Check, Readiness, Verdict
from futago.rendering.inert import visible
from futago.rendering.listing import listed
from modules.readiness import State

LEADING: Final = "▲"
_MOST_NAMES: Final = 4
_MOST_LINES: Final = 30
_PLAIN_WIDTH: Final = 110
_VERDICTS: Final = {
    Verdict.READY: "bold white on green",
    Verdict.NOT_READY: "bold white on red",
    Verdict.UNKNOWN: "bold white on magenta",
}
_STATES: Final = {
    State.BLOCKS: ("✗", "BLOCKS", "bold red"),
    State.UNKNOWN: ("?", "UNKNOWN", "bold magenta"),
    State.WARNING: ("!", "WARNINGS", "bold yellow"),
    State.OK: ("✓", "OK", "green"),
}
"""The gravest first, as they are shown."""


def rendered(readiness: Readiness, *, show_all: bool) -> str:
    """The whole for stdout, coloured on a terminal only."""
    colours = sys.stdout.isatty() and not os.environ.get("NO_COLOR")
    width = get_terminal_size().columns if sys.stdout.isatty() else _PLAIN_WIDTH
    file = StringIO()
    console = Console(file=file, width=width, force_terminal=colours, no_color=not colours, highlight=False)
    console.print(_whole(readiness, show_all=show_all))
    return "\n".join(line.rstrip() for line in file.getvalue().splitlines()) + "\n"


@contextmanager
def shown_looking() -> Iterator[None]:
    """Say on a terminal that it looks, while the block does."""
    if not sys.stderr.isatty():
        yield
        return
    with Status("Looking at both Regions …", console=Console(stderr=True)):
        yield


@contextmanager
def watching(every_seconds: float, *, as_json: bool, show_all: bool) -> Iterator[Screen]:
    """Show one look after the other: live on a terminal, else one below the other.

    Args:
        every_seconds: how long to wait between two.
        as_json: whether to print a line of JSON for each look.
        show_all: whether to show each check that is ok.
    """
    if as_json or not sys.stdout.isatty():
        yield Screen(every_seconds, None, as_json=as_json, show_all=show_all)
        return
    with Live(Text("Looking at both Regions …"), auto_refresh=False) as live:
        yield Screen(every_seconds, live, as_json=False, show_all=show_all)


class Screen:
    """Where looks are shown; see ``watching``.

    Args:
        every_seconds: how long to wait between two looks.
        live: the terminal; None for lines.
        as_json: see ``watching``.
        show_all: see ``watching``.
    """

    def __init__(self, every_seconds: float, live: Live | None, *, as_json: bool, show_all: bool) -> None:
        self._every_seconds = every_seconds
        self._live = live
        self._as_json = as_json
        self._show_all = show_all

    def show(self, readiness: Readiness) -> None:
        """Show a look in the place of the last one, or below it."""
        if self._live is not None:
            next_look = Text(f"\nagain in {self._every_seconds:g} s; Ctrl-C ends", style="dim")
            self._live.update(Group(_whole(readiness, show_all=self._show_all), next_look), refresh=True)
        elif self._as_json:
            click.echo(json.dumps(readiness.as_json()))
        else:
            click.echo(rendered(readiness, show_all=self._show_all))

    def wait(self) -> None:
        """Wait for the next look."""
        sleep(self._every_seconds)


def _whole(readiness: Readiness, *, show_all: bool) -> RenderableType:
    parts: list[RenderableType] = [*_head(readiness)]
    for state in _STATES:
        checks = [check for check in readiness.checks if check.state is state]
        if checks and state is State.OK and not show_all:
            parts += [_heading(state, checks), *_short(checks)]
        elif checks:
            parts += [_heading(state, checks), *_groups(state, checks)]
    return Group(*parts)


def _head(readiness: Readiness) -> Iterator[RenderableType]:
    promotion, verdict = readiness.promotion, readiness.verdict
    line = Text(f" {verdict.value.upper()} ", style=_VERDICTS[verdict])
    line.append(
        f" {promotion.mode.value} of {promotion.estate.names.prefix} to {promotion.to.city} "
        f"({promotion.to.code}), away from {promotion.source.city}",
        style="bold",
    )
    yield line
    if readiness.as_if_dark:
        city = promotion.source.city
        yield Text(f"  judged      as if {city} went dark now; it answers, and a switchover loses nothing")
    yield Text(f"  would lose  {_loss(readiness)}")
    if readiness.is_allowed:
        yield Text(f"  would take  {duration(readiness.expected_seconds)}, in {readiness.steps} steps")
    at = readiness.looked_at.astimezone().strftime("%H:%M:%S %Z")
    yield Text(f"  looked      {at}, in {readiness.took_seconds:.1f} s", style="dim")


def _loss(readiness: Readiness) -> str:
    """What is lost, in a line: the bound, or for whom there is none."""
    if not readiness.is_allowed:
        return "nobody knows: it would be refused now"
    if not readiness.losses:
        return "nothing"
    known = [loss.lag_seconds for loss in readiness.losses if loss.lag_seconds is not None]
    unknown = [f"{loss.noun} {loss.name}" for loss in readiness.losses if loss.lag_seconds is None]
    bound = f"at most the last {duration(max(known))} of {len(known)} resources" if known else ""
    nobody = f"of {listed(unknown, _MOST_NAMES)} nobody knows how much" if unknown else ""
    return "; ".join(filter(None, (bound, nobody)))


def _heading(state: State, checks: Sequence[Check]) -> Text:
    _sign, title, style = _STATES[state]
    return Text(f"\n{title} ({len(checks)})", style=style)


def _groups(state: State, checks: Iterable[Check]) -> Iterator[RenderableType]:
    """Checks that say the same, with the same remedy, once."""
    alike: dict[tuple[str, str], list[Check]] = {}
    for check in checks:
        alike.setdefault((check.seen, check.remedy), []).append(check)
    sign, _title, style = _STATES[state]
    for (seen, remedy), its in alike.items():
        grid = Table.grid(padding=(0, 0, 0, 0))
        grid.add_column(width=4)
        grid.add_column()
        names = Text(listed([_name(check) for check in its], _MOST_NAMES), style="bold")
        if len(its) == 1:
            names.append(f"  {visible(its[0].what)}", style="not bold dim")
        grid.add_row(Text(f"  {sign}", style=style), names)
        grid.add_row("", Text(visible(seen)))
        if remedy:
            grid.add_row("", Text.assemble(("do: ", "cyan"), visible(remedy)))
        yield grid


def _short(checks: Sequence[Check]) -> Iterator[RenderableType]:
    """What is worth watching, each with its figure; the rest counted."""
    sign, _title, style = _STATES[State.OK]
    alike: dict[tuple[str, str], list[str]] = {}
    for check in checks:
        if check.leading:
            noun, what = check.id.partition("/")[0], check.id.rpartition("/")[2]
            alike.setdefault((f"{noun}/{what}", check.seen), []).append(_name(check))
    named = [(listed(names, most=1), seen) for (_sort, seen), names in alike.items()]
    width = max((len(names) for names, _ in named), default=0)
    for names, seen in named[:_MOST_LINES]:
        line = Text(f"  {sign} ", style=style)
        line.append(names.ljust(width), style="bold")
        yield line.append(f"  {visible(seen)}")
    if len(named) > _MOST_LINES:
        yield Text.assemble(
            (f"  {sign} ", style), f"{len(named) - _MOST_LINES} more {LEADING}; --all shows them"
        )
    counts = Counter(check.id.rpartition("/")[2] for check in checks if not check.leading)
    if counts:
        told = ", ".join(f"{count} {what}" if count > 1 else what for what, count in counts.items())
        yield Text.assemble((f"  {sign} ", style), told)


def _name(check: Check) -> str:
    return f"{check.id.replace('//', '/')}{f' {LEADING}' if check.leading else ''}"
