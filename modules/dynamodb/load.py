"""Load on a table: one item a write."""

from __future__ import annotations

from collections.abc import Collection

from modules.consistency import home_of
from modules.dynamodb.gate import observe_gate
from modules.dynamodb.inputs import TableInputs
from modules.dynamodb.promotion.table import Table
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
    table = Table(estate, name, inputs)
    clients.client("dynamodb", region).put_item(
        TableName=table.in_aws, Item={**table.probe_key(mark), "futago_load": {"S": mark}}
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
    reader, table = clients.client("dynamodb", region), Table(estate, name, inputs)

    def is_there(mark: str) -> bool:
        item = reader.get_item(TableName=table.in_aws, Key=table.probe_key(mark)).get("Item", {})
        return bool(item.get("futago_load") == {"S": mark})

    return frozenset(mark for mark in marks if not is_there(mark))
