"""A table's part in a promotion."""

from __future__ import annotations

from collections.abc import Iterator

from modules.dynamodb.inputs import TableInputs
from modules.dynamodb.promotion.observation import (
    WORKING_STATES,
    TableObservation,
    look,
    looking_permissions,
    when_well,
)
from modules.dynamodb.promotion.steps import Proof
from modules.dynamodb.promotion.table import NOUN, Table
from modules.estate import Estate
from modules.gate_steps import gate_obstacles, store_steps
from modules.operation import Loss, Mode, Obstacle, Permission, Promotion, Resource, Seen, Step
from modules.proof import Clients
from modules.sight import sight
from regions import Region


def observe(
    clients: Clients, estate: Estate, name: str, inputs: TableInputs, region: Region
) -> TableObservation:
    """Look at the Region's replica and its gate."""
    return look(clients, Table(estate, name, inputs), region)


def observe_permissions(
    estate: Estate, name: str, inputs: TableInputs, region: Region
) -> tuple[Permission, ...]:
    """What ``observe`` needs to be allowed in a Region."""
    return looking_permissions(Table(estate, name, inputs), region)


def expected(
    estate: Estate,
    name: str,
    inputs: TableInputs,
    region: Region,
    writer: Region,
    *,
    after_failover: bool = False,
) -> TableObservation:
    """What ``observe`` sees where all is well."""
    return when_well(Table(estate, name, inputs), region, writer, after_failover=after_failover)


def plan(
    promotion: Promotion, name: str, inputs: TableInputs, seen: Seen
) -> Iterator[Step | Obstacle | Loss]:
    """The gates of a strong table are moved; any table is seen to work where it is needed."""
    found = sight(promotion, seen, TableObservation)
    if found is None:
        return
    target, source = found
    table = Table(promotion.estate, name, inputs)
    obstacles = tuple(_obstacles(promotion, table, target, source))
    yield from obstacles or _steps(promotion, table, target, source)


def resources(estate: Estate, name: str, inputs: TableInputs, region: Region) -> tuple[Resource, ...]:
    """The Region's replica."""
    return (Resource("DynamoDB table", Table(estate, name, inputs).arn(region)),)


def _obstacles(
    promotion: Promotion, table: Table, target: TableObservation, source: TableObservation | None
) -> Iterator[Obstacle]:
    to = promotion.to
    if target.status not in WORKING_STATES:
        remedy = f"aws dynamodb describe-table --region {to.code} --table-name {table.in_aws}"
        yield Obstacle(NOUN, table.name, to.code, f"table {table.in_aws} is {target.status}", remedy)
    if source is not None and promotion.mode is not Mode.FAILOVER:
        status = source.replicas.get(to.code, "not there")
        if status not in WORKING_STATES:
            yield Obstacle(
                NOUN,
                table.name,
                promotion.source.code,
                f"its replica in {to.city} is {status}: what is written does not arrive there",
                f"apply the stack {table.estate.names.stack('links')}",
            )
    if target.gate is not None:
        yield from gate_obstacles(promotion, table.gates(), target.gate, source.gate if source else None)


def _steps(
    promotion: Promotion, table: Table, target: TableObservation, source: TableObservation | None
) -> Iterator[Step | Loss]:
    proof = Proof(table, promotion.operation)
    gates = (target.gate, source.gate if source else None)
    steps = tuple(store_steps(promotion, table.gates(), *gates, proof.drain, proof.verify))
    yield from steps
    if steps and promotion.mode is Mode.FAILOVER:
        yield _loss(promotion, table, source)
    if steps and table.probed:
        yield proof.tidy(promotion.to, (steps[-1].id,))


def _loss(promotion: Promotion, table: Table, source: TableObservation | None) -> Loss:
    """CloudWatch has the lag in the Region that writes: where that is dark, nobody knows it."""
    lag, city = source.lag if source else None, promotion.source.city
    known = f"in its last {lag.seconds:.1f} s" if lag else "and not replicated, as a rule its last second"
    return Loss(
        noun=NOUN,
        name=table.name,
        lag_seconds=lag.seconds if lag else None,
        measured_seconds_ago=lag.measured_seconds_ago if lag else None,
        statement=f"what was written in {city} {known}: it arrives when {city} is back, unless overwritten",
    )
