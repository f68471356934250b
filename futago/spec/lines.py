"""Where in a spec's file something is said."""

from __future__ import annotations

from pathlib import Path

from futago.spec.composition import compose
from futago.spec.environments import SECTION
from futago.spec.nodes import EMPTY, follow
from futago.spec.source import read


class Lines:
    """The places of a spec in one environment.

    Args:
        path: the spec file.
        environment: which environment's overlay comes first; None for a spec that has none.

    Raises:
        SpecNotFoundError: there is no such file.
    """

    def __init__(self, path: Path, environment: str | None) -> None:
        self._path = path
        self._environment = environment
        self._root = compose(read(path))[0] or EMPTY

    def place(self, dotted: str) -> str:
        """``file:line`` of a path such as ``tables.sessions.ttl``, or of the deepest part that is said."""
        steps = tuple(dotted.split("."))
        ways = [steps]
        if self._environment is not None:
            ways.insert(0, (SECTION, self._environment, *steps))
        spots = [follow(self._root, way) for way in ways]
        spot = next((each for each in spots if not each.rest), spots[-1])
        return f"{self._path}:{spot.key.line}"
