"""A promotion of many resources takes hardly longer than its longest chain of dependent steps."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable

from benchmarks.measurement import Program, Runs, run
from benchmarks.result import Bound, Result

ROUNDS = 1
"""One takes five minutes, most of it the databases' move."""
MOVE_SECONDS = 120.0
"""How long the embedded AWS takes to move a database: AWS says minutes (Aurora User Guide, "Using switchover
or failover in Amazon Aurora Global Database")."""
MANY = (50, 200, 100, 100)
"""Databases, secrets, tables and buckets."""
ONE = (1, 1, 1, 1)


def measure(rounds: int, announce: Callable[[str], None]) -> Result:
    """Fail over one resource of each kind, and many; the longest chain of dependent steps is the same.

    The Region that is left accepts connections and never answers. AWS's rates are kept to (futago/pace.py).
    """
    sides = {_named(counts): _runs(counts, rounds, announce) for counts in (ONE, MANY)}
    one, many = (_seconds(runs, "promote_seconds") for runs in sides.values())
    dark = max(_seconds(runs, "prepare_seconds") for runs in sides.values())
    return Result(
        "promotion_scale",
        sides,
        (
            Bound("times one of each, from the yes until verified", many / one, 1.5),
            Bound("seconds until the decision, the other Region black-holed", dark, 60),
        ),
    )


def _named(counts: tuple[int, ...]) -> str:
    return f"failover of {' + '.join(map(str, counts))} databases, secrets, tables, buckets"


def _runs(counts: tuple[int, ...], rounds: int, announce: Callable[[str], None]) -> Runs:
    arguments = (*map(str, counts), str(MOVE_SECONDS))
    program = Program((sys.executable, "-m", "benchmarks.programs.promote_many", *arguments))
    done = []
    for number in range(rounds):
        announce(f"{_named(counts)}: round {number + 1} of {rounds}")
        done.append(run(program))
    return Runs(tuple(done))


def _seconds(runs: Runs, what: str) -> float:
    """The least time of the runs, as the programs printed it."""
    return min(float(json.loads(each.output)[what]) for each in runs.runs)
