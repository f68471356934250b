"""What the shape of an input refuses."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from pydantic import ValidationError

from modules.inputs import Inputs, RefusedError


def refusals(inputs: type[Inputs], values: Mapping[str, Any]) -> dict[str, str]:
    """Every refusal of ``values`` by its dotted path; empty where they are accepted.

    For refusals of futago's own the text is ``wrong; allowed``, for pydantic's it is the error's type.
    """
    try:
        inputs.model_validate(values)
    except ValidationError as error:
        return {
            ".".join(map(str, each["loc"])): _text(each.get("ctx", {}).get("error"), each["type"])
            for each in error.errors()
        }
    return {}


def _text(error: object, kind: str) -> str:
    return f"{error.wrong}; {error.allowed}" if isinstance(error, RefusedError) else kind
