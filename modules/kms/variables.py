"""What an application is told of a key."""

from __future__ import annotations

from collections.abc import Iterator

from futago.names import variable
from modules.kms.inputs import KeyInputs
from modules.variable import Variable, Whereabouts


def variables(around: Whereabouts, name: str, inputs: KeyInputs) -> Iterator[Variable]:
    """Its alias, which finds the key of either Region there."""
    names = around.estate.names
    alias = names.key_alias(names.label(name, inputs.name))
    yield Variable(variable("key", name, "alias"), f"alias of key {name}", alias)
