"""A virtual environment of its own for ripgrep, which only the benchmark of the lint needs."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

from benchmarks.measurement import FOLDER
from futago.errors import ToolchainError

RIPGREP = "ripgrep==14.1.0"
"""PyPI's wheel of BurntSushi/ripgrep."""


def find_ripgrep(announce: Callable[[str], None]) -> Path:
    """The program ``rg`` of the environment, which is made first where it is missing.

    Args:
        announce: told what is waited for.

    Raises:
        ToolchainError: pip could not install it.
    """
    environment = FOLDER / "ripgrep"
    program = environment / "bin" / "rg"
    if program.exists():
        return program
    announce(f"waiting for pip: {RIPGREP}, into {environment} (once)")
    for command in (
        [sys.executable, "-m", "venv", "--clear", str(environment)],
        [str(environment / "bin" / "python"), "-m", "pip", "install", "--quiet", RIPGREP],
    ):
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        if done.returncode != 0:
            raise ToolchainError(f"{' '.join(command)} failed:\n{done.stderr.strip()}")
    return program
