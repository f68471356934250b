"""Many expressions as one automaton, which scans gigabytes a second."""

from __future__ import annotations

from collections.abc import Sequence

import hyperscan

CASELESS: int = hyperscan.HS_FLAG_CASELESS
ONCE: int = hyperscan.HS_FLAG_SINGLEMATCH
"""Tell of the first match only."""


def automaton(expressions: Sequence[tuple[bytes, int]]) -> hyperscan.Database:
    """Compile expressions with their flags; a match tells of one by its place among them."""
    database = hyperscan.Database()
    database.compile(
        expressions=[expression for expression, _ in expressions],
        ids=list(range(len(expressions))),
        flags=[flags for _, flags in expressions],
    )
    return database
