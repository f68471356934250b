"""A review as a comment on GitHub or GitLab."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from markupsafe import Markup, escape

from futago.rendering.inert import clipped, markdown_code, markdown_prose, visible
from futago.rendering.templating import environment
from futago.review.model import Review, Row
from futago.review.output.reading_order import ReadingOrder, Table, cells, lines, tables, type_note
from futago.review.output.words import COUNTED, DEEDS, city, counted, deed, finding_values, notes, place
from modules.review import Action, Level

TEMPLATES = Path(__file__).parent / "templates"
COMMENT_MAX = 65_536
"""Characters of a comment on GitHub ("Body is too long (maximum is 65536 characters)"); GitLab takes more."""
VALUE_MAX, PROSE_MAX = 200, 1_000
"""Characters of a name or a value, and of a sentence."""
_BOUNDS = {"attributes_max": 20, "lines_max": 20, "places_max": 15, "warnings_max": 20}
"""Attributes of a change, lines of an attribute, places of a finding, warnings."""
_NOTICE_MAX = 1_000
"""Characters kept free for saying what was cut, besides the place of the full review."""


@dataclass(frozen=True)
class _Section:
    """A part of the comment that can be cut between its items.

    Attributes:
        noun: what one item is.
        total: how many items there are.
        items: makes the items one by one, as far as they are wanted.
        head: what stands before them.
        tail: what stands behind them.
        urgent: true for what gets its room before all others.
    """

    noun: str
    total: int
    items: Iterable[str]
    head: str = ""
    tail: str = ""
    urgent: bool = False


def render(review: Review, *, limit: int = COMMENT_MAX, full_review: str = "") -> str:
    """The review as markdown.

    What does not fit is left out by whole findings and whole rows, the end first; a notice at the top says
    what, and where all of it is.

    Args:
        review: the review.
        limit: characters that it may have.
        full_review: where the full review is: an https URL, or a file's or an artifact's name.
    """
    pieces = _pieces()
    order = ReadingOrder(review)
    sections = list(_sections(order, pieces))
    top, foot = pieces.title(order), pieces.foot(review)
    room = limit - len(top) - len(foot) - _NOTICE_MAX - 6 * len(full_review)
    taken: dict[int, str] = {}
    left_out: list[str] = []
    for section in sorted(sections, key=lambda each: not each.urgent):
        text, missing = _fill(section, room)
        room -= len(text) + 2
        taken[id(section)] = text
        if missing:
            left_out.append(counted(missing, section.noun))
    notice = pieces.cut(", ".join(left_out), full_review) if left_out else ""
    return (
        "\n\n".join(filter(None, (top, notice, *(taken[id(section)] for section in sections), foot))) + "\n"
    )


def _fill(section: _Section, room: int) -> tuple[str, int]:
    """As many items as there is room for, and how many are missing."""
    taken: list[str] = []
    size = len(section.head) + len(section.tail) + 2
    for item in section.items:
        size += len(item) + 2
        if size > room:
            break
        taken.append(item)
    if not taken:
        return "", section.total
    # Inside a fold a blank line would end the HTML block, and what follows would be parsed as markdown.
    between = "\n" if section.tail else "\n\n"
    return between.join(filter(None, (section.head, *taken, section.tail))), section.total - len(taken)


def _sections(order: ReadingOrder, pieces: Any) -> Iterator[_Section]:
    review = order.review
    if review.warnings:
        yield _Section("warning", 1, [pieces.warnings(review)], urgent=True)
    if not review.counts:
        yield _Section("word that nothing changes", 1, ["<p>No changes.</p>"], urgent=True)
    else:
        shown = [action for action in COUNTED if action is not Action.FORGET or order.total(action)]
        yield _Section("table of counts", 1, [pieces.counts(review, shown)], urgent=True)
    for title, topics in (
        ("What is dangerous", order.dangers),
        ("What makes the Regions differ", order.asymmetries),
    ):
        yield _Section("kind of finding", len(topics), map(pieces.topic, topics), pieces.heading(title))
    if order.lost:
        yield _Section("list of what is lost", 1, [pieces.lost(order)], urgent=True)
    remarks = map(pieces.topic, order.notes)
    yield _Section("kind of note", len(order.notes), remarks, pieces.heading("Worth knowing"))
    yield from _rows("All changes, side by side", review.rows, order, pieces)
    yield from _rows("Drift: changed outside Terraform", review.drift, order, pieces)
    for noun, title, found, piece in (
        ("output", "Outputs", review.outputs, pieces.output_item),
        ("check", "Checks that do not pass", review.checks, pieces.check_item),
        ("waived finding", "Waived", order.waived, pieces.waived_item),
        ("plan file", "Plans under review", review.plans, pieces.plan_item),
    ):
        head, tail = pieces.list_fold(f"{title}: {len(found):,}"), pieces.list_unfold()
        yield _Section(noun, len(found), map(piece, found), head, tail)


def _rows(title: str, rows: tuple[Row, ...], order: ReadingOrder, pieces: Any) -> Iterator[_Section]:
    for table in tables(rows, order.review.regions):
        summary = (
            f"{title}{', outside the Regions' * table.is_outside}: {counted(len(table.rows), 'resource')}"
        )
        made = _made(table, pieces)
        yield _Section(
            "resource", len(table.rows), made, pieces.fold(summary, table.columns), pieces.unfold()
        )


def _made(table: Table, pieces: Any) -> Iterator[str]:
    for row in table.rows:
        yield pieces.row(row, cells(row, table.columns))


def _line(text: str) -> Markup:
    """A line of a diff: never blank, for that would end the HTML block."""
    shown = clipped(text, VALUE_MAX)
    return escape(shown if shown.strip() else "⏎")


@cache
def _pieces() -> Any:
    """The macros of ``review.md.j2``, one a piece of the comment."""
    filters: dict[str, Callable[..., Any]] = {
        "code": lambda text: markdown_code(clipped(text, VALUE_MAX)),
        "text": _line,
        "region": lambda code: clipped(place(code), VALUE_MAX),
        "city": lambda code: clipped(city(code), VALUE_MAX),
        "href": lambda url: Markup(escape(visible(url))),  # noqa: S704 # escaped; prose would put elements in it
        "deed": deed,
        "number": "{:,}".format,
        "notes": notes,
        "lines": lines,
        "values": finding_values,
        "type_note": type_note,
    }
    made = environment(TEMPLATES, lambda text: markdown_prose(clipped(text, PROSE_MAX)), filters)
    signs = {Level.ERROR: "🔴", Level.WARNING: "🟠", Level.NOTE: "🔵"}
    made.globals.update(
        deeds=DEEDS,
        level_signs=signs,
        losing=(Action.DELETE, Action.REPLACE),
        **_BOUNDS,
    )
    return made.get_template("review.md.j2").module
