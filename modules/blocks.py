"""Blocks of a list or set, found again on the other side of a change: a set has no order to go by."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from modules.losses import UNKNOWN, Find, Holds, is_given
from modules.review import Change, Concern, Path, Plans, Special, Value

_REGION = re.compile(r"[a-z]{2}(?:-[a-z]+)+-\d")


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

    @property
    def region(self) -> str | None:
        """The Region that the block is about, where its key names one."""
        return self.key if _REGION.fullmatch(self.key) else None


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


def no_longer_in_blocks(path: Path, key: str, attribute: Path, holds: Holds, says: str) -> Find:
    """A value that holds now in a block and will not, the block staying."""

    def find(change: Change, _plans: Plans) -> Iterator[Concern]:
        for twin in blocks(change, path, key):
            if twin.before is not None and holds(change.was(*twin.before, *attribute)):
                yield from _unless(change, twin, attribute, holds, says)

    return find


def changed_in_blocks(path: Path, key: str, attribute: Path, says: str) -> Find:
    """A value that is there now in a block and will be another, the block staying."""

    def find(change: Change, _plans: Plans) -> Iterator[Concern]:
        for twin in blocks(change, path, key):
            before = change.was(*twin.before, *attribute) if twin.before else Special.ABSENT
            if is_given(before):
                yield from _unless(change, twin, attribute, _is(before), says)

    return find


def _unless(change: Change, twin: Twin, attribute: Path, holds: Holds, says: str) -> Iterator[Concern]:
    """A concern unless the block's value holds after the change."""
    now = (*(twin.before or ()), *attribute)
    if twin.after is None:
        if twin.unknown:
            yield Concern((twin.before or ())[:-1], says + UNKNOWN, unknown=True, region=twin.region)
        return
    then = (*twin.after, *attribute)
    after = change.will_be(*then)
    if after is Special.UNKNOWN:
        yield Concern(then, says + UNKNOWN, unknown=True, region=twin.region, path_before=now)
    elif not holds(after):
        yield Concern(then, says, region=twin.region, path_before=now)


def _is(wanted: Value) -> Holds:
    return lambda value: bool(value == wanted)
