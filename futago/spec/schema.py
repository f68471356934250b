"""The JSON Schema of a spec, for editors."""

from __future__ import annotations

from copy import deepcopy
from typing import Any

from pydantic.json_schema import GenerateJsonSchema, models_json_schema

from futago.names import NAME_PATTERN
from futago.spec.environments import DEFAULTS, OVERLAID, SECTION
from futago.spec.head import EstateInputs
from futago.spec.unknown import OWN_PREFIX
from modules.catalog import KINDS
from modules.inputs import Inputs

_NAME = {"pattern": f"^{NAME_PATTERN.pattern}$"}
_WHOLE = "Whole"
"""Ends the name of a model's schema with everything in it that is required."""


class _Generator(GenerateJsonSchema):
    """Pydantic's schema without titles that only repeat the fields' names."""

    def field_title_should_be_set(self, schema: Any) -> bool:  # noqa: ARG002 # pydantic's signature
        return False


def schema() -> dict[str, Any]:
    """The JSON Schema (2020-12) of a spec, made from the models that read it.

    What a resource must have may come from the defaults or from an environment. So it is required only
    in a spec that has neither; in the others ``futago validate`` sees it, and a schema can't.
    """
    models: list[type[Inputs]] = [EstateInputs, *(kind.inputs for kind in KINDS)]
    refs, document = models_json_schema(
        [(model, "validation") for model in models],
        schema_generator=_Generator,
        ref_template="#/$defs/{model}",
    )
    defs: dict[str, Any] = {}
    for name, definition in document["$defs"].items():
        _close(definition)
        defs[name] = _loose(definition)
        defs[name + _WHOLE] = _renamed(definition)
    names = {model: refs[model, "validation"]["$ref"].removeprefix("#/$defs/") for model in models}
    head = defs.pop(names[EstateInputs])["properties"]
    defs.pop(names[EstateInputs] + _WHOLE)
    sections = {kind.section: _section(names[kind.inputs], single=kind.single) for kind in KINDS}
    return _document(head, sections, defs, names)


def _document(
    head: dict[str, Any], sections: dict[str, Any], defs: dict[str, Any], names: dict[type[Inputs], str]
) -> dict[str, Any]:
    paired = {kind.section: names[kind.inputs] for kind in KINDS if not kind.single}
    defaults = {
        "type": "object",
        "description": "What every resource of a section has that does not say otherwise",
        "properties": {section: {"$ref": f"#/$defs/{name}"} for section, name in paired.items()},
        "additionalProperties": False,
    }
    overlay = {
        "type": "object",
        "description": "What is otherwise in this environment",
        "properties": {key: value for key, value in head.items() if key in OVERLAID}
        | {DEFAULTS: defaults}
        | sections,
        "additionalProperties": False,
    }
    environments = {
        "type": "object",
        "description": "Small overlays of this spec, such as staging and production",
        "minProperties": 1,
        "propertyNames": _NAME,
        "additionalProperties": overlay,
    }
    whole = {section: _section(name + _WHOLE, single=False) for section, name in paired.items()}
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "futago spec",
        "description": "An estate in a pair of AWS Regions",
        "type": "object",
        "properties": head | {DEFAULTS: defaults} | sections | {SECTION: environments},
        "patternProperties": {f"^{OWN_PREFIX}": {"description": "The user's own: a place for anchors"}},
        "additionalProperties": False,
        "required": ["estate"],
        "anyOf": [{"required": ["account"]}, {"required": [SECTION]}],
        "if": {"not": {"anyOf": [{"required": [DEFAULTS]}, {"required": [SECTION]}]}},
        "then": {"properties": whole},
        "$defs": defs,
    }


def _section(name: str, *, single: bool) -> dict[str, Any]:
    reference = {"$ref": f"#/$defs/{name}"}
    if single:
        return reference
    return {"type": "object", "propertyNames": _NAME, "additionalProperties": reference}


def _close(definition: Any) -> None:
    """Refuse unknown keys in every mapping of known ones."""
    for mapping in _mappings(definition):
        if isinstance(mapping.get("properties"), dict):
            mapping.setdefault("additionalProperties", False)


def _loose(definition: Any) -> Any:
    """The definition with nothing in it required."""
    loose = deepcopy(definition)
    for mapping in _mappings(loose):
        if isinstance(mapping.get("required"), list):
            del mapping["required"]
    return loose


def _renamed(definition: Any) -> Any:
    """The definition, referring to the whole ones."""
    renamed = deepcopy(definition)
    for mapping in _mappings(renamed):
        if isinstance(mapping.get("$ref"), str):
            mapping["$ref"] += _WHOLE
    return renamed


def _mappings(value: Any) -> list[dict[str, Any]]:
    """Every mapping in a JSON value, itself included."""
    below = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    own = [value] if isinstance(value, dict) else []
    return own + [mapping for each in below for mapping in _mappings(each)]
