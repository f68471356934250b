"""A ready estate on the embedded AWS."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.readiness.ready_scene import Scene, ready_scene


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Scene]:
    """The scene of a file's tests."""
    with ready_scene(tmp_path_factory.mktemp("aws")) as served:
        served.build()
        yield served


@pytest.fixture
def scene(built: Scene) -> Scene:
    """The scene with nothing failing; what a test changes in the estate it puts back."""
    built.faults.forget()
    return built


@pytest.fixture
def disturbed(scene: Scene) -> Iterator[Scene]:
    """The scene, built anew after a test that changes what it can't put back."""
    yield scene
    scene.build()
