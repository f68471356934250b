"""How far a verification has come, kept so that a kill costs a few thousand keys at most."""

from __future__ import annotations

import json
import os
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any, BinaryIO

from futago.backfill.verify.difference import Difference, Kind, Tally
from futago.whole_file import write_whole


@dataclass
class Progress:
    """How far a verification has come.

    Attributes:
        after: the last key that was compared.
        tally: what was compared.
        kinds: how many differences of each kind.
        looked: how many missing versions were looked at closely.
        began: when, ISO 8601.
    """

    began: str
    after: str = ""
    tally: Tally = field(default_factory=Tally.new)
    kinds: Counter[str] = field(default_factory=Counter)
    looked: int = 0

    def as_json(self) -> dict[str, Any]:
        """Everything as plain data."""
        return {**vars(self), "tally": asdict(self.tally), "kinds": dict(self.kinds)}


class Checkpoint:
    """A verification's progress and its differences, in two files.

    The differences are only ever appended; the progress says how many bytes of them count, and replaces its
    file in one step, both written through to the disk. So after a kill, or a power cut, the two agree.

    Args:
        folder: where to keep them.
        name: what the files are called, without their ends.
        what: what is compared with what, and how; the progress of something else is not gone on with.
    """

    def __init__(self, folder: Path, name: str, what: dict[str, Any]) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self._progress = folder / f"{name}.progress.json"
        self.differences = folder / f"{name}.differences.jsonl"
        self._what = what
        self._open: BinaryIO | None = None

    def resume(self, *, afresh: bool, now: str) -> Progress:
        """The progress to go on from: a new one if there is none of the same comparison, or by ``afresh``."""
        kept = None if afresh else self._kept()
        size = 0
        progress = Progress(began=now)
        if kept is not None:
            size = kept["differences_bytes"]
            progress = Progress(
                began=kept["began"],
                after=kept["after"],
                tally=Tally(**kept["tally"]),
                kinds=Counter(kept["kinds"]),
                looked=kept["looked"],
            )
        self._open = self.differences.open("ab")
        self._open.truncate(size)
        return progress

    def keep(self, progress: Progress, found: Iterable[Difference]) -> None:
        """Append differences, and say that everything up to ``progress.after`` is compared."""
        assert self._open is not None, "resume comes first"  # noqa: S101 # the order of calls, no input
        for each in found:
            self._open.write(json.dumps(asdict(each), ensure_ascii=False).encode() + b"\n")
        self._open.flush()
        os.fsync(self._open.fileno())
        size = self._open.seek(0, os.SEEK_END)
        kept = {"what": self._what, "differences_bytes": size, **progress.as_json()}
        write_whole(self._progress, json.dumps(kept))

    def close(self) -> None:
        """Close the files; the progress stays, to go on from."""
        if self._open is not None:
            self._open.close()

    def finish(self) -> None:
        """The comparison is complete: the next one begins anew; the differences stay."""
        self.close()
        self._progress.unlink(missing_ok=True)

    def read(self) -> Iterator[Difference]:
        """The differences found, in the order of their keys."""
        with self.differences.open("rb") as file:
            for line in file:
                values = json.loads(line)
                yield Difference(**{**values, "kind": Kind(values["kind"])})

    def _kept(self) -> dict[str, Any] | None:
        try:
            kept: dict[str, Any] = json.loads(self._progress.read_text(encoding="utf-8"))
            size = self.differences.stat().st_size
        except (OSError, ValueError):
            return None
        return kept if kept.get("what") == self._what and kept["differences_bytes"] <= size else None
