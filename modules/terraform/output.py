"""A stack's outputs: what people and other tools read after an apply."""

from __future__ import annotations

from cdktf import TerraformOutput

from modules.terraform.reference import Reference
from modules.terraform.stack import Stack


def output(stack: Stack, name: str, value: Reference, description: str) -> None:
    """Put the output ``name`` into ``stack``; none may be a secret value."""
    TerraformOutput(stack, name, value=str(value), description=description, static_id=True)
