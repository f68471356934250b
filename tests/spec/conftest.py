"""What tests of the spec share."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.spec_files import SpecWriter


@pytest.fixture
def spec(tmp_path: Path) -> SpecWriter:
    """Writes a spec and returns its path."""

    def write(text: str) -> Path:
        path = tmp_path / "estate.yaml"
        path.write_text(text, encoding="utf-8")
        return path

    return write
