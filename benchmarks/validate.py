"""``futago validate`` of a large spec is quick enough for an editor and a commit hook."""

from __future__ import annotations

import sys
from collections.abc import Callable

from benchmarks.command_start import SCRIPT, loads_nothing_heavy
from benchmarks.many import copies_for_named, write_spec
from benchmarks.measurement import Program, in_turns, scratch
from benchmarks.result import Bound, Result

ROUNDS = 10
NAMED = 500
"""Named resources in the spec; Terraform makes about thirteen of each."""


def measure(rounds: int, announce: Callable[[str], None]) -> Result:
    """Validate a spec with at least ``NAMED`` resources."""
    with scratch() as folder:
        spec = folder / "many.yaml"
        named = write_spec(spec, copies_for_named(NAMED))
        side = f"futago validate, {named} resources in the spec"
        sides = in_turns({side: Program((sys.executable, SCRIPT, "validate", str(spec)))}, rounds, announce)
        light = loads_nothing_heavy([SCRIPT, "validate", str(spec)])
    return Result(
        "validate",
        sides,
        (Bound("seconds of CPU in all, start included", sides[side].cpu_seconds, 0.5), light),
    )
