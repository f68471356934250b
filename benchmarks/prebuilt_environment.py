"""A virtual environment of its own for the prebuilt AWS bindings, made once and used again."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from importlib.metadata import version
from pathlib import Path

from benchmarks.measurement import FOLDER
from futago.errors import ToolchainError

BINDINGS = "cdktf-cdktf-provider-aws==21.22.1"
"""The last prebuilt bindings for cdktf 0.21."""


def python_with_prebuilt(announce: Callable[[str], None]) -> Path:
    """The interpreter of the environment, which is made first where it is missing or out of date.

    Everything but the bindings has the version that this project runs with.

    Args:
        announce: told what is waited for.

    Raises:
        ToolchainError: pip could not install the bindings.
    """
    environment = FOLDER / "prebuilt"
    python = environment / "bin" / "python"
    wanted = [BINDINGS, *(f"{package}=={version(package)}" for package in ("cdktf", "constructs", "jsii"))]
    # Written last, so that what was interrupted is made anew.
    stamp = environment / "installed.txt"
    if stamp.exists() and stamp.read_text().split() == wanted:
        return python
    announce(f"waiting for pip: {BINDINGS}, 60 MB, into {environment} (0.5 GB, once)")
    for command in (
        [sys.executable, "-m", "venv", "--clear", str(environment)],
        [str(python), "-m", "pip", "install", "--quiet", *wanted],
    ):
        answer = subprocess.run(command, capture_output=True, text=True, check=False)
        if answer.returncode != 0:
            raise ToolchainError(
                f"{' '.join(command)} ended with {answer.returncode}: {answer.stderr.strip()[-1000:]}; "
                "needed is a package index that pip can reach",
                next_command="python -m benchmarks synthesis_against_prebuilt",
            )
    stamp.write_text("\n".join(wanted))
    return python
