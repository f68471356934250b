"""Lints trees: one process walks, as many as there are processors read and examine."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from itertools import chain, islice

from futago.lint.crew import Crew, processors
from futago.lint.file_lint import Batch, FileLint
from futago.lint.prefilter import Prefilter
from futago.lint.sought import Sought
from futago.lint.walk import walk

BATCH_FILES = 1000
"""Files that a process is given at once: enough to be worth the sending, few enough to stream."""


def lint(paths: Sequence[str], sought: Sought, *, force_exclude: bool = False) -> Iterator[Batch]:
    """Look through all files below these paths; batches come in the order of the paths, as they are done.

    Args:
        paths: files and folders.
        sought: the estate's literals.
        force_exclude: leave out also files that are named, where they are vendored or ignored.
    """
    unread: list[tuple[str, str]] = []
    files = walk(paths, lambda path, why: unread.append((path, why)), force_exclude=force_exclude)
    batches = _batches(files)
    first = next(batches, [])
    prefilter = Prefilter(sought)
    named = frozenset() if force_exclude else frozenset(map(os.path.normpath, paths))
    if len(first) < BATCH_FILES:
        yield FileLint(prefilter, named).lint(first)
    else:
        with Crew(partial(_file_lint, prefilter, named), processors()) as crew:
            yield from crew.map(chain([first], batches))
    yield Batch(unread=unread)


def _batches(files: Iterator[str]) -> Iterator[list[str]]:
    while batch := list(islice(files, BATCH_FILES)):
        yield batch


def _file_lint(prefilter: Prefilter, named: frozenset[str]) -> Callable[[list[str]], Batch]:
    """What a process does with its batches."""
    return FileLint(prefilter, named).lint
