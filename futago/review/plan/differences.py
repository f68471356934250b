"""What a change touches, attribute by attribute, as it may be shown."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

from futago.review.model import Difference
from futago.review.plan.alignment import aligned, differing_lines, identity, item_at
from futago.review.plan.marks import Marks
from futago.review.plan.redaction import (
    HIDDEN,
    MAX_DEPTH,
    SENSITIVE,
    Place,
    Redaction,
    cut,
    join,
    json_in,
    well_formed,
    written,
)
from futago.review.plan.scripts import is_script, script_lines
from modules.review import Action, Change

MAX_DIFFERENCES = 300
"""Differences of one change; of more the number is told."""
_MAX_LINES = 400
"""Lines of a text that are compared one by one."""
_EMPTY: tuple[Any, ...] = (None, [], {}, "")
_SAYS_NOTHING: tuple[Any, ...] = (*_EMPTY, False, 0)
_MIRRORED = "tags_all"
"""Repeats ``tags`` with the provider's default tags (AWS provider, "Resource tagging")."""


def differences(change: Change, redaction: Redaction) -> tuple[Difference, ...]:
    """What a change touches, in the order of the paths.

    A create lists what the code sets, a delete what was set. Values that only the provider knows are left
    out of both and, where the code does not set them, of a replacement: they all are new then.
    """
    found = sorted(_Walk(redaction, change).resource(), key=lambda difference: difference.path)
    if len(found) > MAX_DIFFERENCES:
        more = len(found) - MAX_DIFFERENCES
        return (*found[:MAX_DIFFERENCES], Difference(f"… and {more:,} more", None, None))
    return tuple(found)


class _Spot(NamedTuple):
    """Where a walk is, and what is known of the values there.

    Attributes:
        path: readable and redacted.
        where: as Terraform writes it, to find what forces a replacement.
        unknown: Terraform's shape of what is known only after apply.
        marks: which of the values are sensitive.
        place: what the surroundings say.
        depth: how many levels deeper to look.
    """

    path: str
    where: tuple[str | int | None, ...]
    unknown: Any
    marks: Marks
    place: Place
    depth: int = MAX_DEPTH


class _Walk:
    """One walk through both sides of a change."""

    def __init__(self, redaction: Redaction, change: Change) -> None:
        self._redaction = redaction
        self._change = change
        self._forcing = {tuple(path) for path in change.replace_paths}

    def resource(self) -> Iterator[Difference]:
        change = self._change
        before, after = change.before or {}, change.after or {}
        unknown = change.after_unknown if isinstance(change.after_unknown, dict) else {}
        marks = Marks(change.before_sensitive, change.after_sensitive)
        if marks.is_marked:
            yield Difference("", SENSITIVE, SENSITIVE, hidden=True)
            return
        has_tags = before.get("tags") != after.get("tags") or bool(unknown.get("tags"))
        for name in dict.fromkeys((*before, *after, *unknown)):
            was, then = before.get(name), after.get(name)
            if was == then and not unknown.get(name):
                continue
            if (name == _MIRRORED and has_tags) or self._is_noise(name, was, then, unknown.get(name)):
                continue
            place = self._redaction.attribute(change.type, name, was if then is None else then)
            key = self._redaction.key(name)
            yield from self._value(_Spot(key, (name,), unknown.get(name), marks.key(name), place), was, then)

    def _is_noise(self, name: str, was: Any, then: Any, unknown: Any) -> bool:
        """Whether it is there only because all is new or gone: what nobody set, what says nothing."""
        change = self._change
        if change.action in (Action.DELETE, Action.FORGET):
            return was in _SAYS_NOTHING
        if name in change.configured or (name,) in self._forcing:
            return False
        if change.action is Action.CREATE:
            return unknown is True or bool(change.configured)
        says_nothing = was in _SAYS_NOTHING and then in _SAYS_NOTHING and not unknown
        return change.action is Action.REPLACE and (unknown is True or says_nothing)

    def _value(self, spot: _Spot, before: Any, after: Any) -> Iterator[Difference]:
        unknown = spot.unknown
        if unknown is True:
            yield self._difference(spot, self._leaf(spot, before), None, unknown=True)
        elif not unknown and (before == after or (before in _EMPTY and after in _EMPTY)):
            return
        elif spot.marks.is_marked or not spot.depth:
            shown = SENSITIVE if spot.marks.is_marked else HIDDEN
            sides = (None if side is None else shown for side in (before, after))
            yield self._difference(spot, *sides)
        elif _are(dict, before, after, unknown):
            yield from self._mapping(spot, before or {}, after or {})
        elif _are(list, before, after, unknown):
            yield from self._list(spot, before or [], after or [])
        else:
            yield from self._plain(spot, before, after)

    def _mapping(self, spot: _Spot, before: dict[str, Any], after: dict[str, Any]) -> Iterator[Difference]:
        unknown = spot.unknown if isinstance(spot.unknown, dict) else {}
        for key in dict.fromkeys((*before, *after, *unknown)):
            was, then = before.get(key), after.get(key)
            inner = _Spot(
                path=join(spot.path, self._redaction.key(key)),
                where=(*spot.where, key),
                unknown=unknown.get(key),
                marks=spot.marks.key(key),
                place=self._redaction.inside(spot.place, key, was if then is None else then, after or before),
                depth=spot.depth - 1,
            )
            yield from self._value(inner, was, then)

    def _list(self, spot: _Spot, before: list[Any], after: list[Any]) -> Iterator[Difference]:
        unknown = spot.unknown if isinstance(spot.unknown, list) else []
        for was, then in aligned(before, after, max(len(after), len(unknown))):
            old, new = item_at(before, was), item_at(after, then)
            marks = spot.marks.item(was, then)
            index = was if then is None else then
            name = self._name(old if new is None else new, marks, spot.place)
            inner = _Spot(
                path=f"{spot.path}[{index if name is None else name}]",
                where=(*spot.where, index),
                unknown=item_at(unknown, then),
                marks=marks,
                place=spot.place,
                depth=spot.depth - 1,
            )
            yield from self._value(inner, old, new)

    def _name(self, item: Any, marks: Marks, place: Place) -> str | None:
        """What an element is called, where something tells it apart and may be shown."""
        key = identity(item)
        if key is None or marks.is_marked or marks.key(key).is_marked:
            return None
        inner = self._redaction.inside(place, key, item[key], item)
        return None if self._redaction.hides(item[key], inner) else cut(well_formed(item[key]), 80)

    def _plain(self, spot: _Spot, before: Any, after: Any) -> Iterator[Difference]:
        if is_script(spot.place.name):
            for step, was, then in script_lines(before, after, self._redaction):
                yield self._difference(spot._replace(path=f"{spot.path}: {step}"), was, then)
            return
        documents = _documents(before, after)
        if documents is not None:
            yield from self._document(spot, *documents)
            return
        sides = self._leaf(spot, before), self._leaf(spot, after)
        lines = None if SENSITIVE in sides or HIDDEN in sides else _lines(before, after)
        if lines is None:
            yield self._difference(spot, *sides)
            return
        for number, was, then in differing_lines(*lines):
            shown = (None if line is None else written(line) for line in (was, then))
            yield self._difference(spot._replace(path=f"{spot.path}: line {number}"), *shown)

    def _document(self, spot: _Spot, before: Any, after: Any) -> Iterator[Difference]:
        inner = spot._replace(path="", unknown=None, marks=Marks(None, None), depth=spot.depth - 1)
        found = list(self._value(inner, _unwrapped(before), _unwrapped(after)))
        if not found and before is not None and after is not None:
            yield self._difference(spot, "(the same content)", "(written differently)")
        for each in found:
            path = f"{spot.path}: {each.path}" if each.path else spot.path
            yield Difference(path, each.before, each.after, each.unknown, each.hidden, self._forces(spot))

    def _leaf(self, spot: _Spot, value: Any) -> str | None:
        if value is None:
            return None
        if spot.marks.is_marked:
            return SENSITIVE
        return self._redaction.written(value, None, spot.place)

    def _difference(
        self, spot: _Spot, before: str | None, after: str | None, *, unknown: bool = False
    ) -> Difference:
        hidden = any(side is not None and (SENSITIVE in side or HIDDEN in side) for side in (before, after))
        return Difference(spot.path, before, after, unknown, hidden, self._forces(spot))

    def _forces(self, spot: _Spot) -> bool:
        return any(spot.where[: len(path)] == path for path in self._forcing)


def _are(kind: type, before: Any, after: Any, unknown: Any) -> bool:
    """Whether all that is there is of a kind."""
    there = [each for each in (before, after) if each is not None]
    return all(isinstance(each, kind) for each in there) if there else isinstance(unknown, kind)


def _documents(before: Any, after: Any) -> tuple[Any, Any] | None:
    """Both sides as the structures that their JSON holds; None where one is no JSON."""
    sides = tuple(json_in(side) if isinstance(side, str) else None for side in (before, after))
    fit = all(side is not None or raw in (None, "") for side, raw in zip(sides, (before, after), strict=True))
    return (sides[0], sides[1]) if fit and sides != (None, None) else None


def _unwrapped(value: Any) -> Any:
    """A list of one text as that text: policies may write either (IAM, "Grammar of the JSON policy")."""
    if isinstance(value, dict):
        return {key: _unwrapped(item) for key, item in value.items()}
    if isinstance(value, list):
        one = len(value) == 1 and isinstance(value[0], str)
        return value[0] if one else [_unwrapped(item) for item in value]
    return value


def _lines(before: Any, after: Any) -> tuple[list[str], list[str]] | None:
    """The lines of two texts of several lines that are not too long to compare; None for other values."""
    if not isinstance(before, str) or not isinstance(after, str) or "\n" not in before + after:
        return None
    lines = before.splitlines(), after.splitlines()
    return lines if max(map(len, lines)) <= _MAX_LINES else None
