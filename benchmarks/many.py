"""Estates of any size: the peer's estate, with all but its keys in it many times over."""

from __future__ import annotations

import math
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import yaml

EXAMPLE = Path(__file__).parent.parent / "examples" / "peer.yaml"
MULTIPLIED = ("databases", "tables", "secrets", "buckets")
"""The sections to repeat. An estate has few keys, however large it is."""


def copies_for_named(named: int) -> int:
    """How many copies it takes for a spec to have at least so many named resources."""
    spec = _example()
    return math.ceil((named - len(spec["keys"])) / sum(len(spec[section]) for section in MULTIPLIED))


def write_spec(path: Path, copies: int) -> int:
    """Write a spec with ``copies`` times the databases, tables, secrets and buckets of examples/peer.yaml.

    Args:
        path: the file to write.
        copies: how often; 0 leaves the keys only.

    Returns:
        The number of named resources in the spec, keys included.
    """
    spec = _example()
    for section in MULTIPLIED:
        spec[section] = _repeated(spec[section], copies)
    with path.open("w") as file:
        yaml.safe_dump(spec, file)
    return sum(len(spec[section]) for section in ("keys", *MULTIPLIED))


def _example() -> dict[str, Any]:
    spec: dict[str, Any] = yaml.safe_load(EXAMPLE.read_text(encoding="utf-8"))
    return spec


def _repeated(named: Mapping[str, Any], copies: int) -> dict[str, Any]:
    return {f"{name}-{copy}": inputs for copy in range(copies) for name, inputs in named.items()}
