"""The matrix of uses for a terminal, for scripts and as markdown."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from itertools import groupby

from rich.console import Console
from rich.table import Table
from rich.text import Text

from modules.applications.matrix import Matrix, Rights, Row
from modules.estate import Estate

NOT_THERE = "-"
UNBOUNDED_COLUMNS = 500
"""Where nobody looks at it, no name is folded."""
NOTHING = "The spec has no applications that use anything; add them under applications."


def show(estate: Estate, matrix: Matrix) -> None:
    """Print the matrix to stdout: as a table, writes in colour where that is a terminal."""
    console = Console(highlight=False, width=None if sys.stdout.isatty() else UNBOUNDED_COLUMNS)
    if not matrix.rows:
        console.print(NOTHING)
        return
    table = _wide(estate, matrix)
    unbounded = console.options.update(width=UNBOUNDED_COLUMNS)
    if console.measure(table, options=unbounded).maximum > console.width:
        table = _narrow(estate, matrix)
    console.print(_title(estate, matrix))
    console.print(table)
    for note in _notes(matrix):
        console.print(note, style="yellow" if note.startswith("After") else "dim", soft_wrap=True)


def _wide(estate: Estate, matrix: Matrix) -> Table:
    """A row for what each application uses."""
    table = Table(box=None, pad_edge=False)
    for heading in ("", *_headings(estate)):
        table.add_column(heading, no_wrap=True)
    for application, rows in groupby(matrix.rows, key=lambda row: row.application):
        table.add_row(Text(application, style="bold"))
        for row in rows:
            table.add_row(f"  {row.noun} {row.name}", *map(_coloured, _cells(estate, row)))
    return table


def _narrow(estate: Estate, matrix: Matrix) -> Table:
    """The same where the wide one would lose words: a line for each Region, now and after."""
    table = Table(box=None, pad_edge=False, show_header=False)
    for application, rows in groupby(matrix.rows, key=lambda row: row.application):
        table.add_row(Text(application, style="bold"))
        for row in rows:
            table.add_row(f"  {row.noun} {row.name}")
            for heading, cell in zip(_headings(estate), _cells(estate, row), strict=True):
                table.add_row(Text.assemble(f"    {heading}: ", _coloured(cell)))
    return table


def as_markdown(estate: Estate, matrix: Matrix) -> str:
    """The matrix as a table of GitHub's markdown."""
    if not matrix.rows:
        return NOTHING
    headings = ["Application", "Uses", *_headings(estate)]
    lines = [f"**{_title(estate, matrix)}**", "", _line(headings), _line("---" for _ in headings)]
    for row in matrix.rows:
        cells = map(str, _cells(estate, row))
        lines.append(_line([f"`{row.application}`", f"{row.noun} `{row.name}`", *cells]))
    return "\n".join([*lines, *(f"\n{note}" for note in _notes(matrix))])


def as_json(estate: Estate, matrix: Matrix) -> str:
    """The matrix as JSON."""
    return json.dumps(
        {
            "estate": estate.name,
            "environment": estate.environment,
            "home": matrix.home.code,
            "promoted": matrix.promoted.code,
            "rows": [asdict(row) for row in matrix.rows],
            "without_writer": [{"section": section, "name": name} for section, name in matrix.without_writer],
        },
        indent=2,
    )


def _title(estate: Estate, matrix: Matrix) -> str:
    return (
        f"{estate.names.prefix}: who may do what, now with home in {matrix.home.city} and after a promotion "
        f"of {matrix.promoted.city}"
    )


def _headings(estate: Estate) -> list[str]:
    cities = [region.city for region in estate.pair]
    return [f"{city} {when}" for when in ("now", "after") for city in cities]


@dataclass(frozen=True)
class _Cell:
    """What an application may do with a resource in a Region, at a time."""

    rights: Rights
    is_database: bool

    def __str__(self) -> str:
        rights = self.rights
        if not rights.runs:
            return NOT_THERE
        words = [
            "read*" if rights.reads_strongly else "read" if rights.reads else "",
            "write" if rights.writes else "forward" if rights.forwards else "",
        ]
        return " ".join(filter(None, words)) or ("connect" if self.is_database else "nothing")


def _cells(estate: Estate, row: Row) -> Iterator[_Cell]:
    for when in (row.now, row.after):
        for region in estate.pair:
            yield _Cell(when[region.code], row.section == "databases")


def _coloured(cell: _Cell) -> Text:
    if cell.rights.writes:
        return Text(str(cell), style="green")
    return Text(str(cell), style="" if cell.rights.runs else "dim")


def _notes(matrix: Matrix) -> Iterator[str]:
    every = [rights for row in matrix.rows for rights in (*row.now.values(), *row.after.values())]
    if any(rights.reads_strongly for rights in every):
        yield "read*: a strong read, which sees every write that was made before it."
    if any(rights.forwards for rights in every):
        yield "forward: Aurora hands the write on to the writer in the other Region."
    if any(row.section == "databases" for row in matrix.rows):
        yield (
            "database: IAM lets whoever uses one connect, wherever it runs; what it may read and write then "
            "the database's grants say, and Aurora refuses writes where the cluster follows."
        )
    if any(not rights.runs for rights in every):
        yield f"{NOT_THERE}: the application does not run there."
    forwarded = {
        (row.section, row.name) for row in matrix.rows if any(each.forwards for each in row.after.values())
    }
    for section, name in matrix.without_writer:
        what = f"{section.removesuffix('s')} {name}"
        if (section, name) in forwarded:
            yield (
                f"After a promotion of {matrix.promoted.city} {what} is written by forwarding alone, from "
                f"{matrix.home.city}: by nobody while {matrix.home.city} is dark."
            )
        else:
            yield (
                f"After a promotion of {matrix.promoted.city} nobody writes {what}: none of the applications "
                "that do runs there."
            )


def _line(cells: Iterator[str] | list[str]) -> str:
    return f"| {' | '.join(cells)} |"
