"""A spec as it was written: values that know their line and column."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, TypeAlias

Step: TypeAlias = str | int
"""A key of a mapping or a 0-based index of a list."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where something stands.

    Attributes:
        line: 1-based line.
        column: 1-based column.
        path: the steps from the top of the file, as the user wrote them.
    """

    line: int
    column: int
    path: tuple[Step, ...] = ()


@dataclass(frozen=True, slots=True)
class Node:
    """A value and where it starts.

    Attributes:
        line: 1-based line.
        column: 1-based column.
        size: how many nodes it has, itself included and aliases written out.
        depth: how many levels it has, itself included.
    """

    line: int
    column: int
    size: int = field(default=1, kw_only=True)
    depth: int = field(default=1, kw_only=True)


@dataclass(frozen=True, slots=True)
class ScalarNode(Node):
    """Text, a number, true, false or null.

    Attributes:
        value: what it means.
        text: how it was written.
        plain: true if it stands without quotes.
    """

    value: str | float | bool | None  # an int is a float to the type checker
    text: str
    plain: bool


@dataclass(frozen=True, slots=True)
class ListNode(Node):
    """A list."""

    items: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Entry:
    """A key of a mapping with its value.

    Attributes:
        line: 1-based line of the key.
        column: 1-based column of the key.
        node: the value.
        written: the path at which the user wrote it, where that is not where it stands: an
            environment's overlay or the defaults.
    """

    line: int
    column: int
    node: Node
    written: tuple[Step, ...] | None = None


@dataclass(frozen=True, slots=True)
class MappingNode(Node):
    """A mapping.

    Attributes:
        entries: the values by key. Every key is text: what ``5:`` or ``true:`` name is a name.
        overlay: where an environment's overlay changed something in it.
    """

    entries: Mapping[str, Entry]
    overlay: Place | None = None


EMPTY = MappingNode(1, 1, {})


@dataclass(frozen=True, slots=True)
class Spot:
    """What was found by following a path.

    Attributes:
        node: the deepest node that exists on the path.
        key: the place of its key; of the node itself where it has no key.
        path: the path to it as the user wrote it.
        rest: the steps that lead on from it and do not exist.
    """

    node: Node
    key: Place
    path: tuple[Step, ...]
    rest: tuple[Step, ...]

    @property
    def value(self) -> Place:
        """The place of the node."""
        return Place(self.node.line, self.node.column, self.path)


def follow(root: Node, steps: tuple[Step, ...]) -> Spot:
    """The deepest node on the path of these steps."""
    spot = Spot(root, Place(root.line, root.column), (), steps)
    for number, step in enumerate(steps):
        below = _below(spot, step)
        if below is None:
            break
        node, key = below
        spot = Spot(node, key, key.path, steps[number + 1 :])
    return spot


def _below(spot: Spot, step: Step) -> tuple[Node, Place] | None:
    node = spot.node
    if isinstance(node, MappingNode) and step in node.entries:
        entry = node.entries[str(step)]
        return entry.node, Place(entry.line, entry.column, entry.written or (*spot.path, step))
    if isinstance(node, ListNode) and str(step).isdecimal() and int(step) < len(node.items):
        item = node.items[int(step)]
        return item, Place(item.line, item.column, (*spot.path, int(step)))
    return None


def plain(node: Node) -> Any:
    """The value without its places."""
    match node:
        case ScalarNode():
            return node.value
        case ListNode():
            return [plain(item) for item in node.items]
        case MappingNode():
            return {key: plain(entry.node) for key, entry in node.entries.items()}
    raise TypeError(f"{type(node).__name__} is no kind of node")
