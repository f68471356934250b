"""What a plan takes away from a resource: the questions that the rules of every kind ask of a change.

Each question is a function that makes a rule's ``find``. Whatever is known only after apply is a concern of
its own (``Concern.unknown``): nobody can say that it is well.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

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


def is_left_to_aws(change: Change, attribute: str) -> bool:
    """Whether the code does not set an attribute, so that what AWS takes by default is known after apply.

    False where the code is not known.
    """
    return bool(change.configured) and attribute not in change.configured


def any_of(*finds: Find) -> Find:
    """What any of several questions finds."""

    def find(change: Change, plans: Plans) -> Iterator[Concern]:
        for each in finds:
            yield from each(change, plans)

    return find


def only(type_: str, find: Find) -> Find:
    """The question, asked of one resource type of several."""
    return lambda change, plans: find(change, plans) if change.type == type_ else iter(())


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
    """A value that will hold and does not now; a new resource's too, unless it is AWS's default."""

    def find(change: Change, _plans: Plans) -> Iterator[Concern]:
        if not holds(change.was(*path)):
            yield from _will_hold(change, path, holds, says)

    return find


def made_with(path: Path, holds: Holds, says: str) -> Find:
    """A value that a new resource has, by its code."""

    def find(change: Change, _plans: Plans) -> Iterator[Concern]:
        if change.action is Action.CREATE:
            yield from _will_hold(change, path, holds, says)

    return find


def _will_hold(change: Change, path: Path, holds: Holds, says: str) -> Iterator[Concern]:
    after = change.will_be(*path)
    if after is Special.UNKNOWN:
        if not is_left_to_aws(change, str(path[0])):
            yield Concern(path, says + UNKNOWN, unknown=True)
    elif change.after is not None and holds(after):
        yield Concern(path, says)


def lower(path: Path, says: str) -> Find:
    """A number that falls, or is taken away."""

    def find(change: Change, _plans: Plans) -> Iterator[Concern]:
        before = _number(change.was(*path))
        if not before or change.after is None:
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


def changed(path: Path, says: str) -> Find:
    """A value that becomes another one, whatever it was; not that of a resource that is deleted."""

    def find(change: Change, _plans: Plans) -> Iterator[Concern]:
        if change.after is None:
            return
        if change.will_be(*path) is Special.UNKNOWN:
            yield Concern(path, says + UNKNOWN, unknown=True)
        elif change.changes(*path):
            yield Concern(path, says)

    return find


def made_or_removed(says: str, *paths: str) -> Find:
    """A resource that is made, made again or deleted, or in which one of these attributes changes."""

    def find(change: Change, plans: Plans) -> Iterator[Concern]:
        if change.action in (Action.CREATE, Action.REPLACE, Action.DELETE):
            yield Concern((), says)
            return
        for path in paths:
            yield from changed((path,), says)(change, plans)

    return find


def _number(value: Value) -> float | None:
    return float(value) if isinstance(value, int | float) and not isinstance(value, bool) else None
