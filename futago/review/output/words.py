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


def finding_values(finding: Finding) -> tuple[str, str] | None:
    """What a finding's attribute is and will be; None where neither is told."""
    after = UNKNOWN if finding.unknown else finding.after
    if finding.before is None and after is None:
        return None
    return finding.before if finding.before is not None else NOTHING, after if after is not None else NOTHING
