"""From nodes to an Estate: every part validated on its own, then what only the whole estate shows."""

from __future__ import annotations

import json
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any, Generic, TypeVar

from pydantic import TypeAdapter, ValidationError

from futago.spec.environments import DEFAULTS, SECTION
from futago.spec.head import EstateInputs
from futago.spec.nodes import EMPTY, Entry, MappingNode, Node, Step, follow, plain
from futago.spec.overlay import entry_at, lay_under, mapping_at
from futago.spec.report import Report, place_of
from futago.spec.sentences import complaints
from futago.spec.words import type_of
from modules.catalog import KINDS
from modules.estate import Estate
from modules.inputs import Inputs, PairedInputs, RefusedError, ResourceName
from modules.kind import Kind
from regions import PAIRS, pair_of

InputsT = TypeVar("InputsT", bound=Inputs)

_NAME: TypeAdapter[str] = TypeAdapter(ResourceName)


@dataclass(frozen=True)
class Part(Generic[InputsT]):
    """A part of the spec as far as it could be read.

    Attributes:
        inputs: its inputs. Where something was wrong with it, a stand-in without that: other parts may
            refer to it, and what is wrong with them is to be told at the same time.
        wrong: the fields that were wrong.
        usable: whether ``inputs`` are whole enough to be checked against the estate.
    """

    inputs: InputsT
    wrong: frozenset[str] = frozenset()
    usable: bool = True


@dataclass
class Parts:
    """All parts of one spec in one environment."""

    head: Part[EstateInputs]
    sections: dict[str, dict[str, Part[PairedInputs]]] = field(default_factory=dict)
    settings: dict[str, Part[Inputs]] = field(default_factory=dict)

    def estate(self, environment: str) -> Estate:
        """The estate that they make."""
        head = self.head.inputs
        pair = pair_of(list(head.pair)) or PAIRS[0]
        return Estate(
            name=head.estate,
            environment=environment,
            account=head.account,
            pair=pair,
            home=pair.first if head.home is None else pair[head.home],
            tags=head.tags,
            sections={
                section: {name: part.inputs for name, part in parts.items()}
                for section, parts in self.sections.items()
            },
            settings={section: part.inputs for section, part in self.settings.items()},
        )


def with_defaults(root: MappingNode) -> MappingNode:
    """The spec with each section's defaults laid under its resources."""
    entries = dict(root.entries)
    for kind in KINDS:
        section, below = mapping_at(root, kind.section), (DEFAULTS, kind.section)
        spot = follow(root, below)
        if kind.single or section is None or spot.rest or not isinstance(spot.node, MappingNode):
            continue
        resources = {
            name: Entry(entry.line, entry.column, lay_under(entry.node, spot.node, spot.path), entry.written)
            for name, entry in section.entries.items()
        }
        entry = entries[kind.section]
        filled = MappingNode(section.line, section.column, resources, section.overlay)
        entries[kind.section] = Entry(entry.line, entry.column, filled, entry.written)
    return MappingNode(root.line, root.column, entries, root.overlay)


def read_parts(root: MappingNode, environment: str, report: Report) -> Parts:
    """Validate every part of a spec that has its defaults in place; what is wrong goes to the report."""
    parts = Parts(_read_head(root, environment, report))
    for kind in KINDS:
        if kind.single:
            entry = entry_at(root, kind.section)
            parts.settings[kind.section] = _read(
                root, (kind.section,), entry.node if entry else EMPTY, kind.inputs, report
            )
        else:
            parts.sections[kind.section] = _read_section(root, kind, report)
    _check_shape(root, DEFAULTS, "defaults by section", report)
    return parts


def check_whole(root: MappingNode, parts: Parts, estate: Estate, report: Report) -> None:
    """Note what only the whole estate shows, kind by kind."""
    for kind in KINDS:
        if kind.single:
            _check_part(root, kind, estate, (kind.section,), parts.settings[kind.section], report)
            continue
        for name, part in parts.sections[kind.section].items():
            _check_part(root, kind, estate, (kind.section, name), part, report)


def _check_part(
    root: Node, kind: Kind, estate: Estate, steps: tuple[Step, ...], part: Part[Any], report: Report
) -> None:
    if not part.usable:
        return
    codes = tuple(region.code for region in estate.pair)
    regions = part.inputs.regions if isinstance(part.inputs, PairedInputs) else {}
    for code in regions:
        if code not in codes:
            report.error(
                place_of(root, (*steps, "regions", code), at_key=True),
                f"'{code}' is not a Region of the pair",
                f"allowed are {' and '.join(codes)}",
            )
    # A check may stumble over a stand-in; what is wrong with that one has been said then.
    with suppress(*((Exception,) if report.has_errors else ())):
        for finding in kind.check(estate, str(steps[-1]), part.inputs):
            if not (part.wrong and (not finding.path or finding.path[0] in part.wrong)):
                report.error(place_of(root, (*steps, *finding.path)), finding.wrong, finding.allowed)


def _read_head(root: MappingNode, environment: str, report: Report) -> Part[EstateInputs]:
    entries = {key: entry for key, entry in root.entries.items() if key in EstateInputs.model_fields}
    stand_ins = {"estate": "estate", "account": "0" * 12}
    if environment and "account" not in entries:
        place = place_of(root, ())
        report.error(
            type(place)(place.line, place.column, (SECTION, environment, "account")),
            "missing",
            "allowed are twelve digits in quotes, here or at the top for all environments",
        )
        entries["account"] = Entry(1, 1, EMPTY)
    return _read(root, (), MappingNode(1, 1, entries), EstateInputs, report, stand_ins)


def _read_section(root: MappingNode, kind: Kind, report: Report) -> dict[str, Part[PairedInputs]]:
    _check_shape(root, kind.section, f"{kind.section} by name", report)
    section = mapping_at(root, kind.section)
    parts: dict[str, Part[Any]] = {}
    for name, entry in section.entries.items() if section else ():
        steps = (kind.section, name)
        try:
            _NAME.validate_python(name)
        except ValidationError as error:
            refused = error.errors()[0]["ctx"]["error"]
            if not isinstance(refused, RefusedError):
                raise
            report.error(place_of(root, steps, at_key=True), refused.wrong, refused.allowed)
        parts[name] = _read(root, steps, entry.node, kind.inputs, report)
    return parts


def _check_shape(root: MappingNode, key: str, content: str, report: Report) -> None:
    entry = entry_at(root, key)
    if entry and not isinstance(entry.node, MappingNode):
        report.error(place_of(root, (key,)), f"this is {type_of(entry.node)}", f"allowed is a mapping of {content}")


def _read(
    root: MappingNode,
    steps: tuple[Step, ...],
    node: Node,
    model: type[InputsT],
    report: Report,
    stand_ins: Mapping[str, str] | None = None,
) -> Part[InputsT]:
    values = plain(node)
    try:
        return Part(_validated(model, values))
    except ValidationError as error:
        found = tuple(complaints(error, model, node))
    for complaint in found:
        place = place_of(root, (*steps, *complaint.steps), at_key=complaint.at_key)
        report.error(place, complaint.wrong, complaint.allowed)
    wrong = frozenset(str(complaint.steps[0]) for complaint in found if complaint.steps)
    return _stand_in(model, values if isinstance(values, dict) else {}, wrong, stand_ins or {})


def _validated(model: type[InputsT], values: Any) -> InputsT:
    # As JSON, because only there strict means strict and a list is still a tuple: text is no number.
    return model.model_validate_json(json.dumps(values), strict=True)


def _stand_in(
    model: type[InputsT], values: dict[str, Any], wrong: frozenset[str], stand_ins: Mapping[str, str]
) -> Part[InputsT]:
    left = {**stand_ins} | {key: value for key, value in values.items() if key not in wrong}
    try:
        return Part(_validated(model, left), wrong)
    except ValidationError:
        needed = dict.fromkeys(model.model_fields, None)
        return Part(model.model_construct(**needed), wrong, usable=False)
