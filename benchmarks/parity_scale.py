"""A thousand paired resources are compared with few calls, and a dark Region costs little."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from typing import Any

from benchmarks.measurement import Program, Runs, run
from benchmarks.result import Bound, Result

ROUNDS = 1
COUNTS = {"keys": 182, "databases": 136, "secrets": 273, "tables": 182, "buckets": 227}
"""A thousand, in the proportions of examples/payments.yaml."""
SIDE = "futago parity of 1,000 resources, then with a dark Region"


def measure(rounds: int, announce: Callable[[str], None]) -> Result:
    """Count the calls of both Regions, and what a Region adds that takes connections and never answers.

    S3 tells each setting of a bucket by a call of its own, so that buckets are counted apart.
    """
    arguments = map(str, COUNTS.values())
    program = Program((sys.executable, "-m", "benchmarks.programs.compare_many", *arguments))
    runs = []
    for number in range(rounds):
        announce(f"round {number + 1} of {rounds}")
        runs.append(run(program))
    found = [json.loads(each.output) for each in runs]
    calls = found[0]["calls"]
    others = sum(COUNTS.values()) - COUNTS["buckets"]
    return Result(
        "parity_scale",
        {SIDE: Runs(tuple(runs))},
        (
            Bound("calls for each bucket and Region", _each(calls["s3"], COUNTS["buckets"]), 9.1),
            Bound("calls for each other resource and Region", _each(_but_s3(calls), others), 3),
            Bound("seconds longer with a dark Region", min(map(_added, found)), 5),
        ),
    )


def _but_s3(calls: dict[str, int]) -> int:
    return sum(calls.values()) - calls["s3"]


def _each(calls: int, resources: int) -> float:
    return calls / resources / 2


def _added(found: dict[str, Any]) -> float:
    return float(found["dark_seconds"]) - float(found["seconds"])
