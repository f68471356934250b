"""A thousand paired resources are compared with few calls, and a dark Region costs little."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from typing import Any

from benchmarks.measurement import Program, Runs, run
from benchmarks.result import Bound, Result

ROUNDS = 1
COUNTS = {"keys": 154, "databases": 115, "secrets": 231, "tables": 154, "buckets": 192, "applications": 154}
"""A thousand, in the proportions of examples/payments.yaml."""
SIDE = "futago parity of 1,000 resources, then with a dark Region"


def measure(rounds: int, announce: Callable[[str], None]) -> Result:
    """Count the calls of both Regions, and what a Region adds that takes connections and never answers.

    S3 tells each setting of a bucket by a call of its own, so that buckets are counted apart too.
    """
    arguments = map(str, COUNTS.values())
    program = Program((sys.executable, "-m", "benchmarks.programs.compare_many", *arguments))
    runs = []
    for number in range(rounds):
        announce(f"round {number + 1} of {rounds}")
        runs.append(run(program))
    found = [json.loads(each.output) for each in runs]
    calls = found[0]["calls"]
    every = sum(COUNTS.values())
    return Result(
        "parity_scale",
        {SIDE: Runs(tuple(runs))},
        (
            Bound("calls for each resource and Region", _each(sum(calls.values()), every), 3),
            Bound("calls for each bucket and Region", _each(calls["s3"], COUNTS["buckets"]), 7.7),
            Bound(
                "calls for each other resource and Region",
                _each(_but_s3(calls), every - COUNTS["buckets"]),
                2,
            ),
            Bound("seconds longer with a dark Region", min(map(_added, found)), 5),
        ),
    )


def _but_s3(calls: dict[str, int]) -> int:
    return sum(calls.values()) - calls["s3"]


def _each(calls: int, resources: int) -> float:
    return calls / resources / 2


def _added(found: dict[str, Any]) -> float:
    return float(found["dark_seconds"]) - float(found["seconds"])
