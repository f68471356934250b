"""A review as one self-contained HTML page."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from itertools import count
from pathlib import Path
from typing import Any

from jinja2 import Template
from markupsafe import Markup

from futago.rendering.inert import clipped, html_prose
from futago.rendering.templating import environment
from futago.review.model import Entry, Finding, Review, Row
from futago.review.output.reading_order import LEVELS, ReadingOrder, Side, cells, lines, tables, type_note
from futago.review.output.topology import signs, topology
from futago.review.output.words import (
    COUNTED,
    DEEDS,
    DEFER,
    IMPORT,
    MOVE,
    city,
    counted,
    deed,
    finding_values,
    notes,
    place,
)
from modules.review import Action

TEMPLATES = Path(__file__).parent / "templates"
TEXT_MAX = 20_000
"""Characters of any text; a page with more is slow to read and to open, and the JSON has all of it."""


@dataclass(frozen=True)
class _ShownRow:
    """A row as the page shows it.

    Attributes:
        row: the row.
        cells: its sides in the order of the columns.
        anchor: its id in the page.
        sides: what it is filtered by: ``0:change 1:destroy``, Regions by number.
        level: the worst level found in it, in a word; ``none`` where nothing was.
    """

    row: Row
    cells: list[Side]
    anchor: str
    sides: str
    level: str


@dataclass(frozen=True)
class _ShownTable:
    """A table as the page shows it."""

    columns: tuple[str, ...]
    rows: list[_ShownRow]
    is_outside: bool


class _Page:
    """What the template asks for besides the review."""

    def __init__(self, order: ReadingOrder) -> None:
        review = order.review
        rows = (*review.rows, *review.drift)
        found = dict.fromkeys(code for row in rows for code in row.sides)
        self.order = order
        self.regions = tuple(
            dict.fromkeys((*review.regions, *found, *(each.region for each in review.findings)))
        )
        self._numbers = {code: number for number, code in enumerate(self.regions)}
        words = {deed(entry).word for row in rows for entry in row.sides.values() if not entry.is_quiet}
        self.actions = [each.word for each in (*DEEDS.values(), MOVE, IMPORT, DEFER) if each.word in words]
        self.changes = self._tables(review.rows, "change")
        self.drift = self._tables(review.drift, "drift")
        self._drifted = {id(entry) for row in review.drift for entry in row.sides.values()}
        shown = [each for table in (*self.changes, *self.drift) for each in table.rows]
        self._anchors = {id(entry): each.anchor for each in shown for entry in each.row.sides.values()}

    def anchor(self, entry: Entry | None) -> str:
        """The id of the row that shows the change; empty where none does."""
        return self._anchors.get(id(entry), "")

    def drifted(self, entry: Entry) -> bool:
        """Whether it tells what changed outside Terraform, and not what the plan does."""
        return id(entry) in self._drifted

    def sides_of(self, finding: Finding) -> str:
        """What a finding is filtered by."""
        return self._side(finding.region, finding.entry) if finding.entry else ""

    def side(self, entry: Entry) -> str:
        """What a change is filtered by."""
        return self._side(entry.region, entry)

    def level(self, entry: Entry) -> str:
        """The worst level found in a change, in a word; ``none`` where nothing was."""
        found = self.order.levels.get(id(entry))
        return found.name.lower() if found else "none"

    def _side(self, region: str, entry: Entry) -> str:
        return f"{self._numbers[region]}:{deed(entry).word}"

    def _tables(self, rows: Sequence[Row], prefix: str) -> list[_ShownTable]:
        made, number = [], count(1)
        for table in tables(rows, self.order.review.regions):
            shown = [self._row(row, table.columns, f"{prefix}-{next(number)}") for row in table.rows]
            made.append(_ShownTable(table.columns, shown, table.is_outside))
        return made

    def _row(self, row: Row, columns: tuple[str, ...], anchor: str) -> _ShownRow:
        sides = [self._side(region, entry) for region, entry in row.sides.items() if not entry.is_quiet]
        level = self.order.level(row)
        word = level.name.lower() if level else "none"
        return _ShownRow(row, cells(row, columns), anchor, " ".join(sides), word)


def render(review: Review) -> str:
    """The review as a page that loads nothing and can be read without its script."""
    order = ReadingOrder(review)
    style, script = _file("review.css"), _file("review.js")
    # Hashes in place of 'unsafe-inline': no other style or script can run (CSP Level 3, 2.3.1).
    policy = (
        f"default-src 'none'; style-src {_hash(style)}; script-src {_hash(script)}; "
        "base-uri 'none'; form-action 'none'"
    )
    return _template().render(
        order=order,
        review=review,
        page=_Page(order),
        policy=policy,
        style=Markup(style),  # noqa: S704 # the project's own file
        script=Markup(script),  # noqa: S704 # likewise
        topology=topology(review),
        columns=[action for action in COUNTED if action is not Action.FORGET or order.total(action)],
    )


@cache
def _file(name: str) -> str:
    return (TEMPLATES / name).read_text(encoding="utf-8")


def _hash(text: str) -> str:
    return f"'sha256-{b64encode(sha256(text.encode()).digest()).decode()}'"


@cache
def _template() -> Template:
    filters: dict[str, Callable[..., Any]] = {
        "prose": lambda text: html_prose(clipped(text, TEXT_MAX)),
        "deed": deed,
        "number": "{:,}".format,
        "notes": notes,
        "lines": lines,
        "values": finding_values,
        "place": place,
        "city": city,
        "signs": signs,
        "type_note": type_note,
        "counted": counted,
    }
    made = environment(TEMPLATES, lambda text: clipped(text, TEXT_MAX), filters)
    made.globals.update(
        deeds=DEEDS,
        levels=LEVELS,
        numbered=lambda regions: [(str(number), city(code)) for number, code in enumerate(regions)],
        named=lambda words: [(word, word) for word in words],
    )
    return made.get_template("review.html.j2")
