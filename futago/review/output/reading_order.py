"""What comes after what in a review, the same in every output."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import islice

from futago.review.model import GLOBAL_REGION, UNKNOWN_REGION, Difference, Entry, Finding, Review, Row
from futago.review.output.words import UNKNOWN, counted, deed, marks
from modules.review import Action, Level, Rule

HEADING = "@"
"""The sign of a line that names the attribute whose values are on the lines below it."""
_NOWHERE = frozenset({GLOBAL_REGION, UNKNOWN_REGION})
LEVELS = (Level.ERROR, Level.WARNING, Level.NOTE)


@dataclass(frozen=True)
class Topic:
    """What one rule found, on one level: the reason is read once, the places one below the other.

    Attributes:
        rule: the rule.
        level: the level, after the project's policy.
        findings: what it found.
    """

    rule: Rule
    level: Level
    findings: tuple[Finding, ...]

    @property
    def level_word(self) -> str:
        """``error``, ``warning`` or ``note``."""
        return self.level.name.lower()

    @cached_property
    def says(self) -> str:
        """What all of its findings say; empty where they differ."""
        said = {finding.says for finding in self.findings}
        return said.pop() if len(said) == 1 else ""


@dataclass(frozen=True)
class Table:
    """Rows that are shown in the same columns.

    Attributes:
        columns: the Regions, in the review's order.
        rows: the rows.
    """

    columns: tuple[str, ...]
    rows: tuple[Row, ...]

    @property
    def is_outside(self) -> bool:
        """Whether it is about what is in no Region, or nobody knows where."""
        return _NOWHERE.issuperset(self.columns)


@dataclass(frozen=True)
class Line:
    """One line of an attribute diff.

    Attributes:
        sign: ``-`` for what is now, ``+`` for what will be, a space for what stays, ``HEADING`` for the
            attribute that follows.
        path: the attribute; empty below a heading.
        text: the value, or one line of it.
        marks: what else must be known.
    """

    sign: str
    path: str
    text: str
    marks: tuple[str, ...] = ()


class ReadingOrder:
    """A review, taken apart in the order in which it is read."""

    def __init__(self, review: Review) -> None:
        self.review = review
        active = [finding for finding in review.findings if not finding.waived]
        others = [finding for finding in active if not finding.is_asymmetry]
        self.dangers = topics(finding for finding in others if finding.level > Level.NOTE)
        self.notes = topics(finding for finding in others if finding.level is Level.NOTE)
        self.asymmetries = topics(finding for finding in active if finding.is_asymmetry)
        self.waived = tuple(finding for finding in review.findings if finding.waived)
        self.by_level = Counter(finding.level for finding in active)

    @cached_property
    def lost(self) -> tuple[Entry, ...]:
        """What is destroyed or replaced: destroyed first, and of each what the worst was found in."""
        order = (Action.DELETE, Action.REPLACE)
        sides = [side for row in self.review.rows for side in row.sides.values() if side.action in order]
        sides.sort(key=lambda side: (order.index(side.action), -self.levels.get(id(side), 0)))
        return tuple(sides)

    @cached_property
    def levels(self) -> Mapping[int, Level]:
        """The worst level found in a change that nobody waived, by the ``id`` of its entry."""
        worst: dict[int, Level] = {}
        for finding in self.review.findings:
            if finding.entry and not finding.waived:
                key = id(finding.entry)
                worst[key] = max(finding.level, worst.get(key, finding.level))
        return worst

    def level(self, row: Row) -> Level | None:
        """The worst level found in a row that nobody waived."""
        return max(
            (self.levels[id(side)] for side in row.sides.values() if id(side) in self.levels), default=None
        )

    @property
    def verdict(self) -> str:
        """The findings in a few words: ``2 errors, 1 note, 1 waived``."""
        parts = [counted(self.by_level[each], each.name.lower()) for each in LEVELS if self.by_level[each]]
        parts += [f"{len(self.waived):,} waived"] if self.waived else []
        return ", ".join(parts) or "no findings"

    def total(self, action: Action) -> int:
        """How many resources an action hits, in all Regions."""
        return sum(counts.get(action, 0) for counts in self.review.counts.values())

    @property
    def headline(self) -> str:
        """What is lost: ``1 resource is destroyed, 2 resources are replaced``; empty where nothing is."""
        hit = ((Action.DELETE, "destroyed"), (Action.REPLACE, "replaced"))
        return ", ".join(
            f"{counted(number, 'resource')} {'is' if number == 1 else 'are'} {word}"
            for action, word in hit
            if (number := self.total(action))
        )


def topics(findings: Iterable[Finding]) -> tuple[Topic, ...]:
    """The findings by rule, in the order in which the rules first occur, worst level first."""
    groups: dict[tuple[Level, str], list[Finding]] = {}
    for finding in findings:
        groups.setdefault((finding.level, finding.rule.id), []).append(finding)
    ordered = sorted(groups.items(), key=lambda group: -group[0][0])
    return tuple(Topic(found[0].rule, level, tuple(found)) for (level, _), found in ordered)


def tables(rows: Sequence[Row], regions: Sequence[str]) -> tuple[Table, ...]:
    """The rows of the Regions, and apart from them those that are in no Region or nobody knows where."""
    groups = (
        tuple(row for row in rows if not _NOWHERE.issuperset(row.sides)),
        tuple(row for row in rows if _NOWHERE.issuperset(row.sides)),
    )
    found = []
    for group in filter(None, groups):
        used = {region for row in group for region in row.sides}
        columns = [region for region in regions if region in used] + sorted(used.difference(regions))
        found.append(Table(tuple(columns), group))
    return tuple(found)


def lines(entry: Entry, attributes: int | None = None, value_lines: int | None = None) -> Iterable[Line]:
    """The attribute diff of a change.

    Args:
        entry: the change.
        attributes: at most how many attributes.
        value_lines: at most how many lines of each attribute.
    """
    for difference in entry.differences[:attributes]:
        of_value = _lines(difference)
        yield from islice(of_value, value_lines)
        more = sum(1 for _ in of_value)
        if more:
            yield Line(" ", "", f"… and {counted(more, 'line')} more")


def _lines(difference: Difference) -> Iterator[Line]:
    before, told = difference.before, tuple(marks(difference))
    after = UNKNOWN if difference.unknown else difference.after
    only = after if before is None else before if after is None else None
    if only is not None and "\n" not in only:
        yield Line("-" if after is None else "+", difference.path, only, told)
        return
    yield Line(HEADING, difference.path or "all of it", "", told)
    for sign, value in (("-", before), ("+", after)):
        yield from (Line(sign, "", line) for line in value.split("\n")) if value is not None else ()


@dataclass(frozen=True)
class Side:
    """One cell of a table of rows.

    Attributes:
        region: the column.
        entry: the change; None where no plan has the resource.
        alike: the Region to the left in which the same happens to the same attributes; empty where none.
    """

    region: str
    entry: Entry | None
    alike: str = ""


def type_note(row: Row) -> str:
    """The row's type, where its name does not say it."""
    return "" if row.type in row.name else row.type


def cells(row: Row, columns: Sequence[str]) -> list[Side]:
    """The row's sides in the order of the columns."""
    found: list[Side] = []
    for region in columns:
        entry = row.sides.get(region)
        alike = next((cell.region for cell in found if entry and _alike(cell.entry, entry)), "")
        found.append(Side(region, entry, alike))
    return found


def _alike(left: Entry | None, right: Entry) -> bool:
    if left is None or deed(left) != deed(right) or left.reason != right.reason:
        return False
    return bool(right.differences) and left.differences == right.differences
