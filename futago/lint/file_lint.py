"""One file after the other: read, sifted and, where there is a sign, examined."""

from __future__ import annotations

import errno
import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from futago.lint.examination import examine
from futago.lint.ignores import Ignores
from futago.lint.languages import language_of
from futago.lint.prefilter import Prefilter
from futago.lint.reading import BASELINE_START, is_wide, text_of
from futago.lint.rule import Finding

BLOCK_BYTES = 1 << 20
"""What is read at once. A longer file is examined in blocks of whole lines, so that memory has a bound."""
LINE_MAX_BYTES = 8 << 20
"""Where a line is cut that has no end."""
WIDE_MAX_BYTES = 64 << 20
"""What is read of UTF-16 at most."""
_FLAGS = os.O_RDONLY | getattr(os, "O_CLOEXEC", 0) | getattr(os, "O_BINARY", 0) | getattr(os, "O_NONBLOCK", 0)
_FIRST_BYTES_OF_WIDE = frozenset({0x00, 0xFE, 0xFF})
"""First bytes of the marks of UTF-16 and UTF-32, in which no sign can be seen as bytes."""


@dataclass(slots=True)
class Batch:
    """What came of some files.

    Attributes:
        files: how many were read.
        findings: theirs, in the files' order.
        unread: files that could not be read, and why.
    """

    files: int = 0
    findings: list[Finding] = field(default_factory=list)
    unread: list[tuple[str, str]] = field(default_factory=list)


class FileLint:
    """Looks through files, one buffer for all of them.

    Args:
        prefilter: says which of them are worth more than a glance.
        named: files that are linted though Git ignores them.
    """

    def __init__(self, prefilter: Prefilter, named: frozenset[str] = frozenset()) -> None:
        self._named = named
        self._prefilter = prefilter
        self._buffer = bytearray(BLOCK_BYTES)
        self._view = memoryview(self._buffer)
        self._ignores = Ignores()

    def lint(self, paths: Sequence[str]) -> Batch:
        """Look through these files."""
        batch = Batch()
        # Most of a run is spent in this loop: nothing is called or looked up here that need not be.
        scan, note, seen = self._prefilter.scan, self._prefilter.note, self._prefilter.seen
        confirms = self._prefilter.confirms
        buffers, buffer, view = [self._buffer], self._buffer, self._view
        open_, readv, close = os.open, os.readv, os.close
        for path in paths:
            try:
                file = open_(path, _FLAGS)
                try:
                    count = readv(file, buffers)
                    if count == BLOCK_BYTES:
                        batch.findings += self._lint_blocks(path, file)
                        continue
                finally:
                    close(file)
            except OSError as error:
                batch.unread.append((path, error.strerror or str(error)))
                continue
            data = view[:count]
            scan(data, note)
            is_suspect = seen and confirms(data)
            if is_suspect or (buffer[0] in _FIRST_BYTES_OF_WIDE and is_wide(buffer[:4])):
                batch.findings += self._examine(path, bytes(data))
        batch.files = len(paths) - len(batch.unread)
        return batch

    def _examine(self, path: str, data: bytes) -> list[Finding]:
        if data.startswith(BASELINE_START):
            return []
        language = language_of(path)
        text = text_of(data) if language else None
        if language is None or text is None:
            return []
        if path not in self._named and self._ignores.ignores(path):
            return []
        offsets = self._prefilter.offsets(text)
        return examine(path, text, language, offsets, self._prefilter.sought) if offsets else []

    def _lint_blocks(self, path: str, file: int) -> list[Finding]:
        """A long file. Comments and imports that a block's edge cuts are known in the first part only."""
        if is_wide(self._buffer[:4]):
            return self._examine(path, _whole(file, self._buffer))
        found: list[Finding] = []
        lines_before = 0
        for block in _blocks(file, bytes(self._buffer)):
            if b"\0" in block:
                return []
            if self._prefilter.ends(block):
                found += [replace(each, line=each.line + lines_before) for each in self._examine(path, block)]
            lines_before += block.count(b"\n")
        return found


def _blocks(file: int, rest: bytes) -> Iterator[bytes]:
    """A file, of which ``rest`` has been read, in blocks of whole lines; a very long line is cut."""
    while chunk := os.read(file, BLOCK_BYTES):
        whole, newline, tail = rest.rpartition(b"\n")
        if newline:
            yield whole + newline
            rest = tail + chunk
        elif len(rest) >= LINE_MAX_BYTES:
            yield rest
            rest = chunk
        else:
            rest += chunk
    yield rest


def _whole(file: int, start: bytes | bytearray) -> bytes:
    """A file in UTF-16 or UTF-32, which only its mark tells: it can't be read in blocks."""
    rest = os.read(file, WIDE_MAX_BYTES)
    if os.read(file, 1):
        raise OSError(errno.EFBIG, f"longer than {WIDE_MAX_BYTES:,} bytes of UTF-16")
    return bytes(start) + rest
