"""The files of a tree, in the order of their paths."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator
from operator import attrgetter
from pathlib import Path, PurePath

from futago.errors import LintError
from futago.lint import vendored
from futago.lint.ignores import Ignores

_name = attrgetter("name")

Unread = Callable[[str, str], None]
"""Told of a folder that could not be read, and why."""


def walk(paths: Iterable[str], unread: Unread, *, force_exclude: bool = False) -> Iterator[str]:
    """The regular files below the paths, without vendored and ignored folders.

    Links are not followed, for what they lead to is in the tree already or not of it; so no loop is one.
    Ignored files are among the files: whether one is, is only asked where it matters.

    Args:
        paths: files and folders; a file that is named is taken, wherever it is.
        unread: told of folders that could not be read.
        force_exclude: leave out also files that are named, where they are vendored or ignored.

    Raises:
        LintError: there is nothing at a path, or no file and no folder.
    """
    ignores = Ignores()
    for path in dict.fromkeys(map(os.path.normpath, paths)):
        if os.path.isdir(path):  # noqa: PTH112 # strings all the way: a tree has many
            yield from _files(path, ignores, unread)
        elif not (force_exclude and (_is_vendored(path) or ignores.ignores_with_parents(path))):
            yield path


def check(paths: Iterable[str]) -> None:
    """Look whether every path is a file or a folder.

    Raises:
        LintError: one is not.
    """
    for path in map(Path, paths):
        try:
            path.stat()
        except OSError as error:
            raise LintError(f"{path}: {error.strerror}; allowed are files and folders") from error
        if not path.is_dir() and not path.is_file():
            raise LintError(f"{path}: it is neither a file nor a folder")


def _is_vendored(path: str) -> bool:
    return not vendored.FOLDERS.isdisjoint(PurePath(path).parts[:-1])


def _files(root: str, ignores: Ignores, unread: Unread) -> Iterator[str]:
    # People write src/app.py and not ./src/app.py.
    skipped = 2 if root == "." else 0
    open_folders = [_entries(root, unread)]
    while open_folders:
        for entry in open_folders[-1]:
            if entry.is_file(follow_symlinks=False):
                yield entry.path[skipped:]
            elif entry.is_dir(follow_symlinks=False) and entry.name not in vendored.FOLDERS:
                path = entry.path[skipped:]
                if not ignores.ignores(path, is_folder=True):
                    # What follows the folder waits until all in it has come: paths stay in order.
                    open_folders.append(_entries(entry.path, unread, is_root=False))
                    break
        else:
            open_folders.pop()


def _entries(folder: str, unread: Unread, *, is_root: bool = True) -> Iterator[os.DirEntry[str]]:
    """What is in a folder, in order; nothing if it is somebody else's."""
    try:
        with os.scandir(folder) as found:
            entries = sorted(found, key=_name)
    except OSError as error:
        unread(os.path.normpath(folder), error.strerror or str(error))
        return iter(())
    foreign = not (is_root or vendored.MARKERS.isdisjoint(map(_name, entries)))
    return iter(() if foreign else entries)
