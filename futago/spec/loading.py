"""Reads a spec file: from a path to an Estate, or to every problem at once."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from futago.errors import Problem
from futago.spec import environments as environment_rules
from futago.spec.collisions import check_collisions
from futago.spec.composition import compose
from futago.spec.environments import SECTION
from futago.spec.nodes import EMPTY, MappingNode, Place
from futago.spec.reading import Reading
from futago.spec.report import Report, place_of
from futago.spec.source import read
from futago.spec.unknown import unknown_keys
from futago.spec.words import type_of
from modules.estate import Estate


@dataclass(frozen=True)
class Loaded:
    """A spec that was read.

    Attributes:
        estate: the estate in the environment asked for.
        warnings: what looks wrong, such as unknown keys.
    """

    estate: Estate
    warnings: tuple[Problem, ...]


def load(path: Path, environment: str | None = None, *, strict: bool = False) -> Loaded:
    """The estate of a spec in one environment.

    Args:
        path: the spec file.
        environment: the environment; None for a spec that has none.
        strict: whether warnings are errors.

    Raises:
        SpecError: something is wrong with the spec: every problem of this environment.
        SpecNotFoundError: there is no such file.
    """
    report = Report(path)
    root = _root(path, report)
    name = environment_rules.choose(root, environment, report)
    estate = _reading(root, name, report).estate()
    report.finish(strict=strict)
    return Loaded(estate, report.warnings)


def validate(path: Path, *, strict: bool = False) -> tuple[Problem, ...]:
    """The warnings of a spec, every environment checked.

    Args:
        path: the spec file.
        strict: whether warnings are errors.

    Raises:
        SpecError: something is wrong with the spec: every problem of every environment, each once.
        SpecNotFoundError: there is no such file.
    """
    report = Report(path)
    root = _root(path, report)
    readings: dict[str, tuple[Reading, Estate]] = {}
    for name in environment_rules.readable(root) if SECTION in root.entries else ("",):
        reading = _reading(root, name, report)
        readings[name] = (reading, reading.estate())
    check_collisions(readings, report)
    report.finish(strict=strict)
    return report.warnings


def environments(path: Path) -> tuple[str, ...]:
    """The names of a spec's environments, in its order; empty for a spec that has none.

    Raises:
        SpecError: the file is no YAML mapping.
        SpecNotFoundError: there is no such file.
    """
    return environment_rules.names_of(_root(path, Report(path)))


def _root(path: Path, report: Report) -> MappingNode:
    """The top of the file. Raises when there is nothing to go on with."""
    node, flaws = compose(read(path))
    for flaw in flaws:
        report.error(flaw.place, flaw.wrong, flaw.allowed)
    if isinstance(node, MappingNode) and node is not EMPTY:
        _check_keys(node, report)
        return node
    if not flaws:
        wrong = "the file is empty" if node is EMPTY else f"the file is {type_of(node)}"
        report.error(
            Place(node.line, node.column), wrong, "a spec is a mapping that starts with estate: <name>"
        )
    report.finish()
    return EMPTY


def _check_keys(root: MappingNode, report: Report) -> None:
    environment_rules.check(root, report)
    for unknown in unknown_keys(root):
        note = report.error if unknown.lost else report.warning
        note(place_of(root, unknown.steps, at_key=True), unknown.wrong, unknown.allowed)


def _reading(root: MappingNode, environment: str, report: Report) -> Reading:
    return Reading(environment_rules.lay_environment(root, environment), environment, report)
