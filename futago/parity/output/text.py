"""A comparison as text for a terminal."""

from __future__ import annotations

from io import StringIO

from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from futago.parity.comparison import Verdict
from futago.parity.finding import Sort
from futago.parity.output.words import PlaceOf, Section, Shown, counted, headline, sections
from futago.parity.parity import Parity
from futago.rendering.inert import visible

_VERDICTS = {Verdict.EQUAL: "bold green", Verdict.DIFFERENT: "bold red", Verdict.UNKNOWN: "bold magenta"}
_SORTS = {
    Sort.BROKEN: "bold white on red",
    Sort.ABSENT: "bold red",
    Sort.MOVED: "bold yellow",
    Sort.DIFFERENT: "bold yellow",
    Sort.STRAY: "bold cyan",
    Sort.UNKNOWN: "bold magenta",
}


def render(parity: Parity, place_of: PlaceOf, *, width: int = 100, colours: bool = False) -> str:
    """The comparison as text.

    Args:
        parity: the comparison.
        place_of: where in the spec's file a path is.
        width: columns of the terminal.
        colours: whether to colour it.
    """
    console = Console(
        file=StringIO(), width=width, force_terminal=colours, no_color=not colours, highlight=False
    )
    console.print(Text(headline(parity), style=_VERDICTS[parity.verdict]))
    for section in sections(parity, place_of):
        _section(console, section)
    console.print()
    console.print(Text(counted(parity), style="dim"))
    file = console.file
    assert isinstance(file, StringIO)  # noqa: S101 # as it was made above
    return "\n".join(line.rstrip() for line in file.getvalue().splitlines()) + "\n"


def _section(console: Console, section: Section) -> None:
    console.print()
    console.print(Text(f" {section.heading} ({len(section.items)}) ", style=_SORTS[section.sort]))
    for item in section.items:
        _item(console, item)


def _item(console: Console, item: Shown) -> None:
    console.print()
    console.print(Text(f"  {visible(item.title)}", style="bold"))
    if not item.columns:
        console.print(Padding(Text(visible(item.says)), (0, 0, 0, 4)))
    table = Table.grid(padding=(0, 2, 0, 0))
    for column in item.columns:
        mark = "◀" if column.differs else ""
        style = "red" if column.differs else ""
        table.add_row(column.head, Text(visible(column.text), style=style), mark)
    if item.columns:
        console.print(Padding(table, (0, 0, 0, 4)))
    if item.caution:
        console.print(Padding(Text(f"Mind: {visible(item.caution)}", style="yellow"), (0, 0, 0, 4)))
    for remedy in item.remedies:
        console.print(Text(f"    → {visible(remedy)}", style="dim"), soft_wrap=True)
