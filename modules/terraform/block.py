"""A Terraform resource, data source or ephemeral resource, with its arguments checked in Python."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any, ClassVar, TypedDict, get_type_hints, is_typeddict

from constructs import Construct

from futago.errors import SynthesisError
from futago.names import address
from modules.terraform.reference import Reference, expression
from modules.terraform.stack import Part


class Lifecycle(TypedDict, total=False):
    """Terraform's ``lifecycle`` block."""

    ignore_changes: Sequence[str]
    create_before_destroy: bool
    prevent_destroy: bool
    replace_triggered_by: Sequence[str]


class Block(Construct):
    """One block of a part of a stack; the generated classes in ``aws/`` say which arguments it takes.

    A plain construct: what cdktf's ``TerraformResource`` would add to it is written here, with one round
    trip to Node in place of two.

    Reading an attribute gives a Reference to it: ``bucket.arn``.

    Args:
        part: the part of the stack that it belongs to.
        use: what it is for, where a part has two of a type; goes into the address.
        depends_on: blocks that must be there first, beyond those that are referred to.
        lifecycle: what Terraform may and may not do later.
        arguments: by the provider's names; ``None`` stands for not given.

    Raises:
        SynthesisError: an argument that the provider does not know, or lacks; names the construct's
            path and the argument.
    """

    KIND: ClassVar[str]
    TYPE: ClassVar[str]
    ARGUMENTS: ClassVar[type]
    ATTRIBUTES: ClassVar[frozenset[str]]

    def __init__(
        self,
        part: Part,
        use: str,
        arguments: Mapping[str, Any],
        depends_on: Sequence[Block] = (),
        lifecycle: Lifecycle | None = None,
    ) -> None:
        self._name = address(part.noun, part.name, use, part.region.short_code)
        self._place = f"{part.place}/{self.address}"
        given = {name: value for name, value in arguments.items() if value is not None}
        _check(given, self.ARGUMENTS, self._place)
        if part.provider != "aws":
            given["provider"] = Reference(part.provider)
        if depends_on:
            given["depends_on"] = [Reference(block.address) for block in depends_on]
        if lifecycle:
            given["lifecycle"] = lifecycle
        given["//"] = {"metadata": {"path": self._place, "uniqueId": self._name}}
        part.stack.block(self.KIND, self.TYPE, self._name, given)
        super().__init__(part, self.address)
        part.stack.put(self.address, self)

    @property
    def address(self) -> str:
        """The block's address in its stack."""
        prefix = "" if self.KIND == "resource" else f"{self.KIND}."
        return f"{prefix}{self.TYPE}.{self._name}"

    def __getattr__(self, attribute: str) -> Reference:
        if attribute not in self.ATTRIBUTES:
            raise AttributeError(f"{self._place} has no attribute {attribute}")
        return expression(f"{self.address}.{attribute}")


class Resource(Block):
    """A ``resource``."""

    KIND = "resource"


class DataSource(Block):
    """A ``data`` source."""

    KIND = "data"


class Ephemeral(Block):
    """An ``ephemeral`` resource: its values are never in a plan or a state."""

    KIND = "ephemeral"


@cache
def _shape(typed_dict: type) -> tuple[frozenset[str], dict[str, type | None]]:
    """The required keys of a TypedDict, and for every key the TypedDict of its nested block, if it is one."""
    nested: dict[str, type | None] = {}
    for name, hint in get_type_hints(typed_dict).items():
        inner = (hint, *getattr(hint, "__args__", ()))
        nested[name] = next((part for part in inner if is_typeddict(part)), None)
    return frozenset(typed_dict.__required_keys__), nested  # type: ignore[attr-defined] # every TypedDict has it


def _check(given: Mapping[str, Any], typed_dict: type, place: str) -> None:
    required, nested = _shape(typed_dict)
    for name in sorted(given.keys() - nested.keys()):
        raise SynthesisError(
            f"{place}: the provider has no argument '{name}'; it has {', '.join(sorted(nested))}"
        )
    for name in sorted(required - given.keys()):
        raise SynthesisError(f"{place}: the provider requires the argument '{name}'")
    for name, value in given.items():
        inner = nested[name]
        if inner is not None and not isinstance(value, Reference):
            for block in _blocks(value, f"{place}.{name}"):
                _check(block, inner, f"{place}.{name}")


def _blocks(value: object, place: str) -> Sequence[Mapping[str, Any]]:
    """The nested blocks that ``value`` gives, be it one or several."""
    blocks = [value] if isinstance(value, Mapping) else value
    if isinstance(blocks, list | tuple) and all(isinstance(block, Mapping) for block in blocks):
        return blocks
    raise SynthesisError(f"{place}: {value!r} is no block; allowed are a mapping and a list of mappings")
