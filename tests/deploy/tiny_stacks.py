"""The shapes of the tiny stacks that the tests of futago.deploy run, and a resource that takes its time."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from futago.deploy.stack_directory import StackDirectory

Resources = Mapping[str, Mapping[str, Any]]
WriteStacks = Callable[[Mapping[str, tuple[Resources, tuple[str, ...]]]], tuple[StackDirectory, ...]]


def local_exec(command: str, *after: str) -> dict[str, Any]:
    """A resource whose creation runs a command, after other resources."""
    return {"provisioner": [{"local-exec": {"command": command}}], "depends_on": list(after)}
