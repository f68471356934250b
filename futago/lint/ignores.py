"""What Git ignores: every .gitignore from the repository's root down, and .git/info/exclude.

Source: Git's documentation, "gitignore": the nearest file decides, and in it the last pattern that fits.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterable
from typing import NamedTuple

from pathspec import GitIgnoreSpec


class _Patterns(NamedTuple):
    """The patterns of a folder.

    Attributes:
        folder: where they are.
        spec: the patterns.
        either: matches what any of them matches. Hardly anything is, and this tells in half the time.
    """

    folder: str
    spec: GitIgnoreSpec
    either: re.Pattern[str]


_Chain = tuple[_Patterns, ...]
"""Those of a folder and of the folders above it, the nearest first."""
_GROUP = re.compile(r"\(\?P<\w+>")


class Ignores:
    """Says what Git would leave out. Each folder's patterns are read once."""

    def __init__(self) -> None:
        self._chains: dict[str, _Chain] = {}

    def ignores(self, path: str, *, is_folder: bool = False) -> bool:
        """Whether the patterns of the folders above name this file or folder.

        Whether they name a folder above is for whoever walks down to ask, folder by folder.
        """
        absolute = os.path.abspath(path)  # noqa: PTH100 # links stay: patterns know files by their place
        folder = os.path.dirname(absolute)  # noqa: PTH120 # one string from another, for every folder of a tree
        for patterns in self._chain(folder):
            relative = absolute[len(patterns.folder) :].lstrip("/") + ("/" if is_folder else "")
            if not patterns.either.search(relative):
                continue
            decided = patterns.spec.check_file(relative).include
            if decided is not None:
                return decided
        return False

    def ignores_with_parents(self, path: str) -> bool:
        """Whether the file, or a folder above it within its repository, is left out."""
        absolute = os.path.abspath(path)  # noqa: PTH100 # likewise
        if self.ignores(absolute):
            return True
        chain = self._chain(os.path.dirname(absolute))  # noqa: PTH120 # likewise
        top = chain[-1].folder if chain else absolute
        folder = os.path.dirname(absolute)  # noqa: PTH120 # likewise
        while len(folder) > len(top):
            if self.ignores(folder, is_folder=True):
                return True
            folder = os.path.dirname(folder)  # noqa: PTH120 # likewise
        return False

    def _chain(self, folder: str) -> _Chain:
        known = self._chains.get(folder)
        if known is not None:
            return known
        parent = os.path.dirname(folder)  # noqa: PTH120 # likewise
        is_root = os.path.exists(f"{folder}/.git")  # noqa: PTH110 # likewise
        above = () if is_root or parent == folder else self._chain(parent)
        files = (f"{folder}/.gitignore", *([f"{folder}/.git/info/exclude"] if is_root else []))
        own = tuple(patterns for file in files if (patterns := _patterns(folder, file)) is not None)
        self._chains[folder] = chain = (*own, *above)
        return chain


def _patterns(folder: str, file: str) -> _Patterns | None:
    try:
        with open(file, encoding="utf-8", errors="surrogateescape") as lines:  # noqa: PTH123 # likewise
            return _compiled(folder, lines)
    except OSError:
        return None


def _compiled(folder: str, lines: Iterable[str]) -> _Patterns | None:
    # An automaton takes longer to compile than a run asks: for folders, and for files with findings.
    spec = GitIgnoreSpec.from_lines(lines, backend="simple")
    expressions = [_GROUP.sub("(?:", each.regex.pattern) for each in spec.patterns if each.regex]
    return _Patterns(folder, spec, re.compile("|".join(expressions))) if expressions else None
