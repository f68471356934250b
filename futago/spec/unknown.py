"""Finds the keys of a spec that no model knows: a misspelt key would else be a setting lost."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cache
from types import UnionType
from typing import Annotated, Any, Union, get_args, get_origin

from futago.spec.environments import DEFAULTS, OVERLAID, SECTION
from futago.spec.head import EstateInputs
from futago.spec.nodes import ListNode, MappingNode, Node, Step
from futago.spec.words import listed, quoted
from modules.catalog import KINDS
from modules.inputs import Inputs, Overrides

LISTED_MAX = 18
"""Names that one can still read in a message."""
OWN_PREFIX = "x-"
"""Top-level keys that start so are the user's own: a place for anchors."""


@dataclass(frozen=True, slots=True)
class Unknown:
    """A key that means nothing where it stands.

    Attributes:
        steps: the way to it from the top of the file.
        wrong: what is wrong, naming the key.
        allowed: the nearest known key, and all that are known there.
        lost: true if it is a setting that works elsewhere: ignoring it would break what the user wants.
    """

    steps: tuple[Step, ...]
    wrong: str
    allowed: str
    lost: bool = False


def unknown_keys(root: MappingNode) -> Iterator[Unknown]:
    """Every unknown key of the file, its defaults and environments included."""
    sections = tuple(kind.section for kind in KINDS)
    known = (*EstateInputs.model_fields, DEFAULTS, *sections, SECTION)
    own = [key for key in root.entries if key.startswith(OWN_PREFIX)]
    yield from _strangers(root, (*known, *own), (), shown=known)
    yield from _in_part(root, ())
    environments = root.entries.get(SECTION)
    if environments and isinstance(environments.node, MappingNode):
        for name, entry in environments.node.entries.items():
            yield from _strangers(entry.node, known, (SECTION, name), shown=(*OVERLAID, *sections))
            yield from _in_part(entry.node, (SECTION, name))


def _in_part(node: Node, steps: tuple[Step, ...]) -> Iterator[Unknown]:
    """The unknown keys of the sections and defaults of the spec or of an overlay."""
    if not isinstance(node, MappingNode):
        return
    for kind in KINDS:
        shape = kind.inputs if kind.single else Mapping[str, kind.inputs]  # type: ignore[name-defined] # a value
        if kind.section in node.entries:
            yield from _in(node.entries[kind.section].node, shape, (*steps, kind.section))
    if DEFAULTS in node.entries:
        paired = {kind.section: kind.inputs for kind in KINDS if not kind.single}
        defaults = node.entries[DEFAULTS].node
        yield from _strangers(defaults, tuple(paired), (*steps, DEFAULTS))
        for section, model in paired.items():
            if isinstance(defaults, MappingNode) and section in defaults.entries:
                yield from _in(defaults.entries[section].node, model, (*steps, DEFAULTS, section))


def _in(
    node: Node, shape: Any, steps: tuple[Step, ...], around: type[Inputs] | None = None
) -> Iterator[Unknown]:
    """The unknown keys of a value that is to have this shape; ``around`` is the model that it lies in."""
    if isinstance(node, ListNode):
        item = _item_shape(shape)
        for index, below in enumerate(node.items):
            yield from _in(below, item, (*steps, index), around)
    elif isinstance(node, MappingNode):
        model = _model(shape)
        if model is None:
            value = _value_shape(shape)
            for key, entry in node.entries.items():
                yield from _in(entry.node, value, (*steps, key), around)
            return
        fields = _fields(model)
        if fields or not issubclass(model, Overrides):  # overrides where none are allowed are refused whole
            yield from _strangers(
                node, tuple(fields), steps, around=around if issubclass(model, Overrides) else None
            )
        for key, entry in node.entries.items():
            if key in fields:
                yield from _in(entry.node, fields[key], (*steps, key), model)


def _strangers(
    node: Node,
    known: Sequence[str],
    steps: tuple[Step, ...],
    *,
    shown: Sequence[str] | None = None,
    around: type[Inputs] | None = None,
) -> Iterator[Unknown]:
    if not isinstance(node, MappingNode):
        return
    names = f"known are {listed(shown or known)}"
    if len(known) > LISTED_MAX:
        names = f"futago schema lists the {len(known)} that are known"
    for key in node.entries.keys() - set(known):
        if around and key in _fields(around):
            wrong = f"{quoted(key)} is equal in both Regions"
            yield Unknown((*steps, key), wrong, f"one Region may differ in {listed(known)}", lost=True)
            continue
        near = get_close_matches(key, known, n=1)
        guess = f"did you mean {quoted(near[0])}? " if near else ""
        yield Unknown((*steps, key), f"unknown key {quoted(key)}", f"{guess}{names}")


@cache
def _fields(model: type[Inputs]) -> Mapping[str, Any]:
    """The annotations of a model's fields by their keys in the spec."""
    return {field.alias or name: field.annotation for name, field in model.model_fields.items()}


@cache
def _arms(shape: Any) -> tuple[Any, ...]:
    """The alternatives of an annotation."""
    origin = get_origin(shape)
    if origin is Annotated:
        return _arms(get_args(shape)[0])
    if origin in {Union, UnionType}:
        return tuple(arm for one in get_args(shape) for arm in _arms(one))
    return (shape,)


@cache
def _model(shape: Any) -> type[Inputs] | None:
    return next((arm for arm in _arms(shape) if isinstance(arm, type) and issubclass(arm, Inputs)), None)


@cache
def _value_shape(shape: Any) -> Any:
    """What the values of a mapping of this shape are."""
    for arm in _arms(shape):
        origin = get_origin(arm)
        if isinstance(origin, type) and issubclass(origin, Mapping):
            return get_args(arm)[1]
    return Any


@cache
def _item_shape(shape: Any) -> Any:
    """What the items of a list of this shape are."""
    for arm in _arms(shape):
        origin = get_origin(arm)
        if isinstance(origin, type) and issubclass(origin, Sequence | frozenset):
            return get_args(arm)[0]
    return Any
