"""What a benchmark found: its sides, and whether the bounds hold."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from benchmarks.measurement import Runs


@dataclass(frozen=True)
class Bound:
    """Something that must be so.

    Attributes:
        claim: what must be so, in words.
        measured: the number.
        limit: what it may be.
        at_least: true where more is better.
    """

    claim: str
    measured: float
    limit: float
    at_least: bool = False

    @property
    def holds(self) -> bool:
        """Whether it is so."""
        return self.measured >= self.limit if self.at_least else self.measured <= self.limit


@dataclass(frozen=True)
class Result:
    """What a benchmark found.

    Attributes:
        benchmark: its name.
        sides: what was run, by name.
        bounds: what must be so.
    """

    benchmark: str
    sides: Mapping[str, Runs]
    bounds: tuple[Bound, ...]

    def as_json(self) -> dict[str, object]:
        """Everything as plain data."""
        return {
            "benchmark": self.benchmark,
            "sides": {
                side: {
                    "wall_seconds": [run.wall_seconds for run in its.runs],
                    "cpu_seconds": [run.cpu_seconds for run in its.runs],
                    "peak_bytes": [run.peak_bytes for run in its.runs if run.peak_bytes],
                }
                for side, its in self.sides.items()
            },
            "bounds": [
                {"claim": bound.claim, "measured": bound.measured, "limit": bound.limit, "holds": bound.holds}
                for bound in self.bounds
            ],
        }
