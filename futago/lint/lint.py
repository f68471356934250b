"""Lints trees: one process walks, as many as there are processors read and examine."""

from __future__ import annotations

import multiprocessing
import os
import signal
from collections.abc import Iterable, Iterator
from itertools import islice

from futago.lint.file_lint import Batch, FileLint
from futago.lint.prefilter import Prefilter
from futago.lint.sought import Sought
from futago.lint.walk import walk

BATCH_FILES = 400
"""Files that a process is given at once: enough to be worth the sending, few enough to stream."""
_PROCESSES_MAX = 12
"""More only wait for the one that walks."""

_file_lint: FileLint | None = None
"""Of a process that examines; made once."""


def lint(paths: Iterable[str], sought: Sought, *, force_exclude: bool = False) -> Iterator[Batch]:
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
    if len(first) < BATCH_FILES:
        yield FileLint(prefilter).lint(first)
    else:
        yield from _side_by_side(first, batches, prefilter)
    yield Batch(unread=unread)


def _batches(files: Iterator[str]) -> Iterator[list[str]]:
    while batch := list(islice(files, BATCH_FILES)):
        yield batch


def _side_by_side(first: list[str], rest: Iterator[list[str]], prefilter: Prefilter) -> Iterator[Batch]:
    def batches() -> Iterator[list[str]]:
        yield first
        yield from rest

    # A forked process has everything loaded; where there is no fork (Windows), or none that is safe
    # (macOS), it loads what it needs.
    method = "fork" if os.uname().sysname == "Linux" else "spawn"
    context = multiprocessing.get_context(method)
    processes = min(
        _PROCESSES_MAX,
        len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1,
    )
    with context.Pool(processes, _begin, (prefilter,)) as pool:
        yield from pool.imap(_lint, batches())


def _begin(prefilter: Prefilter) -> None:
    """What a process does first: leave it to the one that started it to hear an interrupt."""
    global _file_lint  # noqa: PLW0603 # a pool has no other place for what its processes keep
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    _file_lint = FileLint(prefilter)


def _lint(paths: list[str]) -> Batch:
    assert _file_lint is not None, "the pool begins with _begin"  # noqa: S101 # not to be reached
    return _file_lint.lint(paths)
