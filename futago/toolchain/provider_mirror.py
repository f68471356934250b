"""Finding a local mirror of the AWS provider, so that nothing of 150 MB is downloaded for each stack.

A mirror is a folder in either of the layouts that Terraform itself reads (CLI Configuration,
"Provider Installation": https://developer.hashicorp.com/terraform/cli/config/config-file#provider-installation):

* unpacked, ``MIRROR/registry.terraform.io/hashicorp/aws/5.100.0/linux_amd64/``: Terraform only links to it;
* packed, ``MIRROR/registry.terraform.io/hashicorp/aws/terraform-provider-aws_5.100.0_linux_amd64.zip``:
  unpacked again for every stack unless there is a plugin cache.
"""

from __future__ import annotations

import os
import platform
import re
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

REGISTRY_HOST: Final = "registry.terraform.io"
PROVIDER_ADDRESS: Final = f"{REGISTRY_HOST}/hashicorp/aws"

ADD_ON_ROOTS: Final = (Path("/opt"), Path("/usr/local/share"), Path("/usr/local/lib"), Path("/srv"))
"""Where software that the system did not bring is put (Filesystem Hierarchy Standard 3.0)."""

ADD_ON_DEPTH: Final = 2
"""How many folders below an add-on root a mirror may lie; deeper would walk other people's software."""

_PACKED = re.compile(r"terraform-provider-aws_(?P<version>[^_]+)_(?P<platform>[a-z0-9]+_[a-z0-9]+)\.zip")
_ARCHITECTURES: Final = {"x86_64": "amd64", "aarch64": "arm64", "i386": "386", "i686": "386"}


@dataclass(frozen=True, order=True)
class ProviderPackage:
    """One build of the AWS provider in a mirror.

    Attributes:
        version: its version, such as ``5.100.0``.
        platform: operating system and architecture in Terraform's words, such as ``linux_amd64``.
        packed: whether it is a zip that has to be unpacked.
    """

    version: str
    platform: str
    packed: bool

    def __str__(self) -> str:
        return f"{self.version} for {self.platform}"


@dataclass(frozen=True)
class ProviderMirror:
    """A folder that holds the AWS provider, and how it was found.

    Attributes:
        path: the folder to give to Terraform as ``filesystem_mirror``.
        origin: where it was found, in words.
        packages: what it holds of the AWS provider.
    """

    path: Path
    origin: str
    packages: tuple[ProviderPackage, ...]

    def package(self, version: str, platform_name: str) -> ProviderPackage | None:
        """The build for a version and a platform, unpacked rather than packed; None if it is not there."""
        fitting = [
            each for each in self.packages if (each.version, each.platform) == (version, platform_name)
        ]
        return min(fitting, key=lambda each: each.packed, default=None)


def current_platform() -> str:
    """This machine in Terraform's words, such as ``linux_amd64``."""
    machine = platform.machine().lower()
    return f"{platform.system().lower()}_{_ARCHITECTURES.get(machine, machine)}"


def read_mirror(path: Path, origin: str) -> ProviderMirror | None:
    """What a folder holds of the AWS provider; None if it holds none of it or can't be read."""
    try:
        packages = tuple(sorted(_packages(path / PROVIDER_ADDRESS)))
    except OSError:
        return None
    return ProviderMirror(path, origin, packages) if packages else None


def _packages(folder: Path) -> Iterator[ProviderPackage]:
    for entry in folder.iterdir():
        packed = _PACKED.fullmatch(entry.name)
        if packed is not None:
            yield ProviderPackage(packed["version"], packed["platform"], packed=True)
        elif entry.is_dir():
            for build in entry.iterdir():
                if build.is_dir():
                    yield ProviderPackage(entry.name, build.name, packed=False)


def implied_folders(
    project: Path, environment: Mapping[str, str], operating_system: str = sys.platform
) -> list[Path]:
    """The folders that Terraform itself searches without being told, in its order.

    CLI Configuration, "Implied Local Mirror Directories":
    https://developer.hashicorp.com/terraform/cli/config/config-file#implied-local-mirror-directories

    Args:
        project: the folder of the project; ``terraform.d/plugins`` is looked for in it.
        environment: read for HOME and the XDG folders.
        operating_system: as in ``sys.platform``.
    """
    home = Path(environment.get("HOME") or Path.home())
    folders = [project / "terraform.d" / "plugins", home / ".terraform.d" / "plugins"]
    if operating_system == "darwin":
        support = Path("Library/Application Support/io.terraform/plugins")
        return [*folders, home / support, Path("/") / support]
    data_folders = [
        environment.get("XDG_DATA_HOME") or str(home / ".local" / "share"),
        *(environment.get("XDG_DATA_DIRS") or "/usr/local/share:/usr/share").split(":"),
    ]
    return [*folders, *(Path(each) / "terraform" / "plugins" for each in data_folders if each)]


def add_on_folders(roots: tuple[Path, ...] = ADD_ON_ROOTS, depth: int = ADD_ON_DEPTH) -> Iterator[Path]:
    """The folders at most ``depth`` below the add-on roots that hold one named for the registry.

    Args:
        roots: where to begin.
        depth: how many levels to go down; symbolic links are not followed.
    """
    level = [root for root in roots if root.is_dir()]
    for _ in range(depth + 1):
        yield from (folder for folder in level if (folder / REGISTRY_HOST).is_dir())
        level = [below for folder in level for below in _folders_in(folder)]


def _folders_in(folder: Path) -> list[Path]:
    try:
        with os.scandir(folder) as entries:
            return sorted(Path(entry) for entry in entries if entry.is_dir(follow_symlinks=False))
    except OSError:
        return []
