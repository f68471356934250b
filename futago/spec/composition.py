"""From YAML text to nodes that know their place.

libyaml parses (through PyYAML: the C parser takes milliseconds where a parser in Python takes a
second); what its events mean is decided here, because neither PyYAML's nor any other loader at hand
refuses duplicate keys, bounds aliases, reads the core schema of YAML 1.2 and keeps places, all at once.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import Any, NoReturn

import yaml

from futago.spec.nodes import EMPTY, Entry, ListNode, MappingNode, Node, Place, ScalarNode, Step
from futago.spec.scalars import resolve
from futago.spec.syntax import syntax_flaw
from futago.spec.words import listed, quoted, type_of

DEPTH_MAX = 40
"""Levels of nesting, aliases written out. The deepest setting has ten."""
SIZE_MAX = 500_000
"""Nodes, aliases written out: what keeps "a billion laughs" short."""

# Without libyaml PyYAML still parses, only slower.
_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_TEXT_TAG = "tag:yaml.org,2002:str"
_NO_KEY = ("a key that is a list or a mapping", "allowed is text")


@dataclass(frozen=True)
class Flaw:
    """Something wrong with the YAML, before it means anything."""

    place: Place
    wrong: str
    allowed: str


class _StoppedError(Exception):
    """Going on makes no sense; the reason is among the flaws."""


@dataclass
class _Open:
    """A mapping or list whose end has not come yet."""

    line: int
    column: int
    anchor: str | None
    is_mapping: bool
    items: list[Node] = field(default_factory=list)
    entries: dict[str, Entry] = field(default_factory=dict)
    merged: list[Node] = field(default_factory=list)
    key: ScalarNode | None = None

    def close(self) -> Node:
        """The finished node."""
        below = [entry.node for entry in self.entries.values()] if self.is_mapping else self.items
        size = 1 + sum(node.size for node in below)
        depth = 1 + max((node.depth for node in below), default=0)
        if self.is_mapping:
            return MappingNode(self.line, self.column, self.entries, size=size, depth=depth)
        return ListNode(self.line, self.column, tuple(self.items), size=size, depth=depth)


def compose(text: str) -> tuple[Node, tuple[Flaw, ...]]:
    """The top node of the only document in ``text``, and everything wrong with the YAML.

    What can be read in spite of a flaw is there, so that one typing error does not hide the others.
    """
    composer = _Composer()
    try:
        for event in yaml.parse(text, Loader=_LOADER):
            composer.take(event)
    except yaml.MarkedYAMLError as error:
        composer.syntax_error(error)
    except _StoppedError:
        pass
    return composer.top, tuple(composer.flaws)


class _Composer:
    def __init__(self) -> None:
        self.top: Node = EMPTY
        self.flaws: list[Flaw] = []
        self._open: list[_Open] = []
        self._anchors: dict[str, Node | None] = {}
        self._documents = 0

    def take(self, event: Any) -> None:
        """Go on by one event of the parser."""
        line, column = event.start_mark.line + 1, event.start_mark.column + 1
        match event:
            case yaml.DocumentStartEvent():
                self._documents += 1
                if self._documents > 1:
                    self._stop(line, column, "a second document starts here", "a spec is one document")
            case yaml.ScalarEvent():
                self._scalar(event, line, column)
            case yaml.CollectionStartEvent():
                self._start(event, line, column)
            case yaml.CollectionEndEvent():
                self._end()
            case yaml.AliasEvent():
                self._alias(str(event.anchor), line, column)

    def syntax_error(self, error: yaml.MarkedYAMLError) -> None:
        """Note where the parser had to stop."""
        flaw = syntax_flaw(error)
        self._flaw(flaw.line, flaw.column, flaw.wrong, flaw.allowed)

    def _flaw(self, line: int, column: int, wrong: str, allowed: str) -> None:
        self.flaws.append(Flaw(Place(line, column, self._path()), wrong, allowed))

    def _path(self) -> tuple[Step, ...]:
        """The way to what comes next."""
        return tuple(
            container.key.text if container.key else len(container.items)
            for container in self._open
            if container.key or not container.is_mapping
        )

    def _stop(self, line: int, column: int, wrong: str, allowed: str) -> NoReturn:
        self._flaw(line, column, wrong, allowed)
        raise _StoppedError

    def _check_tag(self, tag: str | None, line: int, column: int) -> None:
        if tag not in (None, "!", _TEXT_TAG):
            shown = str(tag).replace("tag:yaml.org,2002:", "!!")
            self._flaw(line, column, f"tag {quoted(shown)}", "a spec has plain values; only !!str is allowed")

    def _scalar(self, event: Any, line: int, column: int) -> None:
        self._check_tag(event.tag, line, column)
        is_plain = event.implicit[0] and event.tag is None
        value = resolve(event.value) if is_plain else event.value
        node = ScalarNode(line, column, value, event.value, is_plain)
        if event.anchor:
            self._anchors[event.anchor] = node
        self._attach(node, line, column)

    def _start(self, event: Any, line: int, column: int) -> None:
        self._check_tag(event.tag, line, column)
        if len(self._open) == DEPTH_MAX:
            self._too_deep(line, column)
        if self._open and self._open[-1].is_mapping and self._open[-1].key is None:
            self._stop(line, column, *_NO_KEY)
        if event.anchor:
            self._anchors[event.anchor] = None
        self._open.append(_Open(line, column, event.anchor, isinstance(event, yaml.MappingStartEvent)))

    def _end(self) -> None:
        closed = self._open.pop()
        self._merge(closed)
        node = closed.close()
        if node.depth + len(self._open) > DEPTH_MAX:
            self._too_deep(node.line, node.column)
        if node.size > SIZE_MAX:
            wrong = f"more than {SIZE_MAX:,} values with every alias written out"
            self._stop(node.line, node.column, wrong, "use fewer aliases")
        if closed.anchor:
            self._anchors[closed.anchor] = node
        self._attach(node, node.line, node.column)

    def _too_deep(self, line: int, column: int) -> NoReturn:
        self._stop(line, column, f"more than {DEPTH_MAX} levels of nesting", "a spec needs at most ten")

    def _alias(self, anchor: str, line: int, column: int) -> None:
        node = self._anchors.get(anchor)
        if node is None:
            if anchor in self._anchors:
                self._stop(line, column, f"alias {quoted('*' + anchor)} stands inside itself", "write it out")
            known = listed(f"*{name}" for name in self._anchors)
            self._stop(
                line, column, f"there is no anchor for {quoted('*' + anchor)}", f"defined above are {known}"
            )
        if node.depth + len(self._open) > DEPTH_MAX:
            self._too_deep(line, column)
        self._attach(node, line, column)

    def _attach(self, node: Node, line: int, column: int) -> None:
        """Put a finished node where it belongs; it stands at this line and column, as a key at least."""
        if not self._open:
            self.top = node
            return
        container = self._open[-1]
        if not container.is_mapping:
            container.items.append(node)
        elif container.key is None:
            if not isinstance(node, ScalarNode):
                self._stop(line, column, *_NO_KEY)
            moved = (node.line, node.column) != (line, column)  # it is an alias
            container.key = replace(node, line=line, column=column) if moved else node
        else:
            self._enter(container, container.key, node)
            container.key = None

    def _enter(self, container: _Open, key: ScalarNode, node: Node) -> None:
        if key.text == "<<" and key.plain:
            container.merged.extend(node.items if isinstance(node, ListNode) else [node])
        elif key.text in container.entries:
            first = container.entries[key.text].line
            wrong = f"key {quoted(key.text)} is here twice, first in line {first}"
            self._flaw(key.line, key.column, wrong, "remove one of the two")
        else:
            container.entries[key.text] = Entry(key.line, key.column, node)

    def _merge(self, container: _Open) -> None:
        """Lay what ``<<`` names under the mapping's own keys; of several the first wins."""
        for node in container.merged:
            if isinstance(node, MappingNode):
                container.entries = {**node.entries, **container.entries}
            else:
                self._flaw(
                    node.line, node.column, f"'<<' is {type_of(node)}", "allowed are mappings, as aliases"
                )
