"""The version number of a program, comparable."""

from __future__ import annotations

import re
from typing import NamedTuple


class VersionNumber(NamedTuple):
    """Major, minor and patch of a program's version; a pre-release counts as the release it precedes."""

    major: int
    minor: int
    patch: int = 0

    @classmethod
    def parse(cls, text: str) -> VersionNumber | None:
        """Read a version such as ``1.11.4``, ``v20.20.2`` or ``1.15.0-beta1``; None if it is none."""
        found = re.match(r"v?(\d+)\.(\d+)(?:\.(\d+))?", text.strip())
        if found is None:
            return None
        major, minor, patch = found.groups(default="0")
        return cls(int(major), int(minor), int(patch))

    def __str__(self) -> str:
        return ".".join(map(str, self))
