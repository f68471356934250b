"""Whether all that futago needs is here and fit; ``futago doctor`` prints it."""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from importlib.util import find_spec
from pathlib import Path
from typing import Final

from futago.errors import ToolchainError
from futago.toolchain.node import find_node
from futago.toolchain.provider_mirror import ADD_ON_ROOTS
from futago.toolchain.providers import find_provider_source
from futago.toolchain.terraform import find_terraform

_OLDEST_PYTHON: Final = (3, 11)
_ENVIRONMENT: Final = "make environment"


@dataclass(frozen=True)
class Finding:
    """One thing that was looked at.

    Attributes:
        name: what it is.
        ok: whether it is fit.
        detail: what was found.
        remedy: the command or change that mends it; empty if it is fit.
    """

    name: str
    ok: bool
    detail: str
    remedy: str = ""


def diagnose(
    project: Path,
    environment: Mapping[str, str] = os.environ,
    *,
    add_on_roots: tuple[Path, ...] = ADD_ON_ROOTS,
) -> tuple[Finding, ...]:
    """Look at everything futago needs; never raises for what it finds, and imports nothing heavy.

    Args:
        project: the folder of the project.
        environment: the environment to look in.
        add_on_roots: where to look for a provider mirror, see ``find_provider_source``.
    """
    provider_source = partial(find_provider_source, project, environment, add_on_roots=add_on_roots)
    return (
        _python(),
        _found("Node", partial(find_node, environment)),
        _found("Terraform", partial(find_terraform, environment)),
        _found("AWS provider", provider_source),
        own_package("regions", project),
        _importable("cdktf"),
        _writable(project),
    )


def own_package(name: str, project: Path) -> Finding:
    """Whether a package is imported from the project: PyPI has a foreign ``regions`` (astropy's).

    Args:
        name: the package.
        project: the folder that it must lie in.
    """
    spec = find_spec(name)
    if spec is None or spec.origin is None:
        return Finding(f"package {name}", ok=False, detail="not importable", remedy=_ENVIRONMENT)
    origin = Path(spec.origin)
    if origin.resolve().is_relative_to(project.resolve()):
        return Finding(f"package {name}", ok=True, detail=str(origin.parent))
    detail = f"{origin.parent} is imported, which is not this project's"
    return Finding(f"package {name}", ok=False, detail=detail, remedy=f"pip uninstall {name}; {_ENVIRONMENT}")


def _python() -> Finding:
    version = ".".join(map(str, sys.version_info[:3]))
    detail = f"{version}, {sys.executable}"
    if sys.version_info >= _OLDEST_PYTHON:
        return Finding("Python", ok=True, detail=detail)
    return Finding("Python", ok=False, detail=detail, remedy="make PYTHON=python3.11 environment")


def _found(name: str, find: Callable[[], object]) -> Finding:
    try:
        return Finding(name, ok=True, detail=str(find()))
    except ToolchainError as error:
        return Finding(name, ok=False, detail=error.message, remedy=error.next_command or "as said")


def _importable(name: str) -> Finding:
    spec = find_spec(name)  # found, not imported: cdktf starts Node
    if spec is None or spec.origin is None:
        return Finding(name, ok=False, detail="not installed", remedy=_ENVIRONMENT)
    return Finding(name, ok=True, detail=str(Path(spec.origin).parent))


def _writable(project: Path) -> Finding:
    try:
        with tempfile.TemporaryFile(dir=project):
            return Finding("write access", ok=True, detail=str(project))
    except OSError as error:
        detail = f"{project}: {error.strerror}"
        return Finding("write access", ok=False, detail=detail, remedy=f"chmod u+w {project}")
