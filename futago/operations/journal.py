"""The record of an operation: one JSON object a line, each on the disk before what it announces is done.

Each line ends in a checksum over itself and all lines before it. A killed process can leave half a last
line: it announced what was then never begun, so that it is cut off. Anything else that does not add up is
not a journal to go on with.
"""

from __future__ import annotations

import hashlib
import json
import os
import threading
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final, Self

from futago.errors import JournalError
from futago.whole_file import sync_folder

FORMAT: Final = 1
_CHECKSUM_CHARACTERS: Final = 16


@dataclass(frozen=True)
class Header:
    """What an operation is: the first line of its journal.

    Attributes:
        operation: the operation's id.
        estate: the estate's prefix: name and environment.
        account: the AWS account.
        spec_digest: ``futago.operations.digest.spec_digest`` of the spec.
        mode: how the Region is promoted.
        to: code of the Region being activated.
        embedded: whether the AWS is the embedded one.
        operator: who began it, as ``user@host``.
        futago: the version that began it.
        detach: see ``modules.operation.Promotion``.
        with_key_primacy: likewise.
        although_well: likewise.
        only: what was selected.
        skip: what was left out.
        outage_since: when the outage began, as the operator said it (ISO 8601); None where nothing was said.
        format: of the journal.
    """

    operation: str
    estate: str
    account: str
    spec_digest: str
    mode: str
    to: str
    embedded: bool
    operator: str
    futago: str
    detach: bool = False
    with_key_primacy: bool = False
    although_well: bool = False
    only: tuple[str, ...] = ()
    skip: tuple[str, ...] = ()
    outage_since: str | None = None
    format: int = FORMAT


@dataclass(frozen=True)
class Entry:
    """One line after the first.

    Attributes:
        at: when it was written, UTC.
        event: ``observed``, ``confirmed``, ``step``, ``interrupted``, ``resumed``, ``ended``.
        details: what belongs to it.
    """

    at: datetime
    event: str
    details: Mapping[str, Any]


@dataclass(frozen=True)
class Past:
    """What a journal says.

    Attributes:
        header: its first line.
        began_at: when that was written, UTC.
        entries: the lines after it.
        torn: whether a last line was only half there.
    """

    header: Header
    began_at: datetime
    entries: tuple[Entry, ...] = ()
    torn: bool = False
    length_bytes: int = field(default=0, repr=False)
    checksum: str = field(default="", repr=False)

    def last(self, event: str) -> Entry | None:
        """The last entry of a sort."""
        return next((each for each in reversed(self.entries) if each.event == event), None)

    @property
    def steps(self) -> Mapping[str, tuple[Entry, ...]]:
        """What was written about each step, by its id."""
        steps: dict[str, list[Entry]] = {}
        for entry in self.entries:
            if entry.event == "step":
                steps.setdefault(entry.details["step"], []).append(entry)
        return {step: tuple(entries) for step, entries in steps.items()}

    @property
    def done(self) -> frozenset[str]:
        """The ids of the steps that were seen to be done."""
        return frozenset(
            step for step, entries in self.steps.items() if entries[-1].details["what"] == "done"
        )

    @property
    def is_done(self) -> bool:
        """Whether the Region was promoted; something may be left for later."""
        ended = self.last("ended")
        return ended is not None and bool(ended.details["done"])

    @property
    def is_finished(self) -> bool:
        """Whether the operation reached its end, with nothing left for later."""
        ended = self.last("ended")
        return ended is not None and self.is_done and not ended.details["left"]


class Journal:
    """A journal that is written; safe to share between threads. Made by :meth:`begin` or :meth:`reopen`.

    Attributes:
        path: the file.
    """

    def __init__(self, path: Path, descriptor: int, checksum: str) -> None:
        self.path = path
        self._descriptor = descriptor
        self._checksum = checksum
        self._lock = threading.Lock()
        self.written: Callable[[], None] = lambda: None
        """Called after each line; for a copy elsewhere."""

    @classmethod
    def begin(cls, folder: Path, header: Header) -> Self:
        """Make the journal of a new operation.

        Raises:
            JournalError: it can't be made.
        """
        path = folder / f"{header.operation}.jsonl"
        try:
            folder.mkdir(parents=True, exist_ok=True)
            descriptor = os.open(path, os.O_WRONLY | os.O_APPEND | os.O_CREAT | os.O_EXCL, 0o600)
            journal = cls(path, descriptor, "")
            journal.write("operation", **asdict(header))
            sync_folder(folder)
        except OSError as error:
            raise _unwritable(path, error) from error
        return journal

    @classmethod
    def reopen(cls, path: Path) -> Self:
        """Go on with a journal; half a last line is cut off.

        Raises:
            JournalError: it is none, or can't be written.
        """
        past = read(path)
        try:
            descriptor = os.open(path, os.O_WRONLY | os.O_APPEND)
            if past.torn:
                os.ftruncate(descriptor, past.length_bytes)
                os.fsync(descriptor)
        except OSError as error:
            raise _unwritable(path, error) from error
        return cls(path, descriptor, past.checksum)

    def write(self, event: str, *, durable: bool = True, **details: Any) -> None:
        """Put a line on the disk.

        Args:
            event: what happened, or is about to.
            durable: whether to wait until it is there, which what is only *about* to happen must be. What
                has happened is seen again by looking, should the machine lose power; a killed process
                loses neither.
            details: what belongs to it.

        Raises:
            JournalError: the disk is full or broken: what the line announces must not be done.
        """
        with self._lock:
            body = _body({"at": datetime.now(UTC).isoformat(), "event": event, **details})
            checksum = _checksum(self._checksum, body)
            line = f'{body[:-1]},"checksum":"{checksum}"}}\n'.encode()
            length_bytes = os.fstat(self._descriptor).st_size
            try:
                _write_whole(self._descriptor, line)
                if durable:
                    os.fsync(self._descriptor)
            except OSError as error:
                with suppress(OSError):  # what is left of the line would be damage before the next one
                    os.ftruncate(self._descriptor, length_bytes)
                raise _unwritable(self.path, error) from error
            self._checksum = checksum
        self.written()

    def close(self) -> None:
        """Put what is not yet there on the disk, and close the file."""
        with suppress(OSError):  # what had to be there is
            os.fsync(self._descriptor)
        os.close(self._descriptor)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


def read(path: Path) -> Past:
    """Read a journal.

    Raises:
        JournalError: there is none, or it is damaged elsewhere than at its very end.
    """
    try:
        content = path.read_bytes()
    except OSError as error:
        raise JournalError(f"{path}: {error.strerror or error}") from error
    lines = content.split(b"\n")
    entries: list[Entry] = []
    checksum, length_bytes, torn = "", 0, bool(lines.pop())
    for number, line in enumerate(lines, start=1):
        entry = _parsed(line, checksum)
        if entry is None:
            if number == len(lines) and not torn:  # the last block of the file never came to the disk
                torn = True
                break
            raise JournalError(
                f"{path}:{number}: the journal is damaged here; allowed is only a torn last line"
            )
        parsed, checksum = entry
        entries.append(parsed)
        length_bytes += len(line) + 1
    return _past(path, entries, torn=torn, length_bytes=length_bytes, checksum=checksum)


def _past(path: Path, entries: list[Entry], *, torn: bool, length_bytes: int, checksum: str) -> Past:
    if not entries or entries[0].event != "operation" or entries[0].details.get("format") != FORMAT:
        raise JournalError(f"{path}: this is no journal of a promotion, or one of another version of futago")
    try:
        details = dict(entries[0].details)
        header = Header(**{**details, "only": tuple(details["only"]), "skip": tuple(details["skip"])})
    except (TypeError, KeyError) as error:
        raise JournalError(f"{path}:1: {error}: the journal is of another version of futago") from error
    return Past(header, entries[0].at, tuple(entries[1:]), torn, length_bytes, checksum)


def _parsed(line: bytes, checksum_before: str) -> tuple[Entry, str] | None:
    """An entry and its checksum, or None if the line does not add up."""
    try:
        whole = json.loads(line)
        checksum = whole.pop("checksum")
        if checksum != _checksum(checksum_before, _body(whole)):
            return None
        return Entry(datetime.fromisoformat(whole.pop("at")), whole.pop("event"), whole), checksum
    except (ValueError, KeyError, AttributeError, TypeError):
        return None


def _body(whole: Mapping[str, Any]) -> str:
    return json.dumps(whole, separators=(",", ":"), default=str)


def _checksum(before: str, body: str) -> str:
    return hashlib.sha256(f"{before}{body}".encode()).hexdigest()[:_CHECKSUM_CHARACTERS]


def _write_whole(descriptor: int, line: bytes) -> None:
    while line:
        line = line[os.write(descriptor, line) :]


def _unwritable(path: Path, error: OSError) -> JournalError:
    return JournalError(
        f"{path}: {error.strerror or error}: without a journal nothing is begun; allowed is a folder that "
        "can be written to (--journals)"
    )
