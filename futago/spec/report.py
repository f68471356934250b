"""Collects what is wrong with one spec, each problem with its place."""

from __future__ import annotations

from pathlib import Path

from futago.errors import Problem, SpecError
from futago.spec.nodes import MappingNode, Node, Place, ScalarNode, Step, follow
from futago.spec.words import dotted, sentence


class Report:
    """The problems of one file. The same problem noted twice, by two environments say, is there once."""

    def __init__(self, file: Path) -> None:
        self._file = str(file)
        self._errors: set[Problem] = set()
        self._warnings: set[Problem] = set()

    @property
    def warnings(self) -> tuple[Problem, ...]:
        """What looks wrong and does not stop anything, in the order of the file."""
        return tuple(sorted(self._warnings))

    @property
    def has_errors(self) -> bool:
        """Whether anything is wrong."""
        return bool(self._errors)

    def error(self, place: Place, wrong: str, allowed: str) -> None:
        """Note an error at a place."""
        self._errors.add(self._problem(place, wrong, allowed))

    def warning(self, place: Place, wrong: str, allowed: str) -> None:
        """Note a warning at a place."""
        self._warnings.add(self._problem(place, wrong, allowed))

    def finish(self, *, strict: bool = False) -> None:
        """Raise SpecError with every error; with ``strict`` warnings are errors."""
        if strict:
            self._errors |= self._warnings
            self._warnings = set()
        if self._errors:
            raise SpecError(sorted(self._errors), warnings=self.warnings)

    def _problem(self, place: Place, wrong: str, allowed: str) -> Problem:
        return Problem(
            self._file, place.line, place.column, dotted(place.path), sentence(wrong), sentence(allowed)
        )


def place_of(root: Node, steps: tuple[Step, ...], *, at_key: bool = False) -> Place:
    """Where to point a person for what is wrong at these steps below the root.

    A value is pointed at where it starts, a mapping or a list at its key, something missing at the key
    of what it is missing from. What an environment changed is pointed at in the environment.
    """
    spot = follow(root, steps)
    node = spot.node
    if spot.rest:
        return Place(spot.key.line, spot.key.column, (*spot.path, *spot.rest))
    if at_key:
        return spot.key
    if isinstance(node, MappingNode) and node.overlay:
        return node.overlay
    return spot.value if isinstance(node, ScalarNode) and node.text else spot.key
