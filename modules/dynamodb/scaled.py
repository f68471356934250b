"""Which capacities of a provisioned table and its indexes scale, and between what."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from modules.dynamodb.inputs import TableInputs
from modules.dynamodb.schema import Capacity


@dataclass(frozen=True)
class Scaled:
    """One capacity that is scaled.

    Attributes:
        use: what it is in addresses, such as ``read`` or ``index-by-customer-write``.
        direction: ``read`` or ``write``.
        resource_id: the table or index, as Application Auto Scaling names it.
        dimension: its scalable dimension.
        capacity: between what it scales.
    """

    use: str
    direction: str
    resource_id: str
    dimension: str
    capacity: Capacity


def scaled(table: str, inputs: TableInputs) -> Iterator[Scaled]:
    """Every capacity of the table and its global secondary indexes; none with PAY_PER_REQUEST.

    (Application Auto Scaling User Guide, "Amazon DynamoDB and Application Auto Scaling".)
    """
    for direction, its in (("read", inputs.read_capacity), ("write", inputs.write_capacity)):
        if its is None:
            continue
        units = f"{direction.capitalize()}CapacityUnits"
        yield Scaled(direction, direction, f"table/{table}", f"dynamodb:table:{units}", its)
        for name, index in inputs.global_secondary_indexes.items():
            own = index.read_capacity if direction == "read" else index.write_capacity
            yield Scaled(
                f"index-{name}-{direction}",
                direction,
                f"table/{table}/index/{name}",
                f"dynamodb:index:{units}",
                own or its,
            )
