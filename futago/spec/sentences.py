"""Turns what pydantic finds into this project's sentences."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from futago.spec.allowed import allowed_at, required_at, takes_text
from futago.spec.nodes import ListNode, MappingNode, Node, ScalarNode, Spot, Step, follow
from futago.spec.scalars import resolve
from futago.spec.words import mistyped, quoted, shown
from modules.inputs import RefusedError

_KEY = "[key]"
"""What pydantic puts behind a key that it refuses."""


@dataclass(frozen=True, slots=True)
class Complaint:
    """One thing wrong below a node.

    Attributes:
        steps: the way from the node to it.
        wrong: what is wrong, naming the value.
        allowed: what would be right.
        at_key: true if it is the key at the end of the way, false if its value.
    """

    steps: tuple[Step, ...]
    wrong: str
    allowed: str
    at_key: bool = False


def complaints(error: ValidationError, model: type[BaseModel], node: Node) -> Iterator[Complaint]:
    """Everything that ``error`` says about the node, which was to be a ``model``."""
    details = error.errors(include_url=False, include_input=False)
    seen: set[tuple[Step, ...]] = set()
    for detail in details:
        steps = detail["loc"]
        if detail["type"] == "too_short" and any(_is_below(other["loc"], steps) for other in details):
            continue  # items that were refused on their own are not counted
        complaint = _complaint(detail, model, node)
        # Of the alternatives of a union each complains; what is allowed names them all.
        if complaint.at_key or complaint.steps not in seen:
            seen.add(complaint.steps)
            yield complaint


def _is_below(inner: tuple[Step, ...], outer: tuple[Step, ...]) -> bool:
    return len(inner) > len(outer) and inner[: len(outer)] == outer


def _complaint(detail: ErrorDetails, model: type[BaseModel], node: Node) -> Complaint:
    steps = tuple(detail["loc"])
    if steps and steps[-1] == _KEY:
        wrong, allowed = _key_sentence(detail, str(steps[-2]))
        return Complaint(steps[:-1], wrong, allowed, at_key=True)
    spot = follow(node, steps)
    if detail["type"] == "missing":
        return Complaint(steps, "missing", allowed_at(model, steps))
    found = steps[: len(steps) - len(spot.rest)]
    refused = detail.get("ctx", {}).get("error")
    if isinstance(refused, RefusedError):
        return Complaint(found, refused.wrong, refused.allowed)
    wrong = _wrong(detail, spot)
    return Complaint(found, wrong, allowed_at(model, found) + _hint(detail["type"], spot.node, model, found))


def _key_sentence(detail: ErrorDetails, key: str) -> tuple[str, str]:
    refused = detail.get("ctx", {}).get("error")
    if isinstance(refused, RefusedError):
        return refused.wrong, refused.allowed
    match detail["type"]:
        case "string_too_short":
            least = detail["ctx"]["min_length"]
            return f"key {quoted(key)} has {len(key)} characters", f"at least {least} are needed"
        case "string_too_long":
            most = detail["ctx"]["max_length"]
            return f"key {quoted(key)} has {len(key)} characters", f"at most {most} are allowed"
        case "string_pattern_mismatch":
            return f"key {quoted(key)} is not allowed", f"it must match {detail['ctx']['pattern']}"
        case "literal_error" | "enum":
            return f"key {quoted(key)} is not allowed", f"allowed are {detail['ctx']['expected']}"
        case _:
            return f"key {quoted(key)} is not allowed", detail["msg"]


def _wrong(detail: ErrorDetails, spot: Spot) -> str:
    kind, node = detail["type"], spot.node
    if kind.endswith("_type") or kind in {"is_instance_of", "int_from_float", "none_required"}:
        return mistyped(node)
    if kind in {"greater_than_equal", "greater_than", "less_than_equal", "less_than"}:
        return f"{shown(node)} is too {'small' if kind.startswith('greater') else 'large'}"
    if kind.endswith(("too_short", "too_long")):
        return _of_wrong_length(node)
    if kind == "string_pattern_mismatch":
        return f"{shown(node)} does not match {detail['ctx']['pattern']}"
    return f"{shown(node)} is not allowed"


def _of_wrong_length(node: Node) -> str:
    match node:
        case ScalarNode():
            return f"{shown(node)} has {len(node.text)} characters"
        case ListNode():
            return f"the list has {len(node.items)} items"
        case MappingNode():
            return f"the mapping has {len(node.entries)} entries"
    return f"{shown(node)} has a wrong length"


def _hint(kind: str, node: Node, model: type[BaseModel], steps: tuple[Step, ...]) -> str:
    """How to write what was probably meant, where quotes or braces decide."""
    if not isinstance(node, ScalarNode):
        return ""
    if kind == "model_type" and node.value is None and not required_at(model, steps):
        return ", {} at least"
    if kind == "string_type" and node.value is not None and takes_text(model, steps, node.text):
        return f': put it in quotes, "{node.text}"'
    if kind in {"int_type", "float_type", "bool_type"} and not node.plain:
        return ", without quotes" if not isinstance(resolve(node.text), str | None) else ""
    return ""
