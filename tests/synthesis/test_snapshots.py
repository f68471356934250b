"""What synthesis writes, for a reviewer to see when it changes.

The shortest example in full; of the larger ones an outline: each block with its arguments and what it refers
to. After a change that is meant: ``pytest tests/synthesis/test_snapshots.py --snapshot-update``.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
from syrupy.assertion import SnapshotAssertion
from syrupy.extensions.json import JSONSnapshotExtension
from syrupy.extensions.single_file import SingleFileSnapshotExtension, WriteMode

from futago.spec import load
from tests.estates import synthesized
from tests.synthesis.stack_json import Stacks, entries

EXAMPLES = Path(__file__).parents[2] / "examples"
_REFERENCE = re.compile(r"\b((?:data\.|ephemeral\.)?aws_[a-z0-9_]+\.[\w-]+|local\.[\w-]+)")


class OutlineExtension(SingleFileSnapshotExtension):
    """Plain text, a file each."""

    _write_mode = WriteMode.TEXT
    file_extension = "txt"


@pytest.mark.parametrize("part", ["keys", "apne1", "apne3", "links"])
def test_shortest_example(part: str, snapshot: SnapshotAssertion) -> None:
    """The JSON of a stack of examples/minimal.yaml in production."""
    stacks = synthesized(load(EXAMPLES / "minimal.yaml", "production").estate)
    assert snapshot(extension_class=JSONSnapshotExtension) == stacks[part]


@pytest.mark.parametrize(
    ("example", "environment"), [("minimal", "staging"), ("payments", None), ("peer", None)]
)
def test_outline(example: str, environment: str | None, snapshot: SnapshotAssertion) -> None:
    """Every block of an example's stacks, with its arguments and references."""
    stacks = synthesized(load(EXAMPLES / f"{example}.yaml", environment).estate)
    assert snapshot(extension_class=OutlineExtension) == "\n".join(_outline(stacks))


def _outline(stacks: Stacks) -> Iterator[str]:
    for part, stack in stacks.items():
        yield f"# {part}"
        for place, block in sorted(entries(stack).items()):
            yield f"{place.removeprefix('resource.')}: {_summary(place, block)}"
        yield ""


def _summary(place: str, block: Any) -> str:
    arguments = sorted(block.keys() - {"//"}) if isinstance(block, Mapping) else []
    text = json.dumps({name: block[name] for name in arguments} if arguments else block)
    found = sorted(set(_REFERENCE.findall(text)) - {place.removeprefix("resource.")})
    return ", ".join(arguments) + (f" <- {', '.join(found)}" if found else "")
