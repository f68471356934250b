"""How a job says what it is for: its description, which ListJobs returns.

This is the only record of a backfill that is kept: no local file says which jobs there are, so that any
machine and any operator sees the same ones. S3 forgets a job 90 days after its end (Amazon S3 User Guide,
"Listing jobs").
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Self

from futago.backfill.direction import Direction

DESCRIPTION_MAX = 256
"""Characters (S3 Control API, CreateJob, Description)."""

_PATTERN = re.compile(
    r"futago backfill (?P<estate>[a-z0-9-]+)/(?P<bucket>[a-z0-9-]+)"
    r" (?P<source>[a-z0-9]+) -> (?P<destination>[a-z0-9]+) #(?P<generation>[1-9][0-9]*)"
    r"(?: retry of (?P<retried>[A-Za-z0-9_-]{5,36}))?"
)


@dataclass(frozen=True)
class Label:
    """What a job is for.

    Attributes:
        estate: what the estate's names start with.
        bucket: the bucket's name in the spec.
        source: the short code of the Region to copy from.
        destination: the short code of the other.
        generation: the how-manieth backfill of this direction it is, from 1.
        retried: the job whose failures it does again; empty for a job that looks for objects by itself.
    """

    estate: str
    bucket: str
    source: str
    destination: str
    generation: int
    retried: str = ""

    @classmethod
    def of(cls, direction: Direction, generation: int, retried: str = "") -> Self:
        """The label of a direction's job."""
        return cls(
            direction.estate,
            direction.name,
            direction.source.short_code,
            direction.destination.short_code,
            generation,
            retried,
        )

    @classmethod
    def read(cls, description: str) -> Self | None:
        """The label that a description holds; None for a job of somebody else's."""
        found = _PATTERN.fullmatch(description)
        if found is None:
            return None
        return cls(
            found["estate"],
            found["bucket"],
            found["source"],
            found["destination"],
            int(found["generation"]),
            found["retried"] or "",
        )

    def is_of(self, direction: Direction) -> bool:
        """Whether it is about this direction."""
        return Label.of(direction, self.generation, self.retried) == self

    def __str__(self) -> str:
        again = f" retry of {self.retried}" if self.retried else ""
        return (
            f"futago backfill {self.estate}/{self.bucket} {self.source} -> {self.destination} "
            f"#{self.generation}{again}"
        )
