"""A simulated AWS for tests of the promotion engine."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from futago.operations import step_run
from tests.operations.promotions import Place, Scene, scene


@pytest.fixture(scope="module")
def aws_scene() -> Iterator[Scene]:
    """A simulated AWS, up for the tests of a file."""
    with scene() as served:
        yield served


@pytest.fixture
def place(aws_scene: Scene, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Place:
    """A place for promotions, on the simulated AWS; nobody waits long after a trouble."""
    monkeypatch.setattr(step_run, "_BACKOFF_SECONDS", 0.02)
    aws_scene.faults.forget()
    return Place(aws_scene.urls, tmp_path / "journals")
