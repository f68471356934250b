"""The lint of a large tree against ripgrep, which looks for one fixed string in the same tree."""

from __future__ import annotations

import sys
from collections.abc import Callable

from benchmarks.many_files import FOUND, WITH_FINDINGS, write_tree
from benchmarks.measurement import Program, in_turns, run, scratch
from benchmarks.result import Bound, Result
from benchmarks.ripgrep_environment import find_ripgrep
from futago.errors import FutagoError

ROUNDS = 5
FILES = 100_000
TOTAL_BYTES = 1_000_000_000
MEMORY_MAX_BYTES = 256 << 20
"""Of all processes together, what they share counted for each."""


def measure(rounds: int, announce: Callable[[str], None]) -> Result:
    """Compare ``futago lint`` with ``rg --fixed-strings``, both in a tree of ``FILES`` in the disk's cache.

    Raises:
        FutagoError: the lint did not find what is in the tree.
    """
    ripgrep = find_ripgrep(announce)
    with scratch() as folder:
        tree = folder / "tree"
        write_tree(tree, FILES, TOTAL_BYTES, announce)
        searched = f"rg --fixed-strings in {FILES:,} files"
        linted = f"futago lint of {FILES:,} files"
        lint = (sys.executable, "-m", "benchmarks.programs.lint_tree", str(tree))
        sides = in_turns(
            {
                searched: Program((str(ripgrep), "--fixed-strings", FOUND, str(tree))),
                linted: Program(lint),
            },
            rounds,
            announce,
        )
        announce("weighing the lint")
        weighed = run(Program(lint, weighed=True))
    expected = 2 * FILES // WITH_FINDINGS
    for side, runs in sides.items():
        if (found := len(runs.output.splitlines())) != expected:
            raise FutagoError(f"{side}: {found} lines for {expected}")
    return Result(
        "lint_speed",
        sides,
        (
            Bound(
                "of ripgrep's speed",
                sides[searched].wall_seconds / sides[linted].wall_seconds,
                0.5,
                at_least=True,
            ),
            Bound("MiB of memory", weighed.peak_bytes / (1 << 20), MEMORY_MAX_BYTES / (1 << 20)),
        ),
    )
