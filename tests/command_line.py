"""Running the ``futago`` command as a person does."""

from __future__ import annotations

import os
import subprocess
import sys
from contextlib import suppress
from pathlib import Path

ROOT = Path(__file__).parents[1]
EXAMPLES = ROOT / "examples"
BIN = Path(sys.executable).parent


def environment(**variables: str) -> dict[str, str]:
    """The environment without what would steer futago or reach AWS, and with these."""
    steering = ("FUTAGO_", "CDKTF_", "AWS_")
    kept = {name: value for name, value in os.environ.items() if not name.startswith(steering)}
    path = f"{BIN}{os.pathsep}{kept['PATH']}"
    return {**kept, "AWS_EC2_METADATA_DISABLED": "true", "PATH": path, **variables}


def futago(*arguments: str | Path, folder: Path = ROOT, **variables: str) -> subprocess.CompletedProcess[str]:
    """Run ``futago`` with these arguments in a folder, with nothing to read from stdin."""
    return subprocess.run(
        [BIN / "futago", *arguments],
        cwd=folder,
        env=environment(**variables),
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )


def shown_on(screen: int) -> str:
    """What a program shows on its terminal until it ends; read from the other end, which is then closed."""
    shown = bytearray()
    with suppress(OSError):  # the terminal ends with the program
        while some := os.read(screen, 65_536):
            shown += some
    os.close(screen)
    return shown.decode(errors="replace")
