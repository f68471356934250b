"""What a setting may be, in words, from its JSON Schema."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from typing import Any

from pydantic import BaseModel

from futago.spec.nodes import Step
from futago.spec.words import listed, quoted

Schema = Mapping[str, Any]

_ANYTHING: Schema = {}
_FORMATS = {"ipv4network": " that is a CIDR block such as 10.0.0.0/16"}
_SIZED = {
    "string": ("text", "Length", "characters"),
    "array": ("a list", "Items", "items"),
    "object": ("a mapping", "Properties", "keys"),
}


@cache
def schema_of(model: type[BaseModel]) -> Schema:
    """The JSON Schema of a model; made for the first message that needs it."""
    return model.model_json_schema()


def allowed_at(model: type[BaseModel], steps: tuple[Step, ...]) -> str:
    """What is allowed at these steps below the model, as the end of a sentence."""
    whole = schema_of(model)
    return allowed(_descend(whole, whole, steps), whole)


def required_at(model: type[BaseModel], steps: tuple[Step, ...]) -> tuple[str, ...]:
    """The keys that the mapping at these steps must have."""
    whole = schema_of(model)
    arms = _arms(_descend(whole, whole, steps), whole)
    return tuple(key for arm in arms for key in arm.get("required", ()))


def takes_text(model: type[BaseModel], steps: tuple[Step, ...], text: str) -> bool:
    """Whether this text may stand at these steps."""
    whole = schema_of(model)
    arms = _arms(_descend(whole, whole, steps), whole)
    return any(arm.get("type") == "string" and re.search(arm.get("pattern", ""), text) for arm in arms)


def allowed(schema: Schema, whole: Schema) -> str:
    """What a schema allows, as the end of a sentence.

    Args:
        schema: the schema.
        whole: the one that holds what it refers to.
    """
    words = [_words(arm) for arm in _arms(schema, whole)]
    choices = [name for arm in _arms(schema, whole) for name in _choices(arm)]
    if choices and not any(words):
        return f"allowed {'are' if len(choices) > 1 else 'is'} {listed(choices)}"
    return f"allowed is {listed(filter(None, [*words, *choices]), last='or')}"


def _resolved(schema: Schema, whole: Schema) -> Schema:
    while "$ref" in schema:
        schema = whole["$defs"][schema["$ref"].removeprefix("#/$defs/")]
    return schema


def _arms(schema: Schema, whole: Schema) -> list[Schema]:
    """The alternatives of a schema but for null, which stands for "left out"."""
    schema = _resolved(schema, whole)
    alternatives = schema.get("anyOf") or schema.get("oneOf")
    if not alternatives or "enum" in schema:
        return [schema]
    shared = {"examples": schema["examples"]} if "examples" in schema else {}
    others = (one for one in alternatives if one.get("type") != "null")
    return [{**shared, **arm} for one in others for arm in _arms(one, whole)]


def _descend(schema: Schema, whole: Schema, steps: tuple[Step, ...]) -> Schema:
    if not steps:
        return schema
    for arm in _arms(schema, whole):
        below = _below(arm, steps[0])
        if below is not None:
            return _descend(below, whole, steps[1:])
    return _ANYTHING


def _below(arm: Schema, step: Step) -> Schema | None:
    if isinstance(step, int):
        fixed = arm.get("prefixItems", ())
        found = fixed[step] if step < len(fixed) else arm.get("items")
    else:
        patterns = arm.get("patternProperties", {}).values()
        found = arm.get("properties", {}).get(step) or next(iter(patterns), arm.get("additionalProperties"))
    return found if isinstance(found, Mapping) else None


def _choices(arm: Schema) -> list[str]:
    if arm.get("type") == "boolean" and "const" not in arm:
        return ["true", "false"]
    values = [arm["const"]] if "const" in arm else arm.get("enum", ())
    return [f"[{', '.join(value)}]" if isinstance(value, list) else str(value) for value in values]


def _words(arm: Schema) -> str:
    if _choices(arm):
        return ""
    kind = arm.get("type", "")
    if kind in {"integer", "number"}:
        return ("a whole number" if kind == "integer" else "a number") + _range(arm)
    if kind == "object" and arm.get("required"):
        return f"a mapping with {listed(arm['required'])}"
    if kind in _SIZED:
        words, suffix, unit = _SIZED[kind]
        return words + (_form(arm) or _size(arm.get(f"min{suffix}"), arm.get(f"max{suffix}"), unit))
    return "another value"


def _form(arm: Schema) -> str:
    if "pattern" in arm:
        examples = arm.get("examples")
        return f" such as {quoted(examples[0])}" if examples else f" that matches {arm['pattern']}"
    return _FORMATS.get(arm.get("format", ""), "")


def _range(arm: Schema) -> str:
    bounds = {
        "from": arm.get("minimum"),
        "above": arm.get("exclusiveMinimum"),
        "to": arm.get("maximum"),
        "below": arm.get("exclusiveMaximum"),
    }
    said = {word: bound for word, bound in bounds.items() if bound is not None}
    if len(said) == 1:
        said = {
            {"from": "of at least", "to": "of at most"}.get(word, word): bound for word, bound in said.items()
        }
    return "".join(f" {word} {bound:g}" for word, bound in said.items())


def _size(least: int | None, most: int | None, unit: str) -> str:
    if (least, most) in {(1, 1), (1, None), (None, 1)}:
        unit = unit.removesuffix("s")
    if least is not None and most is not None:
        return f" of {least}{'' if least == most else f' to {most}'} {unit}"
    if least is not None:
        return f" of at least {least} {unit}"
    return f" of at most {most} {unit}" if most is not None else ""
