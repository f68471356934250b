"""What a plan takes away from a resource: the questions that the rules of every kind ask of a change.

Each question is a function that makes a rule's ``find``. Whatever is known only after apply is a concern of
its own (``Concern.unknown``): nobody can say that it is well.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from modules.review import Action, Change, Concern, Path, Plans, Special, Value

Find = Callable[[Change, Plans], Iterator[Concern]]
Holds = Callable[[Value], bool]
"""Whether a value is as it should stay."""

UNKNOWN = "; the new value is known only after apply"
"""How the sentence of an unknown value ends."""


def is_on(value: Value) -> bool:
    """Whether a switch is on. Old providers and maps say it as text."""
    return value is True or value == "true"


def is_given(value: Value) -> bool:
    """Whether there is something: null, empty text and empty blocks count as nothing."""
    return value is not Special.ABSENT and value not in ("", [], {})


def equals(*wanted: str) -> Holds:
    """Whether a value is one of these."""
    return lambda value: value in wanted


def is_gone(change: Change) -> bool:
    """Whether the resource as it is now will be no more."""
    return change.action in (Action.DELETE, Action.REPLACE)


def any_of(*finds: Find) -> Find:
    """What any of several questions finds."""

    def find(change: Change, plans: Plans) -> Iterator[Concern]:
        for each in finds:
            yield from each(change, plans)

    return find


def no_longer(path: Path, holds: Holds, says: str) -> Find:
    """A value that holds now and will not. Of a resource that is deleted nothing is asked."""

    def find(change: Change, _plans: Plans) -> Iterator[Concern]:
        if change.before is None or change.after is None or not holds(change.was(*path)):
            return
        after = change.will_be(*path)
        if after is Special.UNKNOWN:
            yield Concern(path, says + UNKNOWN, unknown=True)
        elif not holds(after):
            yield Concern(path, says)

    return find


def newly(path: Path, holds: Holds, says: str) -> Find:
    """A value that will hold and does not now, a new resource's included."""

    def find(change: Change, _plans: Plans) -> Iterator[Concern]:
        if change.after is None or holds(change.was(*path)):
            return
        after = change.will_be(*path)
        if after is Special.UNKNOWN:
            yield Concern(path, says + UNKNOWN, unknown=True)
        elif holds(after):
            yield Concern(path, says)

    return find


def lower(path: Path, says: str) -> Find:
    """A number that falls, or is taken away."""

    def find(change: Change, _plans: Plans) -> Iterator[Concern]:
        before = _number(change.was(*path))
        if before is None or change.after is None:
            return
        after = change.will_be(*path)
        if after is Special.UNKNOWN:
            yield Concern(path, says + UNKNOWN, unknown=True)
        elif (_number(after) or 0) < before:
            yield Concern(path, says)

    return find


def replaced_by_another(path: Path, says: str) -> Find:
    """A value that is there now and will be another, or none."""

    def find(change: Change, _plans: Plans) -> Iterator[Concern]:
        before = change.was(*path)
        if not is_given(before) or change.after is None:
            return
        after = change.will_be(*path)
        if after is Special.UNKNOWN:
            yield Concern(path, says + UNKNOWN, unknown=True)
        elif after != before:
            yield Concern(path, says)

    return find


def destroyed(says: str) -> Find:
    """A resource that is deleted and not made again."""

    def find(change: Change, _plans: Plans) -> Iterator[Concern]:
        if change.action is Action.DELETE:
            yield Concern((), says)

    return find


def replaced(says: str) -> Find:
    """A resource that is deleted and made again; the concern is at the first attribute that forces it."""

    def find(change: Change, _plans: Plans) -> Iterator[Concern]:
        if change.action is Action.REPLACE:
            yield Concern(next(iter(change.replace_paths), ()), says)

    return find


def made_or_removed(says: str, *paths: str) -> Find:
    """A resource that is made, made again or deleted, or in which one of these attributes changes."""

    def find(change: Change, _plans: Plans) -> Iterator[Concern]:
        if change.action in (Action.CREATE, Action.REPLACE, Action.DELETE):
            yield Concern((), says)
            return
        for path in paths:
            if change.changes(path):
                yield Concern((path,), says, unknown=change.will_be(path) is Special.UNKNOWN)

    return find


@dataclass(frozen=True, slots=True)
class Twin:
    """A block of a list or set, found again by its key on the other side of the change.

    Attributes:
        key: the block's key, such as a replica's Region.
        before: where it is now; None where it is not.
        after: where it will be; None where it will not be.
        unknown: true where it is not seen among the blocks to come, but one of those, or all of them,
            are known only after apply.
    """

    key: str
    before: Path | None
    after: Path | None
    unknown: bool = False


def blocks(change: Change, path: Path, key: str) -> Iterator[Twin]:
    """The blocks at ``path`` by the attribute ``key``, those of now first. Sets have no order to go by."""
    before = _places(change.was(*path), path, key)
    after_value = change.will_be(*path)
    after = _places(after_value, path, key)
    hidden = after_value is Special.UNKNOWN or any(
        change.will_be(*path, index, key) is Special.UNKNOWN
        for index in range(len(after_value) if isinstance(after_value, list) else 0)
    )
    for name, place in before.items():
        there = after.get(name)
        yield Twin(name, place, there, unknown=hidden and there is None)
    for name, place in after.items():
        if name not in before:
            yield Twin(name, None, place)


def _places(value: Value, path: Path, key: str) -> dict[str, Path]:
    if not isinstance(value, list):
        return {}
    return {
        str(block[key]): (*path, index)
        for index, block in enumerate(value)
        if isinstance(block, dict) and block.get(key) is not None
    }


def no_longer_in_blocks(path: Path, key: str, attribute: str, holds: Holds, says: str) -> Find:
    """A value that holds now in a block that stays, and will not; ``key`` is the Region of the block."""

    def find(change: Change, _plans: Plans) -> Iterator[Concern]:
        for twin in blocks(change, path, key):
            if twin.before is None or not holds(change.was(*twin.before, attribute)):
                continue
            if twin.after is None:
                if twin.unknown:
                    yield Concern(path, says + UNKNOWN, unknown=True, region=twin.key)
                continue
            now, then = (*twin.before, attribute), (*twin.after, attribute)
            after = change.will_be(*then)
            if after is Special.UNKNOWN:
                yield Concern(then, says + UNKNOWN, unknown=True, region=twin.key, path_before=now)
            elif not holds(after):
                yield Concern(then, says, region=twin.key, path_before=now)

    return find


def _number(value: Value) -> float | None:
    return float(value) if isinstance(value, int | float) and not isinstance(value, bool) else None
