"""A review for a terminal."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from io import StringIO

from rich import box
from rich.console import Console, RenderableType
from rich.padding import Padding
from rich.table import Table as Grid
from rich.text import Text

from futago.rendering.inert import clipped
from futago.review.model import Entry, Finding, Review, Row
from futago.review.output.reading_order import (
    HEADING,
    ReadingOrder,
    Side,
    Topic,
    cells,
    lines,
    tables,
)
from futago.review.output.words import (
    COUNTED,
    DEEDS,
    city,
    counted,
    deed,
    finding_values,
    notes,
    place,
)

WIDTH = 100
"""Columns, where nothing tells how wide the terminal is."""
VALUE_MAX, PROSE_MAX = 200, 2_000
"""Characters of a name or a value, and of a sentence."""
ATTRIBUTES_MAX, LINES_MAX, PLACES_MAX, ROWS_MAX = 12, 20, 20, 200
"""Attributes of a change, lines of an attribute, places of a finding and rows of a section that are shown."""
_ELSEWHERE = "--format html or json shows all"

_STYLES = {
    "error": "bold red",
    "warning": "bold yellow",
    "note": "bold blue",
    "destroy": "bold red",
    "replace": "bold magenta",
    "add": "green",
    "change": "yellow",
    "-": "red",
    "+": "green",
}


def render(review: Review, *, width: int = WIDTH, colours: bool = False) -> str:
    """The review as text.

    Args:
        review: the review.
        width: columns of the terminal.
        colours: whether it is for a terminal that shows colours; if not, it holds no escape sequence.
    """
    console = Console(
        file=StringIO(),
        width=width,
        force_terminal=colours,
        color_system="standard" if colours else None,
        highlight=False,
        markup=False,
        emoji=False,
        legacy_windows=False,
    )
    with console.capture() as capture:
        for part in _parts(ReadingOrder(review)):
            console.print(part)
    return "\n".join(line.rstrip() for line in capture.get().splitlines()) + "\n"


def _parts(order: ReadingOrder) -> Iterator[RenderableType]:
    review = order.review
    estate = f" of {clipped(review.estate, VALUE_MAX)}" if review.estate else ""
    yield Text.assemble((f"Review{estate}: ", "bold"), (order.verdict, "bold"))
    yield from _warnings(review)
    yield _counts(order)
    yield from _topics("What is dangerous", order.dangers)
    yield from _topics("What makes the Regions differ", order.asymmetries)
    yield from _lost(order)
    yield from _topics("Worth knowing", order.notes)
    yield from _rows("All changes, side by side", review.rows, review.regions)
    yield from _rows("Drift: changed outside Terraform", review.drift, review.regions)
    if review.settled:
        computed = (
            f"{counted(review.settled, 'change')} outside Terraform left out: only computed values settle."
        )
        yield Text(f"\n{computed}", style="dim")
    yield from _rest(order)
    yield Text(f"\nFingerprint of the plans: {clipped(review.fingerprint, VALUE_MAX)}", style="dim")


def _heading(title: str) -> Text:
    return Text(f"\n{title}", style="bold underline")


def _indented(part: RenderableType, by: int = 2) -> Padding:
    return Padding(part, (0, 0, 0, by))


def _hanging(mark: Text, part: Text) -> Padding:
    grid = Grid.grid(padding=(0, 1))
    grid.add_column(width=3)
    grid.add_column(overflow="fold")
    grid.add_row(mark, part)
    return _indented(grid)


def _left_out(number: int, noun: str) -> Iterator[RenderableType]:
    if number > 0:
        yield _indented(Text(f"… and {counted(number, noun)} more; {_ELSEWHERE}", style="italic"))


def _warnings(review: Review) -> Iterator[RenderableType]:
    if review.warnings:
        yield Text("\nThis is not the whole truth", style=_STYLES["warning"])
    for warning in review.warnings:
        yield _indented(Text(f"! {clipped(warning, PROSE_MAX)}"))


def _counts(order: ReadingOrder) -> RenderableType:
    review = order.review
    if not review.counts:
        return Text("\nNo changes.")
    grid = Grid(box=box.SIMPLE_HEAD, pad_edge=False)
    grid.add_column("")
    shown = [action for action in COUNTED if action is not COUNTED[-1] or order.total(action)]
    for action in shown:
        grid.add_column(DEEDS[action].word, justify="right")
    for region, counts in review.counts.items():
        numbers = [
            Text(
                f"{counts.get(action, 0):,}",
                style=_STYLES.get(DEEDS[action].word, "") if counts.get(action) else "dim",
            )
            for action in shown
        ]
        grid.add_row(Text(clipped(place(region), VALUE_MAX)), *numbers)
    moved = [f"{review.moved:,} moved"] if review.moved else []
    moved += [f"{review.imported:,} imported"] if review.imported else []
    grid.caption = Text(", ".join(moved)) if moved else None
    grid.caption_justify = "left"
    return grid


def _topics(title: str, topics: Sequence[Topic]) -> Iterator[RenderableType]:
    if topics:
        yield _heading(title)
    for topic in topics:
        yield Text("")
        yield Text.assemble(
            (topic.level_word, _STYLES[topic.level_word]),
            (f" {clipped(topic.rule.title, PROSE_MAX)}", "bold"),
            (f"  {topic.rule.id}", "dim"),
        )
        if topic.says:
            yield _indented(Text(clipped(topic.says, PROSE_MAX)))
        for finding in topic.findings[:PLACES_MAX]:
            yield _hanging(Text("•"), _finding(finding, says=not topic.says))
        yield from _left_out(len(topic.findings) - PLACES_MAX, "place")
        yield _hanging(Text("why", style="bold"), Text(clipped(topic.rule.why, PROSE_MAX)))
        yield _hanging(Text("do", style="bold"), Text(clipped(topic.rule.remedy, PROSE_MAX)))


def _finding(finding: Finding, *, says: bool) -> Text:
    text = Text()
    if finding.entry:
        text.append(f"{clipped(city(finding.region), VALUE_MAX)}  ", style="bold")
        text.append(clipped(finding.entry.address, VALUE_MAX))
    if says:
        text.append(f"{': ' if finding.entry else ''}{clipped(finding.says, PROSE_MAX)}")
    values = finding_values(finding)
    for value in values.shown:
        text.append(f"\n{clipped(value.path, VALUE_MAX)}")
        if value.before:
            text.append(": ")
            text.append(clipped(value.before, VALUE_MAX), style=_STYLES["-"])
            text.append(" → ")
            text.append(clipped(value.after, VALUE_MAX), style=_STYLES["+"])
    if values.more:
        text.append(f"\n… and {counted(values.more, 'attribute')} more", style="italic")
    return text


def _lost(order: ReadingOrder) -> Iterator[RenderableType]:
    if not order.lost:
        return
    yield Text(f"\n{order.headline}", style=_STYLES["error"])
    for entry in order.lost[:ROWS_MAX]:
        done = deed(entry)
        yield _indented(
            Text.assemble(
                (f"{done.sign:>3} {done.word:<8}", _STYLES[done.word]),
                (f"{clipped(city(entry.region), VALUE_MAX)}  ", "bold"),
                clipped(entry.address, VALUE_MAX),
            )
        )
    yield from _left_out(len(order.lost) - ROWS_MAX, "resource")


def _rows(title: str, rows: Sequence[Row], regions: Sequence[str]) -> Iterator[RenderableType]:
    if rows:
        yield _heading(title)
    for table in tables(rows[:ROWS_MAX], regions):
        grid = Grid(box=box.SIMPLE_HEAD, pad_edge=False, expand=True, show_lines=True)
        grid.add_column("", ratio=3, overflow="fold")
        for region in table.columns:
            grid.add_column(Text(clipped(place(region), VALUE_MAX)), ratio=4, overflow="fold")
        for row in table.rows:
            name = Text.assemble(
                (clipped(row.name, VALUE_MAX), "bold"), "\n", (clipped(row.type, VALUE_MAX), "dim")
            )
            grid.add_row(name, *(_side(cell) for cell in cells(row, table.columns)))
        yield grid
    yield from _left_out(len(rows) - ROWS_MAX, "resource")


def _side(cell: Side) -> Text:
    entry = cell.entry
    if entry is None:
        return Text("not in the plans", style="dim")
    done = deed(entry)
    text = Text.assemble((f"{done.sign} {done.word}", _STYLES.get(done.word, "")))
    for note in notes(entry):
        text.append(f"\n{note.words} {clipped(note.about, VALUE_MAX)}", style="italic")
    if cell.alike:
        return text.append(f"\nthe same as in {clipped(city(cell.alike), VALUE_MAX)}", style="dim")
    return _attributes(text, entry)


def _attributes(text: Text, entry: Entry) -> Text:
    for line in lines(entry, ATTRIBUTES_MAX, LINES_MAX):
        path, marks = clipped(line.path, VALUE_MAX), "".join(f" ({mark})" for mark in line.marks)
        if line.sign == HEADING:
            text.append(f"\n{path}{marks}")
        else:
            attribute = f"{path}: " if path else ""
            value = clipped(line.text, VALUE_MAX)
            text.append(f"\n{line.sign}{attribute}{value}{marks}", style=_STYLES.get(line.sign, ""))
    more = len(entry.differences) - ATTRIBUTES_MAX
    return text.append(f"\n… and {counted(more, 'attribute')} more", style="italic") if more > 0 else text


def _rest(order: ReadingOrder) -> Iterator[RenderableType]:
    review = order.review
    if review.outputs:
        yield _heading("Outputs")
    for output in review.outputs:
        done = DEEDS[output.action]
        stack, name = clipped(output.stack, VALUE_MAX), clipped(output.name, VALUE_MAX)
        yield _indented(Text(f"{done.sign} {done.word} {stack}: {name}"))
    if review.checks:
        yield _heading("Checks that do not pass")
    for check in review.checks:
        yield _indented(Text(clipped(f"{check.status} {check.stack}: {check.address}", PROSE_MAX)))
        for problem in check.problems:
            yield _indented(Text(clipped(problem, PROSE_MAX)), by=4)
    if order.waived:
        yield _heading("Waived")
    for finding in order.waived:
        yield _hanging(Text("•"), _waived(finding))


def _waived(finding: Finding) -> Text:
    text = _finding(finding, says=True)
    text.append(f"\n{finding.rule.id}", style="dim")
    if finding.waived:
        until = f"until {finding.waived.expires.isoformat()}: "
        text.append(f"\n{until}{clipped(finding.waived.reason, PROSE_MAX)}")
    return text
