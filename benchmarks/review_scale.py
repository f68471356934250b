"""The review of many plans takes little more than loading them as JSON."""

from __future__ import annotations

import sys
from collections.abc import Callable

from benchmarks.many_plans import write_plans
from benchmarks.measurement import ROOT, Program, in_turns, scratch
from benchmarks.result import Bound, Result

ROUNDS = 5
RESOURCES = 5000
"""Changed resources in all plans."""
FILES = 20

_START = "start of the review, its imports"
_LOAD = "json.load"
_PROGRAMS = ROOT / "benchmarks" / "programs"


def measure(rounds: int, announce: Callable[[str], None]) -> Result:
    """Compare the review of ``RESOURCES`` in ``FILES`` with ``json.load`` of the same files.

    The bounds are the issue's: three times ``json.load`` plus the interpreter's start, four times its memory.
    """
    with scratch() as folder:
        plans = [str(path) for path in write_plans(folder, RESOURCES, FILES)]
        load = str(_PROGRAMS / "load_plans.py")
        reviewed = f"review of {RESOURCES:,} resources in {FILES} plans"
        sides = in_turns(
            {
                _START: Program((sys.executable, "-m", "benchmarks.programs.review_plans")),
                _LOAD: Program((sys.executable, load, *plans), weighed=True),
                reviewed: Program(
                    (sys.executable, "-m", "benchmarks.programs.review_plans", *plans), weighed=True
                ),
            },
            rounds,
            announce,
        )
    start, loaded, own = (sides[side] for side in (_START, _LOAD, reviewed))
    allowed_seconds = 3 * loaded.wall_seconds + start.wall_seconds
    return Result(
        "review_scale",
        sides,
        (
            Bound("of 3 times json.load plus the start", own.wall_seconds / allowed_seconds, 1),
            Bound("times the memory of json.load", own.peak_bytes / loaded.peak_bytes, 4),
        ),
    )
