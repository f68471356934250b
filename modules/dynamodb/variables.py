"""What an application is told of a table."""

from __future__ import annotations

from collections.abc import Iterator

from futago.names import variable
from modules.dynamodb.inputs import TableInputs
from modules.variable import Variable, Whereabouts


def variables(around: Whereabouts, name: str, inputs: TableInputs) -> Iterator[Variable]:
    """Its name, and the ARN of the replica in the Region."""
    names = around.estate.names
    table = names.table(names.label(name, inputs.name))
    yield Variable(variable("table", name, "name"), f"name of table {name}", table)
    yield Variable(
        variable("table", name, "arn"),
        f"ARN of table {name} in the application's Region",
        names.table_arn(table, around.region.code),
    )
