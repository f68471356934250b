"""What is known already: findings that are left for later, so that new ones stand out.

A finding is known by its file, rule and text and by what its line says, not by the line's number: what moves
stays known, what is copied is new.
"""

from __future__ import annotations

import json
import os
from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from futago.errors import LintError
from futago.lint.reading import BASELINE_KEY
from futago.lint.rule import Finding
from futago.whole_file import write_whole

VERSION = 1
_Identity = tuple[str, str, str, str]


class Baseline:
    """Known findings, each of which covers one.

    Args:
        file: where the baseline lies; paths in it are relative to its folder, wherever the lint runs.
        known: how many there are of each.
    """

    def __init__(self, file: Path, known: Counter[_Identity]) -> None:
        self._folder = file.absolute().parent
        self._left = known

    def knows(self, finding: Finding) -> bool:
        """Whether a finding is known; each entry is used up by one."""
        identity = _identity(finding, self._folder)
        if not self._left[identity]:
            return False
        self._left[identity] -= 1
        return True

    @property
    def gone(self) -> int:
        """How many entries nothing was found for so far."""
        return self._left.total()


def read_baseline(file: Path) -> Baseline:
    """Read a baseline.

    Raises:
        LintError: it can't be read, or is none.
    """
    again = f"futago lint PATH… --write-baseline {file}"
    try:
        document = json.loads(file.read_text(encoding="utf-8"))
    except OSError as error:
        raise LintError(f"baseline {file}: {error.strerror}", next_command=again) from error
    except ValueError as error:
        raise LintError(f"baseline {file}: not JSON: {error}", next_command=again) from error
    if not isinstance(document, dict) or document.get(BASELINE_KEY) != VERSION:
        raise LintError(f"baseline {file}: allowed is {BASELINE_KEY} {VERSION}", next_command=again)
    try:
        known = Counter({_read_entry(entry): int(entry["count"]) for entry in document["findings"]})
    except (KeyError, TypeError, ValueError) as error:
        raise LintError(
            f"baseline {file}: an entry is not as futago writes it", next_command=again
        ) from error
    return Baseline(file, known)


def write_baseline(file: Path, findings: Iterable[Finding]) -> int:
    """Write a baseline of these findings; returns how many they are.

    Raises:
        LintError: it can't be written.
    """
    folder = file.absolute().parent
    known = Counter(_identity(finding, folder) for finding in findings)
    entries = [
        {"path": path, "rule": rule, "text": text, "line_hash": line_hash, "count": count}
        for (path, rule, text, line_hash), count in sorted(known.items())
    ]
    lines = ",\n".join(f"    {json.dumps(entry)}" for entry in entries)
    text = f'{{\n  "{BASELINE_KEY}": {VERSION},\n  "findings": [\n{lines}\n  ]\n}}\n'
    try:
        write_whole(file, text)
    except OSError as error:
        raise LintError(f"baseline {file}: {error.strerror}") from error
    return known.total()


def _identity(finding: Finding, folder: Path) -> _Identity:
    path = Path(os.path.relpath(finding.path, folder)).as_posix()
    return path, finding.rule, finding.text, finding.line_hash


def _read_entry(entry: Any) -> _Identity:
    return str(entry["path"]), str(entry["rule"]), str(entry["text"]), str(entry["line_hash"])
