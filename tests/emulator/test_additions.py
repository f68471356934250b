"""No addition without need: each one's tests fail when it is left out."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from futago.emulator.additions import NAMES

TESTS = Path(__file__).parent / "additions"
PYTEST_TESTS_FAILED = 1  # 2 and above: pytest itself could not run them


def test_every_addition_is_registered_and_has_its_tests() -> None:
    """Additions, the registry and the test files name the same things."""
    import futago.emulator.additions as package  # noqa: PLC0415 - its place is wanted, not its contents

    written = {path.stem for path in Path(package.__file__ or "").parent.glob("*_*.py")} - {"__init__"}
    tested = {path.stem.removeprefix("test_") for path in TESTS.glob("test_*.py")}
    assert set(NAMES) == written == tested


@pytest.mark.parametrize("name", NAMES)
def test_its_tests_fail_without_it(name: str) -> None:
    """The tests of an addition fail on an emulator that lacks just this one."""
    run = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-x", str(TESTS / f"test_{name}.py")],
        env={**os.environ, "FUTAGO_TEST_WITHOUT": name},
        capture_output=True,
        text=True,
        check=False,
    )
    assert PYTEST_TESTS_FAILED == run.returncode, run.stdout
