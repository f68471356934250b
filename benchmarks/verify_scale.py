"""Comparing two buckets of a million keys takes little more than parsing their listings."""

from __future__ import annotations

import sys
from collections.abc import Callable

from benchmarks.measurement import Program, Run, Runs, run, scratch
from benchmarks.result import Bound, Result
from benchmarks.synthetic_listings import MISSING_EVERY
from futago.errors import FutagoError

ROUNDS = 1
KEYS = 1_000_000
"""Keys in each of the two buckets."""
MEMORY_MB = 200

_PARSE = f"boto3's paginators over two listings of {KEYS:,} keys"
_VERIFY = f"verify of two buckets of {KEYS:,} keys"


def measure(rounds: int, announce: Callable[[str], None]) -> Result:
    """Compare ``futago backfill verify``'s comparison with merely parsing the same pages.

    The bounds are the issue's: 200 MB, and twice the time of the parsing; by CPU, for minutes of wall time
    are never undisturbed.

    Raises:
        FutagoError: the comparison did not find what is missing.
    """
    module = (sys.executable, "-m")
    runs: dict[str, list[Run]] = {_PARSE: [], _VERIFY: []}
    with scratch() as folder:
        programs = {
            _PARSE: Program((*module, "benchmarks.programs.parse_listings", str(KEYS)), weighed=True),
            _VERIFY: Program(
                (*module, "benchmarks.programs.verify_listings", str(KEYS), str(folder)), weighed=True
            ),
        }
        # No round to warm up: a start is nothing beside minutes.
        for number in range(1, rounds + 1):
            for side, program in programs.items():
                announce(f"{side}: round {number} of {rounds}")
                runs[side].append(run(program))
    sides = {side: Runs(tuple(its)) for side, its in runs.items()}
    parsed, verified = sides[_PARSE], sides[_VERIFY]
    if int(verified.output) != KEYS // MISSING_EVERY:
        raise FutagoError(f"verify found {verified.output.strip()} differences of {KEYS // MISSING_EVERY}")
    return Result(
        "verify_scale",
        sides,
        (
            Bound("times the CPU of parsing", verified.cpu_seconds / parsed.cpu_seconds, 2),
            Bound("MB of memory", verified.peak_bytes / 1e6, MEMORY_MB),
        ),
    )
