"""The JSON Schema of a spec, for editors."""

from __future__ import annotations

from typing import Any


def schema() -> dict[str, Any]:
    """JSON Schema (2020-12) of a spec."""
    return {}
