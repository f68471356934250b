"""``futago --help`` starts as fast as a small Python program does, for it loads neither cdktf nor boto3."""

from __future__ import annotations

import sys
import sysconfig
from collections.abc import Callable, Sequence
from pathlib import Path

from benchmarks.measurement import Program, in_turns, modules_loaded
from benchmarks.result import Bound, Result
from futago.errors import FutagoError

ROUNDS = 10
SCRIPT = str(Path(sysconfig.get_path("scripts")) / "futago")
"""The command as pip installs it."""
HEAVY = frozenset({"boto3", "botocore", "cdktf", "constructs", "jsii"})
"""What must not be loaded where nothing is built and no AWS is asked."""

_NOTHING = "python -c pass"
_HELP = "futago --help"


def measure(rounds: int, announce: Callable[[str], None]) -> Result:
    """Compare the command's start with the interpreter's own."""
    sides = in_turns(
        {
            _NOTHING: Program((sys.executable, "-c", "pass")),
            _HELP: Program((sys.executable, SCRIPT, "--help")),
        },
        rounds,
        announce,
    )
    ratio = sides[_HELP].wall_seconds / sides[_NOTHING].wall_seconds
    return Result(
        "command_start",
        sides,
        (
            Bound(f"{_HELP} takes at most 10 times {_NOTHING}", ratio, 10),
            loads_nothing_heavy([SCRIPT, "--help"]),
        ),
    )


def loads_nothing_heavy(command: Sequence[str]) -> Bound:
    """The bound that a futago command loads none of ``HEAVY``.

    Raises:
        FutagoError: not even futago was seen loading, so that the absence of others would say nothing.
    """
    loaded = modules_loaded(command)
    if "futago" not in loaded:
        raise FutagoError(f"python -X importtime {' '.join(command)} shows no import of futago")
    return Bound(f"modules loaded of {', '.join(sorted(HEAVY))}", len(HEAVY & loaded), 0)
