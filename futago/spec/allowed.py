"""What a setting may be, in words, from its JSON Schema."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Any

from pydantic import BaseModel

from futago.spec.nodes import Step
from futago.spec.words import listed, quoted

Schema = Mapping[str, Any]

_ANYTHING: Schema = {}


@cache
def schema_of(model: type[BaseModel]) -> Schema:
    """The JSON Schema of a model; made for the first message that needs it."""
    return model.model_json_schema()


def allowed_at(model: type[BaseModel], steps: tuple[Step, ...]) -> str:
    """What is allowed at these steps below the model, as the end of a sentence."""
    whole = schema_of(model)
    return allowed(_descend(whole, whole, steps), whole)


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
    if not alternatives:
        return [schema]
    return [arm for one in alternatives if one.get("type") != "null" for arm in _arms(one, whole)]


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
    return [str(value) if isinstance(value, str | int) else quoted(str(value)) for value in values]


def _words(arm: Schema) -> str:
    if _choices(arm):
        return ""
    match arm.get("type"):
        case "integer":
            return f"a whole number{_range(arm, 'imum')}"
        case "number":
            return f"a number{_range(arm, 'imum')}"
        case "string":
            return f"text{_range(arm, 'Length', ' of', ' characters')}{_form(arm)}"
        case "array":
            return f"a list{_range(arm, 'Items', ' of', ' items')}"
        case "object" if "properties" in arm:
            needed = arm.get("required")
            return f"a mapping with {listed(needed)}" if needed else "a mapping"
        case "object":
            return f"a mapping{_range(arm, 'Properties', ' of', ' entries')}"
        case _:
            return "another value"


def _form(arm: Schema) -> str:
    if "pattern" not in arm:
        return f" ({arm['format']})" if "format" in arm else ""
    examples = arm.get("examples")
    return f" such as {quoted(examples[0])}" if examples else f" that matches {arm['pattern']}"


def _range(arm: Schema, suffix: str, before: str = "", unit: str = "") -> str:
    least, most = arm.get(f"min{suffix}"), arm.get(f"max{suffix}")
    if suffix == "imum":
        above, below = arm.get("exclusiveMinimum"), arm.get("exclusiveMaximum")
        if above is not None or below is not None:
            bounds = (("above", above), ("below", below), ("from", least), ("to", most))
            return "".join(f" {word} {bound}" for word, bound in bounds if bound is not None)
    if least is not None and most is not None:
        span = f"{least}" if least == most else f"{least} to {most}"
        return f"{before or ' from'} {span}{unit}"
    if least is not None:
        return f"{before} of at least {least}{unit}".replace(" of of", " of")
    return f"{before} of at most {most}{unit}".replace(" of of", " of") if most is not None else ""
