"""What the lint's tests share."""

from __future__ import annotations

from pathlib import Path
from typing import Protocol

import pytest

from futago.lint.lint import lint
from futago.lint.rule import Finding
from futago.lint.sought import Sought

REGION = "ap-northeast-1"
CODE = f'region = "{REGION}"\n'
"""A line with a finding in every language."""


class Write(Protocol):
    """Writes a file below the folder that is linted."""

    def __call__(self, path: str, content: str | bytes = CODE) -> Path: ...


@pytest.fixture
def tree(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Write:
    """Writes files below a folder of their own, from which the lint runs."""
    folder = tmp_path / "tree"
    folder.mkdir()
    monkeypatch.chdir(folder)

    def write(path: str, content: str | bytes = CODE) -> Path:
        file = folder / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content if isinstance(content, bytes) else content.encode())
        return file

    return write


def findings(*paths: str, force_exclude: bool = False) -> list[Finding]:
    """All findings below these paths."""
    batches = lint(paths or (".",), Sought(), force_exclude=force_exclude)
    return [finding for batch in batches for finding in batch.findings]


def found_paths(*paths: str, force_exclude: bool = False) -> list[str]:
    """Which files have findings, in the order in which they come."""
    return list(dict.fromkeys(each.path for each in findings(*paths, force_exclude=force_exclude)))


def unread(*paths: str) -> list[tuple[str, str]]:
    """What could not be read, and why."""
    return [each for batch in lint(paths or (".",), Sought()) for each in batch.unread]
