"""Observations as JSON and back: what was decided from them can be decided again after a crash."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Final, Literal

from pydantic import TypeAdapter, ValidationError

from futago.errors import JournalError
from futago.operations.observe import Observations
from modules.catalog import KINDS
from modules.operation import Observation, Unreachable

_SEPARATOR: Final = "/"


def to_json(observations: Observations) -> dict[str, Any]:
    """Plain data, by ``noun/name`` and the Region's code."""
    return {
        _SEPARATOR.join(key): {code: _to_json(each) for code, each in seen.items()}
        for key, seen in observations.items()
    }


def from_json(remembered: Mapping[str, Mapping[str, Any]]) -> Observations:
    """The observations again, each of the class that it was.

    Raises:
        JournalError: a class is gone or has another shape: futago is another version.
    """
    known: tuple[type, ...] = (Unreachable, *_subclasses(Observation))
    classes = {_name(each): each for each in known}
    observations = {}
    for key, seen in remembered.items():
        noun, _, name = key.partition(_SEPARATOR)
        observations[noun, name] = {
            code: _from_json(classes, key, each["class"], each["seen"]) for code, each in seen.items()
        }
    return observations


def schema() -> dict[str, Any]:
    """The JSON Schema (2020-12) of ``to_json``, with the observation of each kind."""
    for kind in KINDS:
        kind.operator()  # brings its class
    known: tuple[type, ...] = (
        Unreachable,
        *(each for each in _subclasses(Observation) if each is not Observation),
    )
    mode: Literal["serialization"] = "serialization"
    inputs = [(_name(each), mode, TypeAdapter[Any](each)) for each in known]
    of_class, shared = TypeAdapter.json_schemas(inputs, ref_template="#/$defs/{model}")
    either = [
        {
            "type": "object",
            "properties": {"class": {"const": name}, "seen": of_class[name, mode]},
            "required": ["class", "seen"],
            "additionalProperties": False,
        }
        for name, _, _ in inputs
    ]
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Observations of an estate, by noun/name and the Region's code",
        "type": "object",
        "additionalProperties": {"type": "object", "additionalProperties": {"oneOf": either}},
        **shared,
    }


def _to_json(seen: Observation | Unreachable) -> dict[str, Any]:
    return {"class": _name(type(seen)), "seen": TypeAdapter(type(seen)).dump_python(seen, mode="json")}


def _from_json(classes: Mapping[str, type], key: str, name: str, seen: Any) -> Any:
    try:
        return TypeAdapter(classes[name]).validate_python(seen)
    except (KeyError, ValidationError) as error:
        raise JournalError(
            f"{key}: the journal holds an observation that this futago does not know ({name}); go on with "
            "the version that its first line names"
        ) from error


def _name(each: type) -> str:
    return f"{each.__module__}:{each.__qualname__}"


def _subclasses(of: type[Any]) -> Iterator[type[Any]]:
    """Every class that a kind's operator, which is imported by now, made of it; and the class itself."""
    yield of
    for each in of.__subclasses__():
        yield from _subclasses(each)
