"""Synthesis of real kinds, from a spec to JSON, grows in step with the resources and starts low."""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping
from pathlib import Path

from benchmarks.many import write_spec
from benchmarks.measurement import Program, Runs, in_turns, scratch
from benchmarks.result import Bound, Result
from futago.errors import FutagoError

ROUNDS = 5
COPIES = {500: 2, 1000: 4, 5000: 17, 10000: 33}
"""Copies of the example that give at least so many Terraform resources."""
FLAT = 1.5
"""How much dearer a resource among many may be than one among 500 and still count as the same."""

_EMPTY = "import cdktf, write an empty stack"
_FEW = "keys only"


def measure(rounds: int, announce: Callable[[str], None]) -> Result:
    """Compare estates of 500 to 10,000 resources with an empty stack.

    Raises:
        FutagoError: ``COPIES`` gives fewer resources than it says.
    """
    with scratch() as folder:
        sides = in_turns(_sides(folder), rounds, announce)
    counts = {side: int(runs.output) for side, runs in sides.items() if side != _EMPTY}
    for least in COPIES:
        if counts[_at_least(least)] < least:
            raise FutagoError(
                f"{counts[_at_least(least)]} resources, not {least}; raise COPIES in {__file__}"
            )
    named = {f"{counts[_at_least(least)]:,} resources": sides[_at_least(least)] for least in COPIES}
    return Result(
        "synthesis_scale", {_EMPTY: sides[_EMPTY], _FEW: sides[_FEW], **named}, _bounds(sides, counts)
    )


def _bounds(sides: Mapping[str, Runs], counts: Mapping[str, int]) -> tuple[Bound, ...]:
    five_thousand = _at_least(5000)
    against_empty = Bound(
        f"{counts[five_thousand]:,} resources take at most 8 times an empty stack",
        sides[five_thousand].wall_seconds / sides[_EMPTY].wall_seconds,
        8,
    )
    few, *many = (_at_least(least) for least in COPIES)
    cost = {side: _seconds_per_resource(sides, counts, side) for side in (few, *many)}
    flat = (
        Bound(
            f"a resource among {counts[side]:,} costs {cost[side] * 1000:.2f} ms, at most "
            f"{FLAT} times the {cost[few] * 1000:.2f} of one among {counts[few]:,}",
            cost[side] / cost[few],
            FLAT,
        )
        for side in many
    )
    return against_empty, *flat


def _sides(folder: Path) -> dict[str, Program]:
    module = (sys.executable, "-m")
    sides = {
        _EMPTY: Program((*module, "benchmarks.programs.empty_stack", str(folder / "empty")), weighed=True)
    }
    for resources, copies in {0: 0, **COPIES}.items():
        spec, out = folder / f"{resources}.yaml", folder / str(resources)
        write_spec(spec, copies)
        side = _at_least(resources) if resources else _FEW
        sides[side] = Program((*module, "benchmarks.programs.estate", str(spec), str(out)), weighed=True)
    return sides


def _at_least(resources: int) -> str:
    return f"at least {resources:,} resources"


def _seconds_per_resource(sides: Mapping[str, Runs], counts: Mapping[str, int], side: str) -> float:
    """What one resource adds: the start and the keys, which every size pays, are taken off."""
    seconds = sides[side].wall_seconds - sides[_FEW].wall_seconds
    return seconds / (counts[side] - counts[_FEW])
