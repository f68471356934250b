"""Environments: small overlays of one spec, such as staging with smaller sizes."""

from __future__ import annotations

from dataclasses import replace

from futago.names import NAME_PATTERN
from futago.spec.head import EstateInputs
from futago.spec.nodes import MappingNode, Node, Place, Step
from futago.spec.overlay import entry_at, lay_over, mapping_at
from futago.spec.report import Report, place_of
from futago.spec.words import listed, quoted, type_of
from modules.catalog import KINDS

SECTION = "environments"
DEFAULTS = "defaults"

_FIXED = {
    "estate": "environments are the same estate",
    "pair": "every environment has the same pair: it says where things were first made",
    SECTION: "environments have no environments",
}
OVERLAID = (*(key for key in EstateInputs.model_fields if key not in _FIXED), DEFAULTS)
"""What an environment may have otherwise, besides settings and resources."""


def names_of(root: Node) -> tuple[str, ...]:
    """The environments of a spec, in its order."""
    environments = mapping_at(root, SECTION)
    return tuple(environments.entries) if environments else ()


def check(root: Node, report: Report) -> None:
    """Note what is wrong with the environments whatever they hold: their names and their shape."""
    entry = entry_at(root, SECTION)
    if entry is None:
        return
    if not isinstance(entry.node, MappingNode) or not entry.node.entries:
        wrong = (
            "there is no environment"
            if isinstance(entry.node, MappingNode)
            else f"this is {type_of(entry.node)}"
        )
        report.error(place_of(root, (SECTION,)), wrong, "allowed is a mapping of environments by name")
        return
    for name, environment in entry.node.entries.items():
        steps = (SECTION, name)
        if not NAME_PATTERN.fullmatch(name):
            allowed = "allowed are lower-case letters, digits and single hyphens, a letter first"
            report.error(place_of(root, steps, at_key=True), f"{quoted(name)} is no name", allowed)
        if isinstance(environment.node, MappingNode):
            _check_overlay(root, environment.node, steps, report)
        else:
            report.error(
                place_of(root, steps),
                f"this is {type_of(environment.node)}",
                "allowed is a mapping, such as {}",
            )


def lay_environment(root: MappingNode, name: str) -> MappingNode:
    """The spec as it is in one environment; without ``environments``. A name of "" leaves the base."""
    base = replace(root, entries={key: entry for key, entry in root.entries.items() if key != SECTION})
    overlay = mapping_at(mapping_at(root, SECTION), name) if name and mapping_at(root, SECTION) else None
    return lay_over(base, overlay, (SECTION, name)) if overlay else base


def _check_overlay(root: Node, overlay: MappingNode, steps: tuple[Step, ...], report: Report) -> None:
    for key, reason in _FIXED.items():
        if key in overlay.entries:
            report.error(
                place_of(root, (*steps, key), at_key=True),
                f"an environment can't change {quoted(key)}",
                reason,
            )
    for kind in KINDS:
        section = mapping_at(overlay, kind.section)
        if kind.single or section is None:
            continue
        base = mapping_at(root, kind.section)
        known = tuple(base.entries) if base else ()
        for name, entry in section.entries.items():
            below = (*steps, kind.section, name)
            if name not in known:
                report.error(
                    place_of(root, below, at_key=True),
                    f"the spec has no {kind.noun} {quoted(name)}, and an environment adds none",
                    f"allowed are {listed(known)}; add it under {kind.section} first",
                )
            elif not isinstance(entry.node, MappingNode):
                report.error(
                    place_of(root, below),
                    f"this is {type_of(entry.node)}, and an environment takes nothing away",
                    f"allowed is a mapping of what the {kind.noun} has otherwise here",
                )


def choose(root: Node, environment: str | None, report: Report) -> str:
    """The environment to load; "" where the spec has none.

    Raises:
        SpecError: there is no such environment, or one has to be chosen.
    """
    names = names_of(root)
    if environment in names or (environment is None and not names):
        return environment or ""
    place = place_of(root, (SECTION,)) if names else Place(1, 1)
    if environment is None:
        report.error(place, "the spec has environments and none was chosen", f"allowed are {listed(names)}")
    elif names:
        report.error(place, f"there is no environment {quoted(environment)}", f"allowed are {listed(names)}")
    else:
        report.error(place, f"there is no environment {quoted(environment)}", "the spec has no environments")
    report.finish()
    return ""
