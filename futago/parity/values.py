"""Comparing values: as structures, without order where there is none, and Regions apart."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from regions import Pair, Region

MISSING = object()
"""Nothing is there, not even a None."""


def same(one: Any, other: Any) -> bool:
    """Whether two values mean the same."""
    return _canonical(one) == _canonical(other)


def apart_from_region(value: Any, region: Region, pair: Pair) -> Any:
    """A value in which its own Region reads as ``<region>`` and the other one as ``<other region>``.

    So do their short codes and cities: what is left equal in both Regions is meant the same.
    """
    other = pair.other(region)
    words = {
        **dict.fromkeys((region.code, region.short_code, region.city), "<region>"),
        **dict.fromkeys((other.code, other.short_code, other.city), "<other region>"),
    }
    pattern = re.compile(rf"(?<![A-Za-z0-9])({'|'.join(map(re.escape, words))})(?=[a-z]?(?![A-Za-z0-9]))")
    return _replaced(value, lambda text: pattern.sub(lambda found: words[found[1]], text))


def members(values: Sequence[Any]) -> Iterator[tuple[tuple[str, ...], tuple[Any, ...]]]:
    """The members of mappings, each as a whole, with what each of ``values`` has there."""
    keys = sorted({key for value in values for key in value})
    if not keys:
        yield (), tuple(values)
    for key in keys:
        yield (key,), tuple(value.get(key) for value in values)


def leaves(values: Sequence[Any], *path: str) -> Iterator[tuple[tuple[str, ...], tuple[Any, ...]]]:
    """The places at which mappings hold something else than mappings, with what each of ``values`` has there.

    Where one of them has no mapping, the others' stays whole: a rule or a statement that is missing is one
    difference and not one for each of its members.
    """
    there = [value for value in values if value is not MISSING]
    if not there or not all(isinstance(value, Mapping) for value in there):
        yield path, tuple(None if value is MISSING else value for value in values)
        return
    keys = sorted({key for value in there for key in value})
    if not keys or (path and len(there) < len(values)):
        yield path, tuple(None if value is MISSING else value for value in values)
        return
    for key in keys:
        below = [value.get(key, MISSING) if isinstance(value, Mapping) else MISSING for value in values]
        yield from leaves(below, *path, key)


def _replaced(value: Any, change: Any) -> Any:
    if isinstance(value, str):
        return change(value)
    if isinstance(value, Mapping):
        return {change(key): _replaced(item, change) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [_replaced(item, change) for item in value]
    return value


def _canonical(value: Any) -> str:
    return json.dumps(_ordered(value), sort_keys=True, default=str)


def _ordered(value: Any) -> Any:
    if isinstance(value, Mapping):
        return {str(key): _ordered(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return sorted((_ordered(item) for item in value), key=lambda item: json.dumps(item, sort_keys=True))
    if isinstance(value, float) and value == int(value):
        return int(value)
    return value
