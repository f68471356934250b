"""A stack whose resources keep their arguments in Python until synthesis."""

from __future__ import annotations

from typing import Any

from cdktf import TerraformStack
from constructs import Construct

from futago.errors import SynthesisError
from modules.terraform.reference import Reference, expression, literal
from regions import Region


class Stack(TerraformStack):
    """One root module, with a state of its own.

    Args:
        scope: the app.
        name: the stack's name, which is its folder's too.
        providers: the provider to use for each of the stack's Regions, by Region code: ``aws`` where
            the stack has one Region, ``aws.apne1`` where it has two.
    """

    def __init__(self, scope: Construct, name: str, providers: dict[str, str]) -> None:
        super().__init__(scope, name)
        self.stack_name = name
        self.providers = providers
        self._blocks: dict[str, Any] = {}
        self._at: dict[str, Any] = {}

    def block(self, kind: str, block_type: str, name: str, arguments: dict[str, Any]) -> None:
        """Add a block such as ``resource "aws_kms_key" "main"``; text that is no Reference is literal.

        Raises:
            SynthesisError: the stack has a block with this address.
        """
        named = self._blocks.setdefault(kind, {}).setdefault(block_type, {})
        if name in named:
            raise SynthesisError(
                f"{self.stack_name}: {kind} {block_type}.{name} is there already; each needs its own address"
            )
        named[name] = literal(arguments)

    def put(self, address: str, block: Any) -> None:
        """Remember a block by its address, for what comes after it without having made it."""
        self._at[address] = block

    def at(self, address: str) -> Any:
        """The ``modules.terraform.block.Block`` with this address.

        Raises:
            SynthesisError: the stack has none, or not yet.
        """
        if address not in self._at:
            raise SynthesisError(f"{self.stack_name}: {address} is to come first, and is not there")
        return self._at[address]

    def hand_over(self) -> None:
        """Give all blocks to cdktf, which writes them; once, just before synthesis.

        As overrides, which cdktf walks through once; what an element returns from ``toTerraform`` it
        fetches twice and walks through three times.
        """
        for kind, blocks in self._blocks.items():
            self.add_override(kind, blocks)

    def local(self, name: str, value: Reference) -> Reference:
        """Name an expression, so that it can stand where its quotation marks could not."""
        self._blocks.setdefault("locals", {})[name] = str(value)
        return expression(f"local.{name}")


class Part(Construct):
    """What one stack holds of one named resource in one Region: the resources of a kind are made in these.

    Args:
        stack: the stack.
        noun: the kind's noun, such as ``bucket``.
        name: the resource's name in the spec.
        region: the Region, one of the stack's.
        use: what the part is for, where a stack has two parts of one resource and Region.
    """

    def __init__(self, stack: Stack, noun: str, name: str, region: Region, use: str = "") -> None:
        identity = "-".join(part for part in (noun, name, use, region.short_code) if part)
        super().__init__(stack, identity)
        self.stack = stack
        self.noun = noun
        self.name = name
        self.region = region
        self.provider = stack.providers[region.code]
        self.place = f"{stack.stack_name}/{identity}"
