"""The folders that synthesis left, one a stack, as cdktf's ``manifest.json`` lists them."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from futago.errors import DeployError

MANIFEST: Final = "manifest.json"
_SYNTHESIZE: Final = "futago synth"


@dataclass(frozen=True)
class StackDirectory:
    """A synthesized stack.

    Attributes:
        name: the stack's name.
        path: the folder that holds its ``cdk.tf.json``; Terraform runs there.
        dependencies: the names of the stacks that must be applied before it.
    """

    name: str
    path: Path
    dependencies: frozenset[str] = frozenset()


def read_stacks(out: Path) -> tuple[StackDirectory, ...]:
    """Read the stacks of a synthesis, in the manifest's order.

    The manifest's form is cdktf's (``Manifest`` and ``StackManifest`` of cdktf 0.21).

    Args:
        out: the folder that synthesis wrote to, ``cdktf.out`` by default.

    Raises:
        DeployError: there is no synthesis there, or it is incomplete.
    """
    manifest = out / MANIFEST
    try:
        content = json.loads(manifest.read_text(encoding="utf-8"))
        stacks = tuple(_stack(out, name, entry) for name, entry in content["stacks"].items())
    except FileNotFoundError:
        raise DeployError(f"{manifest}: no synthesized stacks here", next_command=_SYNTHESIZE) from None
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise DeployError(
            f"{manifest}: not a manifest that cdktf wrote ({type(error).__name__}: {error}); "
            "synthesize the stacks anew",
            next_command=_SYNTHESIZE,
        ) from error
    for stack in stacks:
        if not stack.path.is_dir():
            raise DeployError(
                f"{manifest}: stack {stack.name} has no folder {stack.path}; synthesize the stacks anew",
                next_command=_SYNTHESIZE,
            )
    return stacks


def _stack(out: Path, name: str, entry: dict[str, Any]) -> StackDirectory:
    directory = (out / entry["workingDirectory"]).absolute()
    return StackDirectory(name, directory, frozenset(entry.get("dependencies", ())))
