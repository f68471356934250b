"""Load on a table: one item a write."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from modules.consistency import home_of
from modules.dynamodb.gate import observe_gate
from modules.dynamodb.inputs import TableInputs
from modules.dynamodb.schema import KeyAttribute
from modules.estate import Estate
from modules.proof import Clients
from regions import Region


def may_write(clients: Clients, estate: Estate, name: str, inputs: TableInputs, region: Region) -> bool:
    """Whether the gate is open there; a table that both Regions write has none."""
    if home_of(estate, inputs) is None:
        return True
    return observe_gate(clients, estate, name, inputs, region) == "open"


def write(  # noqa: PLR0917 # what every load is called with
    clients: Clients, estate: Estate, name: str, inputs: TableInputs, region: Region, mark: str
) -> None:
    """Put an item."""
    clients.client("dynamodb", region).put_item(
        TableName=_table(estate, name, inputs), Item={**_key(inputs, mark), "futago_load": {"S": mark}}
    )


def missing(  # noqa: PLR0917 # what every load is called with
    clients: Clients,
    estate: Estate,
    name: str,
    inputs: TableInputs,
    region: Region,
    marks: Collection[str],
) -> frozenset[str]:
    """The marks whose items are not there, or hold another mark."""
    reader, table = clients.client("dynamodb", region), _table(estate, name, inputs)

    def is_there(mark: str) -> bool:
        item = reader.get_item(TableName=table, Key=_key(inputs, mark)).get("Item", {})
        return bool(item.get("futago_load") == {"S": mark})

    return frozenset(mark for mark in marks if not is_there(mark))


def _table(estate: Estate, name: str, inputs: TableInputs) -> str:
    return estate.names.table(estate.names.label(name, inputs.name))


def _key(inputs: TableInputs, mark: str) -> dict[str, Any]:
    keys = [inputs.partition_key, *filter(None, (inputs.sort_key,))]
    return {attribute.name: _value(attribute, mark) for attribute in keys}


def _value(attribute: KeyAttribute, mark: str) -> dict[str, Any]:
    """The mark as the attribute's type can hold it; a number is below zero, as no real one is."""
    values: dict[str, dict[str, Any]] = {
        "S": {"S": mark},
        "N": {"N": f"-{int.from_bytes(mark.encode()[-15:], 'big')}"},
        "B": {"B": mark.encode()},
    }
    return values[attribute.type]
