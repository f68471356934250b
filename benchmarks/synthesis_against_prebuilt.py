"""The same resources through the slim bindings and through the prebuilt ones, to the same JSON."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from benchmarks.measurement import Program, in_turns, scratch
from benchmarks.prebuilt_environment import python_with_prebuilt
from benchmarks.programs.same_resources import REGIONS
from benchmarks.result import Bound, Result
from futago.errors import FutagoError

ROUNDS = 3
_SLIM, _PREBUILT = "slim bindings", "prebuilt bindings"


def measure(rounds: int, announce: Callable[[str], None]) -> Result:
    """Compare time and memory.

    Raises:
        FutagoError: the two did not write the same resources, so that nothing was compared.
    """
    prebuilt = python_with_prebuilt(announce)
    with scratch() as folder:
        out = {side: folder / side.split()[0] for side in (_SLIM, _PREBUILT)}
        sides = in_turns(
            {
                _SLIM: Program(
                    (sys.executable, "-m", "benchmarks.programs.slim", str(out[_SLIM])), weighed=True
                ),
                _PREBUILT: Program(
                    (str(prebuilt), "-m", "benchmarks.programs.prebuilt", str(out[_PREBUILT])),
                    weighed=True,
                ),
            },
            rounds,
            announce,
        )
        resources = _same_resources(out[_SLIM], out[_PREBUILT])
    slim, its = sides[_SLIM], sides[_PREBUILT]
    return Result(
        "synthesis_against_prebuilt",
        {f"{side}, {resources} resources": runs for side, runs in sides.items()},
        (
            Bound("times faster", its.wall_seconds / slim.wall_seconds, 10, at_least=True),
            Bound("part of the memory", slim.peak_bytes / its.peak_bytes, 1 / 4),
        ),
    )


def _same_resources(slim: Path, prebuilt: Path) -> int:
    """The number of resources that both wrote, after making sure that they are the same."""
    count = 0
    for stack in REGIONS:
        ours, theirs = (_blocks(out / "stacks" / stack / "cdk.tf.json") for out in (slim, prebuilt))
        if ours != theirs:
            raise FutagoError(
                f"the bindings wrote different resources into stack {stack}; make slim.py and "
                "prebuilt.py in benchmarks/programs agree before comparing their times"
            )
        count += sum(len(named) for named in ours["resource"].values())
    return count


def _blocks(stack: Path) -> dict[str, Any]:
    """Providers and resources without cdktf's remarks. The provider's version is each bindings' own."""
    document = json.loads(stack.read_text(), object_hook=_without_remark)
    return {kind: document[kind] for kind in ("provider", "resource")}


def _without_remark(mapping: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in mapping.items() if name != "//"}
