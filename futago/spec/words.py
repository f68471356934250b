"""How values and paths of a spec are shown in a message: short, on one line, nothing hidden in them."""

from __future__ import annotations

import re
from collections.abc import Iterable

from futago.spec.nodes import ListNode, MappingNode, Node, ScalarNode, Step

VALUE_MAX = 60
"""Characters of a value in a message; longer ones are cut."""
PATH_MAX = 200
"""Characters of a path; the longest that means something has half of it."""
SENTENCE_MAX = 2000
"""Characters of a sentence; the longest list what is allowed."""

_LONG_QUOTATION = re.compile(r"(?<![A-Za-z])'([^']{120,})'(?![A-Za-z])")
_PLAIN_STEP = re.compile(r"[A-Za-z0-9_/:@+=-]+")


def escaped(text: str, limit: int = VALUE_MAX) -> str:
    """Text with everything that does not print escaped, cut at ``limit`` characters."""
    shown = "".join(
        character if character.isprintable() else ascii(character)[1:-1] for character in text[: limit + 1]
    )
    return shown if len(shown) <= limit else f"{shown[: limit - 1]}…"


def sentence(text: str) -> str:
    """Part of a message that may quote what the user wrote: on one line, long quotations cut."""
    cut = _LONG_QUOTATION.sub(lambda match: f"'{match[1][:VALUE_MAX]}…'", text)
    return escaped(cut, SENTENCE_MAX)


def quoted(text: str) -> str:
    """Text in quotes."""
    return f"'{escaped(text)}'"


def shown(node: Node) -> str:
    """A value as the subject of a sentence."""
    match node:
        case ScalarNode(value=str()):
            return quoted(str(node.value))
        case ScalarNode(value=None):
            return "null"
        case ScalarNode():
            return escaped(node.text)
        case ListNode():
            return escaped(f"[{', '.join(map(shown, node.items[:VALUE_MAX]))}]")
        case _:
            return "a mapping" if not isinstance(node, MappingNode) or node.entries else "an empty mapping"


def type_of(node: Node) -> str:
    """What sort of value it is, in YAML's terms."""
    match node:
        case ScalarNode(value=str()):
            return "text"
        case ScalarNode(value=None):
            return "no value"
        case ScalarNode(value=bool()):
            return "a boolean"
        case ScalarNode():
            return "a number"
        case ListNode():
            return "a list"
        case _:
            return "a mapping"


def mistyped(node: Node) -> str:
    """That a value is not of the sort that is wanted."""
    match node:
        case ScalarNode(value=None):
            return "there is no value"
        case ScalarNode():
            return f"{shown(node)} is {type_of(node)}"
        case _:
            return f"this is {type_of(node)}"


def dotted(path: Iterable[Step]) -> str:
    """A path as in ``databases.ledger.subnet_ids[0]``; keys that hold dots or spaces are quoted."""
    text = ""
    for step in path:
        if isinstance(step, int):
            text += f"[{step}]"
            continue
        key = step if _PLAIN_STEP.fullmatch(step) and len(step) <= VALUE_MAX else f'"{escaped(step)}"'
        text += f".{key}" if text else key
    return escaped(text, PATH_MAX)


def listed(names: Iterable[str], last: str = "and") -> str:
    """Names as ``a``, ``a and b`` or ``a, b and c``."""
    *front, end = list(names) or ["none"]
    return f"{', '.join(front)} {last} {end}" if front else end
