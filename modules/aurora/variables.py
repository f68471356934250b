"""What an application is told of a database."""

from __future__ import annotations

from collections.abc import Iterator

from futago.names import variable
from modules.aurora.inputs import DatabaseInputs
from modules.variable import Variable, Whereabouts


def variables(around: Whereabouts, name: str, inputs: DatabaseInputs) -> Iterator[Variable]:
    """The cluster's endpoints in the Region, where they listen, and the first database.

    Not the global writer endpoint: the provider tells it to the stack that makes the global cluster alone,
    and in the other Region it leads to a network that this one may have no way to.
    """
    yield Variable(
        variable("database", name, "writer-endpoint"),
        f"host of database {name} in the application's Region, which takes writes where home is",
        around.endpoint(name, "writer"),
    )
    yield Variable(
        variable("database", name, "reader-endpoint"),
        f"host of the readers of database {name} in the application's Region",
        around.endpoint(name, "reader"),
    )
    port = str(inputs.in_region(around.region).listening_port)
    yield Variable(
        variable("database", name, "port"), f"port of database {name}", port, "integer", ties=False
    )
    first = inputs.first_database(name)
    yield Variable(
        variable("database", name, "name"),
        f"name of the first database on the cluster of {name}",
        first,
        ties=False,
    )
