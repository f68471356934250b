"""What is seen of a database in one Region."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from modules.aurora.promotion.database import Database
from modules.aurora.promotion.topology import (
    CONNECTED,
    PENDING_RESYNC,
    Member,
    Topology,
    see_cluster,
    see_instances,
    see_topology,
)
from modules.lag import Lag, lag_permission, last_known_lag
from modules.operation import Observation, Permission
from modules.proof import Clients
from regions import Region

AVAILABLE = "available"


@dataclass(frozen=True)
class DatabaseObservation(Observation):
    """What was seen of a database in one Region.

    Attributes:
        topology: the global database as this Region sees it; None if there is none.
        status: the status of the Region's cluster; empty if there is none.
        engine_version: what that cluster runs.
        endpoint: where its writer listens, or would listen.
        instances: its instances, each with its status.
        lag: how far it is behind the writer; None where it writes itself, and where CloudWatch doesn't say.
    """

    topology: Topology | None = None
    status: str = ""
    engine_version: str = ""
    endpoint: str = ""
    instances: Mapping[str, str] = field(default_factory=dict)
    lag: Lag | None = None

    @property
    def available_instances(self) -> tuple[str, ...]:
        """The instances that work."""
        return tuple(name for name, status in self.instances.items() if status == AVAILABLE)

    @property
    def well(self) -> bool:
        """Whether the cluster and one instance at least are available."""
        return self.status == AVAILABLE and bool(self.available_instances)


def look(clients: Clients, database: Database, region: Region) -> DatabaseObservation:
    """Look at the database in ``region``, and ask that Region only."""
    topology = see_topology(clients, region, database.global_cluster)
    cluster = see_cluster(clients, region, database.cluster(region))
    if cluster is None:
        return DatabaseObservation(region.code, exists=False, topology=topology)
    member = topology.member(database.cluster_arn(region)) if topology else None
    return DatabaseObservation(
        region=region.code,
        exists=True,
        topology=topology,
        status=cluster.status,
        engine_version=cluster.engine_version,
        endpoint=cluster.endpoint,
        instances=see_instances(clients, region, database.cluster(region)),
        lag=lag_of(clients, database, region) if member and not member.writes else None,
    )


def looking_permissions(database: Database, region: Region) -> tuple[Permission, ...]:
    """What ``look`` needs."""
    return (*database.looking(region), lag_permission(region))


def lag_of(clients: Clients, database: Database, region: Region) -> Lag | None:
    """How far the cluster in ``region`` is behind the writer."""
    return last_known_lag(clients, region, database.lag_metrics(region))


def when_well(
    database: Database, region: Region, writer: Region, *, after_failover: bool = False
) -> DatabaseObservation:
    """What is seen in ``region`` where all is well and ``writer`` writes.

    After a failover the other Region's cluster is being rebuilt.
    """
    follower = PENDING_RESYNC if after_failover else CONNECTED
    members = tuple(
        Member(
            database.cluster_arn(each),
            writes=each == writer,
            synchronization=CONNECTED if each == writer else follower,
        )
        for each in database.estate.pair
    )
    return DatabaseObservation(
        region=region.code,
        exists=True,
        topology=Topology(database.inputs.engine_version, members),
        status=AVAILABLE,
        engine_version=database.inputs.engine_version,
        instances=dict.fromkeys(database.instances(region), AVAILABLE),
    )
