"""Looking at the JSON of stacks."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

from regions import Pair

Stacks = Mapping[str, Mapping[str, Any]]
"""The JSON of every stack, by what stands behind the estate's name."""


def resources(stack: Mapping[str, Any]) -> dict[str, dict[str, Any]]:
    """Every resource's arguments by address."""
    return {
        f"{kind}.{name}": arguments
        for kind, named in stack.get("resource", {}).items()
        for name, arguments in named.items()
    }


def entries(stack: Mapping[str, Any]) -> dict[str, Any]:
    """Everything in a stack by its place: each block, local and output by itself, all else as it is.

    But for ``//``, where cdktf lists anew what there is.
    """
    found: dict[str, Any] = {}
    for section, content in stack.items():
        if section in {"resource", "data", "ephemeral"}:
            for kind, named in content.items():
                found |= {f"{section}.{kind}.{name}": block for name, block in named.items()}
        elif section in {"locals", "output"}:
            found |= {f"{section}.{name}": each for name, each in content.items()}
        elif section != "//":
            found[section] = content
    return found


def strings(value: Any, *place: str) -> Iterator[tuple[tuple[str, ...], str]]:
    """Every string in JSON, keys included, with the keys that lead to it; places in lists go unsaid."""
    if isinstance(value, str):
        yield place, value
    elif isinstance(value, Mapping):
        for key, item in value.items():
            yield (*place, key), key
            yield from strings(item, *place, key)
    elif isinstance(value, list):
        for item in value:
            yield from strings(item, *place)


def with_regions_swapped(value: Any, pair: Pair) -> Any:
    """JSON in which each of the pair's Regions stands where the other stood."""
    text = json.dumps(value)
    for one, other in (
        (pair.first.code, pair.second.code),
        (pair.first.short_code, pair.second.short_code),
        (pair.first.city, pair.second.city),
    ):
        text = text.replace(one, "\0").replace(other, one).replace("\0", other)
    return json.loads(text)
