"""Where Terraform takes the AWS provider from: a mirror on this machine, or the registry."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from futago.errors import ToolchainError
from futago.toolchain.provider_mirror import (
    ADD_ON_ROOTS,
    PROVIDER_ADDRESS,
    REGISTRY_HOST,
    ProviderMirror,
    add_on_folders,
    current_platform,
    implied_folders,
    read_mirror,
)
from modules.terraform.provider import VERSION

AWS_PROVIDER_VERSION: Final = VERSION
"""The version whose schema the slim bindings were generated from, and the one that every stack requires."""


@dataclass(frozen=True)
class ProviderSource:
    """Where the AWS provider comes from.

    Attributes:
        version: the version that is needed.
        mirror: the folder that has it; None means the registry.
        needs_cache: whether Terraform would fetch or unpack the provider for every stack anew.
        passed_over: mirrors that were found but lack the version or the platform.
    """

    version: str
    mirror: ProviderMirror | None
    needs_cache: bool
    passed_over: tuple[ProviderMirror, ...] = ()

    def __str__(self) -> str:
        if self.mirror is not None:
            return f"aws {self.version} from the mirror {self.mirror.path} ({self.mirror.origin})"
        seen = "".join(
            f"; {each.path} has only {', '.join(map(str, each.packages))}" for each in self.passed_over
        )
        return f"aws {self.version} from {REGISTRY_HOST}{seen}"


def find_provider_source(
    project: Path,
    environment: Mapping[str, str] = os.environ,
    *,
    version: str = AWS_PROVIDER_VERSION,
    add_on_roots: tuple[Path, ...] = ADD_ON_ROOTS,
) -> ProviderSource:
    """Find where to take the AWS provider from.

    FUTAGO_PROVIDER_MIRROR decides if it is set. Else it is the first mirror that has the version for this
    machine, of Terraform's implied folders and then of the roots for add-on software; else the registry.

    Args:
        project: the folder of the project.
        environment: the environment to look in.
        version: the version that is needed.
        add_on_roots: the roots for add-on software.

    Raises:
        ToolchainError: FUTAGO_PROVIDER_MIRROR names a folder that lacks the version for this machine.
    """
    here = current_platform()
    named = environment.get("FUTAGO_PROVIDER_MIRROR")
    if named:
        mirror = _named_mirror(Path(named).expanduser().absolute(), version, here)
        return ProviderSource(version, mirror, needs_cache=_is_packed(mirror, version, here))
    passed_over: list[ProviderMirror] = []
    for mirror in _mirrors(project.absolute(), environment, add_on_roots):
        if mirror.package(version, here):
            return ProviderSource(version, mirror, _is_packed(mirror, version, here), tuple(passed_over))
        passed_over.append(mirror)
    return ProviderSource(version, None, needs_cache=True, passed_over=tuple(passed_over))


def _mirrors(
    project: Path, environment: Mapping[str, str], roots: tuple[Path, ...]
) -> Iterator[ProviderMirror]:
    for folder in implied_folders(project, environment):
        mirror = read_mirror(folder, "a folder that Terraform searches by itself")
        if mirror is not None:
            yield mirror
    for folder in add_on_folders(roots):
        mirror = read_mirror(folder, "a folder for add-on software")
        if mirror is not None:
            yield mirror


def _named_mirror(path: Path, version: str, here: str) -> ProviderMirror:
    """The mirror that FUTAGO_PROVIDER_MIRROR names, which must have the version for this machine."""
    mirror = read_mirror(path, "FUTAGO_PROVIDER_MIRROR")
    if mirror is not None and mirror.package(version, here):
        return mirror
    if mirror is not None:
        found = f"it has {', '.join(map(str, mirror.packages))}"
    else:
        found = (
            f"it has no {PROVIDER_ADDRESS}/VERSION/PLATFORM" if path.is_dir() else "there is no such folder"
        )
    raise ToolchainError(
        f"FUTAGO_PROVIDER_MIRROR={path}: {found}; needed is {PROVIDER_ADDRESS} {version} for {here}: "
        "fill the mirror with it (from a stack's folder, where the registry can be reached), name another, "
        "or unset the variable to let futago look for one",
        next_command=f"terraform providers mirror -platform={here} {path}",
    )


def _is_packed(mirror: ProviderMirror, version: str, here: str) -> bool:
    package = mirror.package(version, here)
    return package is not None and package.packed
