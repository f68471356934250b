"""Shows that an item written in either Region arrives in the other, and whose applications may write."""

from __future__ import annotations

import secrets
from collections.abc import Iterator
from typing import Any

from modules.dynamodb.gate import observe_gate
from modules.dynamodb.inputs import TableInputs
from modules.dynamodb.schema import KeyAttribute
from modules.estate import Estate
from modules.gate_proof import prove_gates
from modules.proof import Clients, Evidence, Stopwatch, in_both_directions, until


def prove(clients: Clients, estate: Estate, name: str, inputs: TableInputs) -> Iterator[Evidence]:
    """Put an item in each Region, read it in the other, and delete it."""
    table = estate.names.table(estate.names.label(name, inputs.name))
    for here, there in in_both_directions(estate):
        watch = Stopwatch()
        keys = [inputs.partition_key, *filter(None, (inputs.sort_key,))]
        key = {attribute.name: _value(attribute) for attribute in keys}
        proof = {"S": secrets.token_hex(16)}
        writer, reader = clients.client("dynamodb", here), clients.client("dynamodb", there)
        writer.put_item(TableName=table, Item={**key, "futago_proof": proof})
        arrived: dict[str, Any] = until(
            lambda: reader.get_item(TableName=table, Key=key).get("Item", {}),  # noqa: B023 # called before the loop goes on
            bool,
        )
        writer.delete_item(TableName=table, Key=key)
        gone = until(
            lambda: reader.get_item(TableName=table, Key=key).get("Item", {}),  # noqa: B023 # likewise
            lambda item: not item,
        )
        yield Evidence(
            noun="table",
            name=name,
            claim=f"an item of {here.city} arrives in {there.city}",
            holds=arrived.get("futago_proof") == proof and not gone,
            seen=_seen(arrived=bool(arrived), gone=not gone),
            seconds=watch.seconds,
        )
    if inputs.consistency == "strong":
        yield from prove_gates(
            estate, "table", name, lambda region: observe_gate(clients, estate, name, inputs, region)
        )


def _seen(*, arrived: bool, gone: bool) -> str:
    if not arrived:
        return "it never came"
    return "it came, and went when it was deleted" if gone else "it came, and stayed when it was deleted"


def _value(attribute: KeyAttribute) -> dict[str, Any]:
    """A key value that no real item has."""
    values: dict[str, dict[str, Any]] = {
        "S": {"S": f"futago-proof-{secrets.token_hex(8)}"},
        "N": {"N": str(-secrets.randbelow(10**12))},
        "B": {"B": secrets.token_bytes(16)},
    }
    return values[attribute.type]
