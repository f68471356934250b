"""Which element of a list is which afterwards, so that each is compared with itself."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from typing import Any

_IDENTITIES = ("Sid", "sid", "id", "name", "key", "region_name", "rule_id", "index_name", "namespace")
"""Attributes that tell the blocks of a list apart."""


def item_at(items: Sequence[Any], index: int | None) -> Any:
    """An element; None where there is none."""
    return items[index] if index is not None and index < len(items) else None


def identity(item: Any) -> str | None:
    """The attribute that tells an element apart; None where it has none."""
    if not isinstance(item, dict):
        return None
    return next((name for name in _IDENTITIES if isinstance(item.get(name), str) and item[name]), None)


def aligned(before: list[Any], after: list[Any], size: int) -> Iterator[tuple[int | None, int | None]]:
    """Pairs of indexes of the elements that differ.

    Equal elements are left out wherever they stand, for most lists of the provider are sets. The others
    belong together by what tells them apart, else by their order.

    Args:
        before: the list now.
        after: the list then, without elements that are wholly unknown.
        size: how many elements there will be.
    """
    left, right = _without_equal(before, after)
    unpaired = dict.fromkeys(left)
    names = {_called(before[index]): index for index in reversed(left)}
    rest = []
    for index in (*right, *range(len(after), size)):
        called = _called(item_at(after, index))
        partner = names.pop(called, None) if called else None
        if partner is None:
            rest.append(index)
        else:
            del unpaired[partner]
            yield partner, index
    yield from _by_order(before, after, list(unpaired), rest)


def _by_order(
    before: list[Any], after: list[Any], left: list[int], right: list[int]
) -> Iterator[tuple[int | None, int | None]]:
    """Pair what nothing tells apart; plain values and blocks with names of their own stay alone."""
    plain = not any(isinstance(each, dict | list) for each in (*before, *after))
    named = any(_called(before[index]) for index in left) and any(_called(item_at(after, i)) for i in right)
    if plain or named:
        yield from ((index, None) for index in left)
        yield from ((None, index) for index in right)
        return
    for position in range(max(len(left), len(right))):
        yield item_at(left, position), item_at(right, position)


def _called(item: Any) -> str | None:
    name = identity(item)
    return None if name is None else f"{name}={item[name]}"


def _without_equal(before: list[Any], after: list[Any]) -> tuple[list[int], list[int]]:
    """The indexes of what one side has and the other has not."""
    remaining: dict[str, list[int]] = {}
    for index, item in enumerate(after):
        remaining.setdefault(repr(item), []).append(index)
    left = []
    for index, item in enumerate(before):
        equal = remaining.get(repr(item))
        if equal:
            equal.pop()
        else:
            left.append(index)
    return left, sorted(index for indexes in remaining.values() for index in indexes)


def differing_lines(before: list[str], after: list[str]) -> Iterator[tuple[int, str | None, str | None]]:
    """The lines that differ: (1-based number, the line now, the line then); None where a side has none."""
    matcher = SequenceMatcher(None, before, after, autojunk=False)
    for tag, old_from, old_to, new_from, new_to in matcher.get_opcodes():
        if tag == "equal":
            continue
        for offset in range(max(old_to - old_from, new_to - new_from)):
            was = before[old_from + offset] if old_from + offset < old_to else None
            then = after[new_from + offset] if new_from + offset < new_to else None
            yield (old_from if then is None else new_from) + offset + 1, was, then
