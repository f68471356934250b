"""An Aurora global database's part in a promotion."""

from __future__ import annotations

from collections.abc import Iterator

from modules.aurora.inputs import DatabaseInputs
from modules.aurora.promotion import steps
from modules.aurora.promotion.database import NOUN, Database
from modules.aurora.promotion.observation import (
    DatabaseObservation,
    look,
    looking_permissions,
    when_well,
)
from modules.aurora.promotion.obstacles import Obstacles
from modules.estate import Estate
from modules.operation import Loss, Mode, Obstacle, Permission, Promotion, Resource, Seen, Step
from modules.proof import Clients
from modules.sight import sight
from regions import Region


def observe(
    clients: Clients, estate: Estate, name: str, inputs: DatabaseInputs, region: Region
) -> DatabaseObservation:
    """Look at the global database and at the Region's cluster of it."""
    return look(clients, Database(estate, name, inputs), region)


def observe_permissions(
    estate: Estate, name: str, inputs: DatabaseInputs, region: Region
) -> tuple[Permission, ...]:
    """What ``observe`` needs to be allowed in a Region."""
    return looking_permissions(Database(estate, name, inputs), region)


def expected(
    estate: Estate,
    name: str,
    inputs: DatabaseInputs,
    region: Region,
    writer: Region,
    *,
    after_failover: bool = False,
) -> DatabaseObservation:
    """What ``observe`` sees where all is well."""
    return when_well(Database(estate, name, inputs), region, writer, after_failover=after_failover)


def plan(
    promotion: Promotion, name: str, inputs: DatabaseInputs, seen: Seen
) -> Iterator[Step | Obstacle | Loss]:
    """Steps, or what is in their way; nothing if the Region being activated writes already."""
    found = sight(promotion, seen, DatabaseObservation)
    if found is None:
        return
    target, source = found
    database = Database(promotion.estate, name, inputs)
    if _writes(promotion, database, target):
        return
    obstacles = tuple(Obstacles(promotion, database, target, source))
    yield from obstacles or _steps(promotion, database, target)


def resources(estate: Estate, name: str, inputs: DatabaseInputs, region: Region) -> tuple[Resource, ...]:
    """The global database, the Region's cluster and its instances."""
    database = Database(estate, name, inputs)
    return (
        Resource("Aurora global database", database.global_cluster_arn),
        Resource("Aurora cluster", database.cluster_arn(region)),
        *(
            Resource("Aurora instance", estate.names.instance_arn(instance, region.code))
            for instance in database.instances(region)
        ),
    )


def _writes(promotion: Promotion, database: Database, target: DatabaseObservation) -> bool:
    """Whether the Region being activated writes already, and stays the one that does.

    One that writes alone, for the other Region's cluster was taken out, is no pair that could be switched:
    that cluster writes too.
    """
    arn, topology = database.cluster_arn(promotion.to), target.topology
    member = topology.member(arn) if topology else None
    if topology is None or member is None:
        return promotion.detach
    if (
        promotion.mode is not Mode.FAILOVER
        and topology.member(database.cluster_arn(promotion.source)) is None
    ):
        return False
    return member.writes and (topology.move is None or topology.move.to_arn == arn)


def _steps(promotion: Promotion, database: Database, target: DatabaseObservation) -> Iterator[Step | Loss]:
    to = promotion.to
    if promotion.mode is Mode.FAILOVER:
        promote = steps.detach(database, to) if promotion.detach else steps.failover(database, to)
        yield _loss(promotion, database, target)
    else:
        member = target.topology.member(database.cluster_arn(to)) if target.topology else None
        follows = member is not None and member.synchronised and target.well
        rejoin = None if follows else steps.rejoin(database, to)
        if rejoin is not None:
            yield rejoin
        promote = steps.switchover(database, to, needs=(rejoin.id,) if rejoin else ())
    yield promote
    yield steps.verify(database, to, after=promote)


def _loss(promotion: Promotion, database: Database, target: DatabaseObservation) -> Loss:
    lag, city = target.lag, promotion.source.city
    return Loss(
        noun=NOUN,
        name=database.name,
        lag_seconds=lag.seconds if lag else None,
        measured_seconds_ago=lag.measured_seconds_ago if lag else None,
        statement=(
            f"what was committed in {city} in its last {lag.seconds:.1f} s, if the lag stayed what it was "
            f"{lag.measured_seconds_ago:.0f} s ago"
            if lag
            else f"what was committed in {city} but not replicated yet: nobody knows how much"
        ),
    )
