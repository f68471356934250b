"""What a change touches, attribute by attribute, as it may be shown."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from typing import Any

from futago.review.model import Difference
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
_IDENTITIES = ("Sid", "sid", "id", "name", "key", "region_name", "rule_id", "index_name", "namespace")
"""What tells the blocks of a list apart, so that each is compared with itself."""
_EMPTY: tuple[Any, ...] = (None, [], {})
_SAYS_NOTHING: tuple[Any, ...] = (*_EMPTY, "", False, 0)
_MIRRORED = "tags_all"
"""Repeats ``tags`` with the provider's default tags (AWS provider, "Resource tagging")."""


def differences(change: Change, redaction: Redaction) -> tuple[Difference, ...]:
    """What a change touches, in the order of the paths.

    A create lists what is set, a delete what was. Values that only the provider knows are left out of a create
    and, where the code does not set them, of a replacement: they all are new then.
    """
    walk = _Walk(redaction, change)
    found = sorted(walk.resource(), key=lambda difference: difference.path)
    if len(found) > MAX_DIFFERENCES:
        more = len(found) - MAX_DIFFERENCES
        return (*found[:MAX_DIFFERENCES], Difference(f"… and {more:,} more", None, None))
    return tuple(found)


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
        marks = _both(change.before_sensitive, change.after_sensitive)
        if marks is True:
            yield Difference("", SENSITIVE, SENSITIVE, hidden=True)
            return
        names = dict.fromkeys((*before, *after, *unknown))
        tags = before.get("tags") != after.get("tags") or bool(unknown.get("tags"))
        for name in names:
            if (name == _MIRRORED and tags) or self._is_noise(name, before.get(name), unknown.get(name)):
                continue
            own, then = before.get(name), after.get(name)
            if own == then and not unknown.get(name):
                continue
            place = self._redaction.attribute(change.type, name, then if then is not None else own)
            yield from self._value(
                self._redaction.key(name),
                (own, then),
                unknown.get(name),
                _pair(marks, name),
                place,
                (name,),
                MAX_DEPTH,
            )

    def _is_noise(self, name: str, value: Any, unknown: Any) -> bool:
        """Whether it is there only because everything is new or gone: what nobody set, what says nothing."""
        change = self._change
        if change.action is Action.DELETE or change.action is Action.FORGET:
            return value in _SAYS_NOTHING
        if name in change.configured or (name,) in self._forcing:
            return False
        if change.action is Action.CREATE:
            return unknown is True or bool(change.configured)
        return change.action is Action.REPLACE and unknown is True

    def _value(
        self,
        path: str,
        sides: tuple[Any, Any],
        unknown: Any,
        marks: Any,
        place: Place,
        where: tuple[Any, ...],
        depth: int,
    ) -> Iterator[Difference]:
        before, after = sides
        if unknown is True:
            shown = self._leaf(before, marks, place)
            yield self._difference(path, shown, None, where, unknown=True)
        elif (before == after and not unknown) or (before in _EMPTY and after in _EMPTY and not unknown):
            return
        elif marks is True or _either(marks) or not depth:
            shown = SENSITIVE if depth else HIDDEN
            yield self._difference(path, _there(before, shown), _there(after, shown), where)
        elif _are(dict, before, after, unknown):
            yield from self._mapping(path, (before or {}, after or {}), unknown, marks, place, where, depth)
        elif _are(list, before, after, unknown):
            yield from self._list(path, (before or [], after or []), unknown, marks, place, where, depth)
        else:
            yield from self._plain(path, before, after, place, where, depth)

    def _mapping(
        self,
        path: str,
        sides: tuple[Any, Any],
        unknown: Any,
        marks: Any,
        place: Place,
        where: tuple[Any, ...],
        depth: int,
    ) -> Iterator[Difference]:
        before, after = sides
        own = unknown if isinstance(unknown, dict) else {}
        for key in dict.fromkeys((*before, *after, *own)):
            then = after.get(key, before.get(key))
            inner = self._redaction.inside(place, key, then, after or before)
            step = join(path, self._redaction.key(key))
            pair = (before.get(key), after.get(key))
            yield from self._value(
                step, pair, own.get(key), _pair(marks, key), inner, (*where, key), depth - 1
            )

    def _list(
        self,
        path: str,
        sides: tuple[Any, Any],
        unknown: Any,
        marks: Any,
        place: Place,
        where: tuple[Any, ...],
        depth: int,
    ) -> Iterator[Difference]:
        before, after = sides
        own = unknown if isinstance(unknown, list) else []
        size = max(len(after), len(own))
        for was, will_be in _aligned(before, after, size):
            pair = (_item(before, was), _item(after, will_be))
            inner = _pair_at(marks, was, will_be)
            index = will_be if will_be is not None else was
            item = pair[1] if pair[1] is not None else pair[0]
            step = f"[{self._name(item, inner, place) or index}]"
            yield from self._value(
                join(path, step), pair, _item(own, will_be), inner, place, (*where, index), depth - 1
            )

    def _name(self, item: Any, marks: Any, place: Place) -> str | None:
        """What an element is called, where something tells it apart and may be shown."""
        key = _identity(item)
        if key is None or _pair(marks, key) is True or marks is True:
            return None
        inner = self._redaction.inside(place, key, item[key], item)
        return None if self._redaction.hides(item[key], inner) else cut(well_formed(item[key]), 80)

    def _plain(
        self, path: str, before: Any, after: Any, place: Place, where: tuple[Any, ...], depth: int
    ) -> Iterator[Difference]:
        if is_script(place.name):
            for step, was, will_be in script_lines(before, after, self._redaction):
                yield self._difference(f"{path}: {step}", was, will_be, where)
            return
        inner = _documents(before, after)
        if inner is not None:
            yield from self._document(path, inner, place, where, depth)
            return
        lines = _lines(before, after)
        if lines is not None and not any(
            self._leaf(side, None, place) in (SENSITIVE, HIDDEN) for side in (before, after)
        ):
            for number, was, will_be in lines:
                yield self._difference(f"{path}: line {number}", _text(was), _text(will_be), where)
            return
        yield self._difference(path, self._leaf(before, None, place), self._leaf(after, None, place), where)

    def _document(
        self, path: str, sides: tuple[Any, Any], place: Place, where: tuple[Any, ...], depth: int
    ) -> Iterator[Difference]:
        before, after = (_unwrapped(side) for side in sides)
        found = list(self._value("", (before, after), None, None, place, where, depth - 1))
        if not found and sides[0] is not None and sides[1] is not None:
            yield self._difference(path, "(the same content)", "(written differently)", where)
        for each in found:
            yield Difference(
                f"{path}: {each.path}" if each.path else path,
                each.before, each.after, each.unknown, each.hidden, self._forces(where),
            )  # fmt: skip

    def _leaf(self, value: Any, marks: Any, place: Place) -> str | None:
        if value is None:
            return None
        if marks is True or _either(marks):
            return SENSITIVE
        masked = self._redaction.masked(value, None, place)
        return masked if isinstance(masked, str) and masked in (SENSITIVE, HIDDEN) else written(masked)

    def _difference(
        self,
        path: str,
        before: str | None,
        after: str | None,
        where: tuple[Any, ...],
        *,
        unknown: bool = False,
    ) -> Difference:
        hidden = any(side is not None and (SENSITIVE in side or HIDDEN in side) for side in (before, after))
        return Difference(path, before, after, unknown, hidden, self._forces(where))

    def _forces(self, where: tuple[Any, ...]) -> bool:
        return any(where[: len(path)] == path for path in self._forcing)


def _both(before: Any, after: Any) -> Any:
    return True if before is True or after is True else (before, after)


def _either(marks: Any) -> bool:
    return isinstance(marks, tuple) and (marks[0] is True or marks[1] is True)


def _pair(marks: Any, key: str) -> Any:
    if not isinstance(marks, tuple):
        return marks
    before, after = (side.get(key) if isinstance(side, dict) else side is True for side in marks)
    return _both(before, after)


def _pair_at(marks: Any, was: int | None, will_be: int | None) -> Any:
    if not isinstance(marks, tuple):
        return marks
    before, after = marks
    own = _item(before, was) if isinstance(before, list) else before is True
    then = _item(after, will_be) if isinstance(after, list) else after is True
    return _both(own, then)


def _there(value: Any, shown: str) -> str | None:
    return None if value is None else shown


def _are(kind: type, before: Any, after: Any, unknown: Any) -> bool:
    """Whether all that is there is of a kind."""
    there = [each for each in (before, after) if each is not None]
    if not there:
        return isinstance(unknown, kind)
    return all(isinstance(each, kind) for each in there)


def _item(items: Sequence[Any], index: int | None) -> Any:
    return items[index] if index is not None and index < len(items) else None


def _identity(item: Any) -> str | None:
    """The attribute that tells an element of a list apart."""
    if not isinstance(item, dict):
        return None
    return next((name for name in _IDENTITIES if isinstance(item.get(name), str) and item[name]), None)


def _called(item: Any) -> str | None:
    name = _identity(item)
    return None if name is None else f"{name}={item[name]}"


def _aligned(before: list[Any], after: list[Any], size: int) -> Iterator[tuple[int | None, int | None]]:
    """Which element belongs to which: the equal ones are left out, then by identity, then by order."""
    left, right = _without_equal(before, after)
    unpaired = dict.fromkeys(left)
    names = {_called(before[index]): index for index in reversed(left)}
    rest = []
    for index in (*right, *range(len(after), size)):
        called = _called(_item(after, index))
        partner = names.pop(called, None) if called else None
        if partner is None:
            rest.append(index)
        else:
            del unpaired[partner]
            yield partner, index
    left = list(unpaired)
    have_names = any(_called(before[index]) for index in left) and any(_called(_item(after, i)) for i in rest)
    scalars = not any(isinstance(each, dict | list) for each in (*before, *after))
    if scalars or have_names:
        yield from ((index, None) for index in left)
        yield from ((None, index) for index in rest)
        return
    for position in range(max(len(left), len(rest))):
        yield _item(left, position), _item(rest, position)


def _without_equal(before: list[Any], after: list[Any]) -> tuple[list[int], list[int]]:
    """The indexes of what one side has and the other has not."""
    remaining: dict[str, list[int]] = {}
    for index, item in enumerate(after):
        remaining.setdefault(_form(item), []).append(index)
    left = []
    for index, item in enumerate(before):
        equal = remaining.get(_form(item))
        if equal:
            equal.pop(0)
        else:
            left.append(index)
    return left, sorted(index for indexes in remaining.values() for index in indexes)


def _form(item: Any) -> str:
    return repr(item)


def _documents(before: Any, after: Any) -> tuple[Any, Any] | None:
    """Both sides as the structures that their JSON holds; None where one is no JSON."""
    sides = [json_in(side) if isinstance(side, str) else None for side in (before, after)]
    if all(side is None for side in sides):
        return None
    for raw, side in zip((before, after), sides, strict=True):
        if side is None and raw not in (None, ""):
            return None
    return sides[0], sides[1]


def _unwrapped(value: Any) -> Any:
    """A list of one text as that text: policies may write either (IAM User Guide, "Grammar")."""
    if isinstance(value, dict):
        return {key: _unwrapped(item) for key, item in value.items()}
    if isinstance(value, list):
        if len(value) == 1 and isinstance(value[0], str):
            return value[0]
        return [_unwrapped(item) for item in value]
    return value


def _lines(before: Any, after: Any) -> list[tuple[int, str | None, str | None]] | None:
    """The lines that differ between two texts of several lines; None for other values."""
    if not isinstance(before, str) or not isinstance(after, str) or "\n" not in before + after:
        return None
    old, new = before.splitlines(), after.splitlines()
    if max(len(old), len(new)) > _MAX_LINES:
        return None
    found: list[tuple[int, str | None, str | None]] = []
    for tag, old_from, old_to, new_from, new_to in SequenceMatcher(
        None, old, new, autojunk=False
    ).get_opcodes():
        if tag != "equal":
            for offset in range(max(old_to - old_from, new_to - new_from)):
                was = old[old_from + offset] if old_from + offset < old_to else None
                then = new[new_from + offset] if new_from + offset < new_to else None
                found.append(((new_from if then is not None else old_from) + offset + 1, was, then))
    return found


def _text(line: str | None) -> str | None:
    return None if line is None else written(line)
