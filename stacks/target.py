"""Where stacks are deployed: AWS, or the embedded emulator."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any


@dataclass(frozen=True)
class Target:
    """Where stacks are deployed. The default is AWS.

    Attributes:
        provider_arguments: by Region code, arguments of the provider block that AWS does not need.
        state_directory: the folder for local state; None puts state into S3.
    """

    provider_arguments: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    state_directory: Path | None = None


AWS = Target()
