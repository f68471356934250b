"""Moves homes in a spec's text, where a promotion has moved the writers: comments and layout stay."""

from __future__ import annotations

import re
import tempfile
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from futago.errors import SpecEditError, SpecError
from futago.spec.composition import compose
from futago.spec.environments import SECTION
from futago.spec.loading import load
from futago.spec.nodes import EMPTY, MappingNode, Node, ScalarNode, Spot, Step, follow
from futago.spec.source import read
from futago.spec.words import dotted
from modules.estate import Estate

_HOME = "home"
_ANCHOR = re.compile(r"&\S+\s+")


def move_homes(path: Path, environment: str | None, homes: Mapping[tuple[str, ...], str]) -> str:
    """The spec's text with homes moved. Writes nothing.

    Args:
        path: the spec file.
        environment: the environment whose homes move; they are written into its overlay, for the other
            environments keep theirs. None for a spec that has none.
        homes: the code of the new home, by the steps to what has it: ``()`` the estate itself,
            ``("tables", "sessions")`` one resource.

    Raises:
        SpecError: the spec is wrong already.
        SpecEditError: the edit can't be made without changing something else, as where an alias is in the
            way, or something else has to change with it; it says what to write by hand.
    """
    before = load(path, environment).estate
    text = read(path)
    for steps, code in homes.items():
        overlay = (SECTION, environment) if environment else ()
        text = _set(text, (*overlay, *steps, _HOME), code)
    try:
        after = _loaded(text, path, environment)
    except SpecError as error:
        wrong = "\n".join(f"{each.path}: {each.wrong}; {each.allowed}" for each in error.problems)
        raise SpecEditError(
            f"{path}: with its homes moved the spec would be wrong; set them and mend it by hand "
            f"({_listed(homes)}): {wrong}",
            next_command=f"futago validate {path}",
        ) from error
    if _moved(before, homes) != after:
        raise _by_hand(path, homes)
    return text


def _set(text: str, steps: tuple[Step, ...], code: str) -> str:
    """The text with a scalar at these steps; what leads there is made."""
    spot = follow(_root(text), steps)
    if not spot.rest and isinstance(spot.node, ScalarNode):
        start = _offset(text, spot.node.line, spot.node.column)
        quotes = 0 if spot.node.plain else 2
        return text[:start] + code + text[start + len(spot.node.text) + quotes :]
    return _insert(text, spot, code)


def _insert(text: str, spot: Spot, code: str) -> str:
    """The text with a new entry in the mapping that the spot has reached."""
    entry = code
    for step in reversed(spot.rest[1:]):
        entry = f"{{{step}: {entry}}}"
    entry = f"{spot.rest[0]}: {entry}" if spot.rest else entry
    if not isinstance(spot.node, MappingNode):
        return text
    start = _offset(text, spot.node.line, spot.node.column)
    anchor = _ANCHOR.match(text, start)
    start = anchor.end() if anchor else start
    if text[start : start + 1] == "{":
        comma = ", " if spot.node.entries else ""
        return f"{text[: start + 1]}{entry}{comma}{text[start + 1 :]}"
    below = [each for each in spot.node.entries.values() if (each.line, each.column) >= (spot.node.line, 1)]
    first = min(below, key=lambda each: each.line)
    start = _offset(text, first.line, first.column)
    return f"{text[:start]}{entry}\n{' ' * (first.column - 1)}{text[start:]}"


def _root(text: str) -> Node:
    root, _flaws = compose(text)
    return root or EMPTY


def _offset(text: str, line: int, column: int) -> int:
    return sum(len(each) for each in text.splitlines(keepends=True)[: line - 1]) + column - 1


def _loaded(text: str, path: Path, environment: str | None) -> Estate:
    with tempfile.TemporaryDirectory() as folder:
        edited = Path(folder) / path.name
        edited.write_text(text, encoding="utf-8")
        return load(edited, environment).estate


def _moved(estate: Estate, homes: Mapping[tuple[str, ...], str]) -> Estate:
    sections = {section: dict(named) for section, named in estate.sections.items()}
    for steps, code in homes.items():
        if steps:
            section, name = steps
            sections[section][name] = sections[section][name].model_copy(update={_HOME: code})
    home = estate.pair[homes[()]] if () in homes else estate.home
    return replace(estate, home=home, sections=sections)


def _by_hand(path: Path, homes: Mapping[tuple[str, ...], str]) -> SpecEditError:
    return SpecEditError(
        f"{path}: the homes can't be moved without changing more than them; set by hand: {_listed(homes)}",
        next_command=f"futago validate {path}",
    )


def _listed(homes: Mapping[tuple[str, ...], str]) -> str:
    return ", ".join(f"{dotted((*steps, _HOME))}: {code}" for steps, code in homes.items())
