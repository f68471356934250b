"""From nodes to an Estate: every part validated on its own, then what only the whole estate shows."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any, Generic, Literal, TypeVar, get_args, get_origin

from pydantic import ValidationError

from futago.names import BUCKET_MAX
from futago.spec.environments import DEFAULTS, SECTION
from futago.spec.head import EstateInputs
from futago.spec.nodes import EMPTY, Entry, MappingNode, Node, Place, ScalarNode, Step, follow, plain
from futago.spec.overlay import entry_at, lay_under, mapping_at
from futago.spec.report import Report, place_of
from futago.spec.sentences import complaints
from futago.spec.words import listed, mistyped, quoted
from modules.catalog import KINDS
from modules.estate import Estate
from modules.inputs import Inputs, PairedInputs, ResourceName
from modules.kind import Kind
from regions import PAIRS, pair_of

InputsT = TypeVar("InputsT", bound=Inputs)

_ACCOUNT = "0" * 12
"""Stands in for an account that is missing or wrong."""
_STAND_INS: Mapping[type[Inputs], Mapping[str, str]] = {
    EstateInputs: {"estate": "estate", "account": _ACCOUNT},
}


OWN_TAGS = 2
"""Tags that every resource has from futago: the estate and the environment."""
TAGS_MAX = 50
"""Tags of one resource (AWS Tag Editor User Guide, "Tag naming limits and requirements")."""


class _Named(Inputs):
    name: ResourceName


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


class Reading:
    """Reads one spec in one environment; everything wrong goes to the report.

    Args:
        root: the spec with the environment laid over it.
        environment: the environment's name; empty where the spec has none.
        report: takes what is wrong.
    """

    def __init__(self, root: MappingNode, environment: str, report: Report) -> None:
        self._root = with_defaults(root)
        self._environment = environment
        self._report = report

    def estate(self) -> Estate:
        """The estate; with stand-ins for what the report says is wrong."""
        head = self._head().inputs
        self._need_mapping(DEFAULTS, "defaults by section")
        parts = {kind.section: dict(self._parts(kind)) for kind in KINDS}
        pair = pair_of(list(head.pair)) or PAIRS[0]
        estate = Estate(
            name=head.estate,
            environment=self._environment,
            account=head.account,
            pair=pair,
            home=pair.first if head.home is None else pair[head.home],
            tags=head.tags,
            sections={kind.section: _inputs(parts[kind.section]) for kind in KINDS if not kind.single},
            settings={kind.section: _inputs(parts[kind.section])[""] for kind in KINDS if kind.single},
        )
        self._check_state_bucket(estate)
        for kind in KINDS:
            for name, part in parts[kind.section].items():
                self._check(kind, name, part, estate)
        return estate

    def place(self, steps: tuple[Step, ...]) -> Place:
        """Where what holds in this environment was written."""
        return place_of(self._root, steps)

    def _head(self) -> Part[EstateInputs]:
        entries = {
            key: entry for key, entry in self._root.entries.items() if key in EstateInputs.model_fields
        }
        if self._environment and "account" not in entries:
            overlay = self.place(())
            self._report.error(
                Place(overlay.line, overlay.column, (SECTION, self._environment, "account")),
                "missing",
                "allowed are twelve digits in quotes, here or at the top for all environments",
            )
            entries["account"] = Entry(1, 1, ScalarNode(1, 1, _ACCOUNT, _ACCOUNT, plain=False))
        return self._read((), MappingNode(1, 1, entries), EstateInputs)

    def _parts(self, kind: Kind) -> Iterator[tuple[str, Part[Any]]]:
        """The parts of a kind by name; a setting that is there once has none."""
        entry = entry_at(self._root, kind.section)
        if kind.single:
            yield "", self._read((kind.section,), entry.node if entry else EMPTY, kind.inputs)
            return
        self._need_mapping(kind.section, f"{kind.section} by name")
        section = mapping_at(self._root, kind.section)
        for name, resource in section.entries.items() if section else ():
            steps = (kind.section, name)
            part = self._read(steps, resource.node, kind.inputs)
            yield name, part if self._is_name(name, steps) else replace(part, usable=False)

    def _read(self, steps: tuple[Step, ...], node: Node, model: type[InputsT]) -> Part[InputsT]:
        """Validate the node at these steps as a model."""
        values = plain(node)
        try:
            return Part(_validated(model, values))
        except ValidationError as error:
            found = tuple(complaints(error, model, node))
        for complaint in found:
            place = place_of(self._root, (*steps, *complaint.steps), at_key=complaint.at_key)
            self._report.error(place, complaint.wrong, complaint.allowed)
        wrong = frozenset(str(complaint.steps[0]) for complaint in found if complaint.steps)
        return _stand_in(model, values if isinstance(values, dict) else {}, wrong)

    def _is_name(self, name: str, steps: tuple[Step, ...]) -> bool:
        try:
            _Named(name=name)
        except ValidationError as error:
            node = MappingNode(1, 1, {"name": Entry(1, 1, ScalarNode(1, 1, name, name, plain=False))})
            for complaint in complaints(error, _Named, node):
                self._report.error(
                    place_of(self._root, steps, at_key=True), complaint.wrong, complaint.allowed
                )
            return False
        return True

    def _need_mapping(self, key: str, content: str) -> None:
        entry = entry_at(self._root, key)
        if entry and not isinstance(entry.node, MappingNode):
            allowed = f"allowed is a mapping of {content}"
            self._report.error(place_of(self._root, (key,)), mistyped(entry.node), allowed)

    def _check(self, kind: Kind, name: str, part: Part[Any], estate: Estate) -> None:
        """Note what only the whole estate shows about a part."""
        if not part.usable:
            return
        steps = (kind.section, name) if name else (kind.section,)
        if isinstance(part.inputs, PairedInputs):
            self._check_regions(part.inputs, steps, estate)
            self._check_tags(part.inputs, steps, estate)
        try:
            findings = tuple(kind.check(estate, name or kind.section, part.inputs))
        except Exception:
            if not self._report.has_errors:
                raise
            return  # it stumbled over a stand-in, and what is wrong with that one has been said
        for finding in findings:
            if not (part.wrong and (not finding.path or finding.path[0] in part.wrong)):
                place = place_of(self._root, (*steps, *finding.path))
                note = self._report.warning if finding.is_warning else self._report.error
                note(place, finding.wrong, finding.allowed)

    def _check_regions(self, inputs: PairedInputs, steps: tuple[Step, ...], estate: Estate) -> None:
        codes = tuple(region.code for region in estate.pair)
        for code in inputs.regions:
            if code not in codes:
                place = place_of(self._root, (*steps, "regions", code), at_key=True)
                wrong = f"{quoted(code)} is not a Region of the pair"
                self._report.error(place, wrong, f"allowed are {listed(codes)}")

    def _check_tags(self, inputs: PairedInputs, steps: tuple[Step, ...], estate: Estate) -> None:
        count = len({**estate.tags, **inputs.tags}) + OWN_TAGS
        if count > TAGS_MAX:
            wrong = f"with the estate's {len(estate.tags)} and futago's {OWN_TAGS} there are {count} tags"
            self._report.error(self.place((*steps, "tags")), wrong, f"AWS allows {TAGS_MAX}")

    def _check_state_bucket(self, estate: Estate) -> None:
        bucket = estate.names.state_bucket(estate.pair.first.short_code)
        if len(bucket) > BUCKET_MAX:
            self._report.error(
                self.place(("estate",)),
                f"the bucket for Terraform's state, '{bucket}', has {len(bucket)} characters",
                f"at most {BUCKET_MAX} are allowed: shorten the estate's or the environment's name",
            )


def with_defaults(root: MappingNode) -> MappingNode:
    """The spec with each section's defaults laid under its resources."""
    entries = dict(root.entries)
    for kind in KINDS:
        section = mapping_at(root, kind.section)
        defaults = follow(root, (DEFAULTS, kind.section))
        if kind.single or section is None or defaults.rest:
            continue
        resources = {
            name: replace(entry, node=lay_under(entry.node, defaults.node, defaults.path))
            for name, entry in section.entries.items()
        }
        filled = replace(section, entries=resources)
        entries[kind.section] = replace(entries[kind.section], node=filled)
    return replace(root, entries=entries)


def _inputs(parts: Mapping[str, Part[Any]]) -> dict[str, Any]:
    return {name: part.inputs for name, part in parts.items()}


def _validated(model: type[InputsT], values: object) -> InputsT:
    # As JSON, because there strict means that text is no number, and a list is a tuple all the same.
    return model.model_validate_json(json.dumps(values), strict=True)


def _stand_in(model: type[Inputs], values: dict[str, Any], wrong: frozenset[str]) -> Part[Any]:
    """What is right in the values, filled up where the model requires what was wrong or left out."""
    right = {key: value for key, value in values.items() if key not in wrong}
    fill = {key: value for key, value in _fill(model).items() if key not in right}
    try:
        return Part(_validated(model, {**fill, **right}), wrong | fill.keys())
    except ValidationError:
        return Part(model.model_construct(), wrong, usable=False)


def _fill(model: type[Inputs]) -> dict[str, Any]:
    """A value for each field that the model requires: its stand-in, its example, or its first choice."""
    required = {name: field for name, field in model.model_fields.items() if field.is_required()}
    examples = {name: field.examples[0] for name, field in required.items() if field.examples}
    choices = {
        name: get_args(field.annotation)[0]
        for name, field in required.items()
        if get_origin(field.annotation) is Literal
    }
    return {**choices, **examples, **_STAND_INS.get(model, {})}
