"""Environments: small overlays of one spec, such as staging with smaller sizes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from futago.names import NAME_PATTERN
from futago.spec.head import EstateInputs
from futago.spec.nodes import MappingNode, Node, Place
from futago.spec.overlay import entry_at, lay_over, mapping_at
from futago.spec.report import Report, place_of
from futago.spec.words import listed, mistyped, quoted
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


def readable(root: Node) -> tuple[str, ...]:
    """The environments that are mappings and have names: those of which more can be said."""
    environments = mapping_at(root, SECTION)
    return tuple(
        name
        for name, entry in (environments.entries if environments else {}).items()
        if isinstance(entry.node, MappingNode) and NAME_PATTERN.fullmatch(name)
    )


def check(root: Node, report: Report) -> None:
    """Note what is wrong with the environments whatever they hold: their names and their shape."""
    entry = entry_at(root, SECTION)
    if entry is None:
        return
    if not isinstance(entry.node, MappingNode) or not entry.node.entries:
        wrong = "there is none" if isinstance(entry.node, MappingNode) else mistyped(entry.node)
        report.error(place_of(root, (SECTION,)), wrong, "allowed is a mapping of environments by name")
        return
    for name, environment in entry.node.entries.items():
        steps = (SECTION, name)
        if not NAME_PATTERN.fullmatch(name):
            allowed = "allowed are lower-case letters, digits and single hyphens, a letter first"
            report.error(place_of(root, steps, at_key=True), f"{quoted(name)} is no name", allowed)
        if isinstance(environment.node, MappingNode):
            for refused in _refused(root, environment.node):
                place = place_of(root, (*steps, *refused.steps), at_key=True)
                report.error(place, refused.wrong, refused.allowed)
        else:
            report.error(
                place_of(root, steps), mistyped(environment.node), "allowed is a mapping, {} at least"
            )


def lay_environment(root: MappingNode, name: str) -> MappingNode:
    """The spec as it is in one environment; without ``environments``. A name of "" leaves the base.

    What an overlay may not hold is left out; ``check`` has reported it.
    """
    base = _without(root, (SECTION,))
    overlay = mapping_at(mapping_at(root, SECTION), name) if name else None
    if overlay is None:
        return base
    for refused in _refused(root, overlay):
        overlay = _without(overlay, refused.steps)
    return lay_over(base, overlay, (SECTION, name))


@dataclass(frozen=True)
class _Refused:
    """What an overlay may not hold, and the steps to it."""

    steps: tuple[str, ...]
    wrong: str
    allowed: str


def _refused(root: Node, overlay: MappingNode) -> Iterator[_Refused]:
    for key, reason in _FIXED.items():
        if key in overlay.entries:
            yield _Refused((key,), f"an environment can't change {quoted(key)}", reason)
    for kind in KINDS:
        section, base = mapping_at(overlay, kind.section), mapping_at(root, kind.section)
        if kind.single or section is None:
            continue
        known = tuple(base.entries) if base else ()
        for name, entry in section.entries.items():
            if name not in known:
                yield _Refused(
                    (kind.section, name),
                    f"the spec has no {kind.noun} {quoted(name)}, and an environment adds none",
                    f"allowed are {listed(known)}; add it under {kind.section} first",
                )
            elif not isinstance(entry.node, MappingNode):
                yield _Refused(
                    (kind.section, name),
                    f"{mistyped(entry.node)}, and an environment takes nothing away",
                    f"allowed is a mapping of what the {kind.noun} has otherwise here",
                )


def _without(node: MappingNode, steps: tuple[str, ...]) -> MappingNode:
    """The mapping without what is at these steps."""
    first, *rest = steps
    entries = dict(node.entries)
    entry = entries.pop(first, None)
    if rest and entry and isinstance(entry.node, MappingNode):
        entries[first] = replace(entry, node=_without(entry.node, tuple(rest)))
    return replace(node, entries=entries)


def choose(root: Node, environment: str | None, report: Report) -> str:
    """The environment to load; "" where the spec has none.

    Raises:
        SpecError: there is no such environment, or one has to be chosen.
    """
    names = names_of(root)
    if environment in names and environment not in readable(root):
        report.finish()
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
