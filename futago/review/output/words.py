"""The words and signs that every output uses for the same thing."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from futago.review.model import GLOBAL_REGION, UNKNOWN_REGION, Difference, Entry, Finding
from modules.review import Action
from regions import OSAKA, TOKYO

_CITIES = {region.code: region.city for region in (TOKYO, OSAKA)}
_PLACES = {GLOBAL_REGION: "Global services", UNKNOWN_REGION: "Region unknown"}

COUNTED = (Action.DELETE, Action.REPLACE, Action.CREATE, Action.UPDATE, Action.FORGET)
"""The actions that are counted, the most dangerous first."""


@dataclass(frozen=True, slots=True)
class Deed:
    """What happens to a resource, in Terraform's words for people.

    Attributes:
        word: ``destroy``, ``add`` and so on; also its name in style sheets and filters.
        sign: Terraform's sign for it.
    """

    word: str
    sign: str


DEEDS = {
    Action.DELETE: Deed("destroy", "-"),
    Action.REPLACE: Deed("replace", "-/+"),
    Action.CREATE: Deed("add", "+"),
    Action.UPDATE: Deed("change", "~"),
    Action.FORGET: Deed("forget", "."),
    Action.READ: Deed("read", "<="),
    Action.NO_OP: Deed("unchanged", "="),
}
MOVE, IMPORT, DEFER = Deed("move", ">"), Deed("import", "<"), Deed("defer", "?")
_CREATED_FIRST = Deed("replace", "+/-")


def deed(entry: Entry) -> Deed:
    """What happens to the resource: its action, or why it is shown although there is none."""
    if entry.action is Action.REPLACE and entry.create_before_destroy:
        return _CREATED_FIRST
    if entry.action not in (Action.NO_OP, Action.READ):
        return DEEDS[entry.action]
    if entry.deferred:
        return DEFER
    if entry.moved_from:
        return MOVE
    return IMPORT if entry.imported_as else DEEDS[entry.action]


def city(region: str) -> str:
    """The Region in one or two words: ``Tokyo``; its code where this project knows no city."""
    return _PLACES.get(region) or _CITIES.get(region, region)


def place(region: str) -> str:
    """The Region in full: ``Tokyo (ap-northeast-1)``."""
    return f"{_CITIES[region]} ({region})" if region in _CITIES else city(region)


def counted(number: int, noun: str) -> str:
    """``1 error``, ``2,000 errors``."""
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


class Note(NamedTuple):
    """What else must be known of a change.

    Attributes:
        words: what it is.
        about: what it is about.
        is_name: whether ``about`` is a name, and no words.
    """

    words: str
    about: str
    is_name: bool = False


def notes(entry: Entry) -> list[Note]:
    """What else must be known of a change."""
    found = [
        Note("moved from", entry.moved_from or "", is_name=True),
        Note("imported by the id", entry.imported_as or "", is_name=True),
        Note("because", entry.reason),
        Note("left to a later plan:", entry.deferred),
    ]
    if entry.action is Action.REPLACE:
        first = "the new one is made" if entry.create_before_destroy else "the old one is destroyed"
        found.append(Note("first", first))
    return [note for note in found if note.about]


def marks(difference: Difference) -> list[str]:
    """What else must be known of a difference."""
    return ["forces replacement"] if difference.forces_replacement else []


UNKNOWN = "(known after apply)"
"""What stands for a value that only the apply will tell."""
NOTHING = "(none)"
"""What stands for a value that is not there, beside one that is."""
VALUES_MAX = 10
"""How many values of a finding are shown; the rest is in the table of changes."""


@dataclass(frozen=True, slots=True)
class Value:
    """An attribute that a finding is about.

    Attributes:
        path: the attribute.
        before: what it is; empty where nothing of it is told.
        after: what it will be; empty likewise.
    """

    path: str
    before: str = ""
    after: str = ""


@dataclass(frozen=True, slots=True)
class Values:
    """The attributes that a finding is about.

    Attributes:
        shown: those that are shown.
        more: how many are not.
    """

    shown: tuple[Value, ...] = ()
    more: int = 0


def finding_values(finding: Finding) -> Values:
    """What a finding's attribute is and will be; of a policy or a block, what changes in it.

    Two long texts side by side that differ somewhere tell nobody what.
    """
    if not finding.path:
        return Values()
    inside = _inside(finding)
    if inside:
        shown = (_value(each.path, each.before, each.after, unknown=each.unknown) for each in inside)
        return Values(tuple(shown)[:VALUES_MAX], max(0, len(inside) - VALUES_MAX))
    return Values((_value(finding.path, finding.before, finding.after, unknown=finding.unknown),))


def _inside(finding: Finding) -> list[Difference]:
    """The differences inside a finding's attribute."""
    if finding.entry is None or not any(side and side[0] in "[{" for side in (finding.before, finding.after)):
        return []
    inside = tuple(f"{finding.path}{sign}" for sign in "[.:")
    return [each for each in finding.entry.differences if each.path.startswith(inside)]


def _value(path: str, before: str | None, after: str | None, *, unknown: bool) -> Value:
    then = UNKNOWN if unknown else after
    if before is None and then is None:
        return Value(path)
    return Value(path, NOTHING if before is None else before, NOTHING if then is None else then)
