"""Who writes a global database, who follows, and what AWS is at."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Self

from modules.proof import Clients
from regions import Region

CANCELLING = "cancelling"
CONNECTED, PENDING_RESYNC = "connected", "pending-resync"


@dataclass(frozen=True)
class Member:
    """A cluster of a global database.

    Attributes:
        arn: its ARN.
        writes: whether it is the one that writes.
        synchronization: ``connected`` or ``pending-resync``; empty if RDS doesn't say.
    """

    arn: str
    writes: bool
    synchronization: str

    @property
    def synchronised(self) -> bool:
        """Whether it follows the writer.

        RDS may leave the status out (RDS API Reference, GlobalClusterMember); a failover must not wait for
        that, and a member that has to be rebuilt is always told.
        """
        return self.synchronization in {CONNECTED, ""}


@dataclass(frozen=True)
class Move:
    """A switchover or failover that AWS is at.

    Attributes:
        status: ``pending``, ``switching-over``, ``failing-over`` or ``cancelling``.
        to_arn: the cluster that is to write.
    """

    status: str
    to_arn: str

    def leads_to(self, arn: str) -> bool:
        """Whether it ends with the cluster ``arn`` writing."""
        return self.to_arn == arn and self.status != CANCELLING


@dataclass(frozen=True)
class Topology:
    """A global database as one Region sees it.

    Attributes:
        engine_version: the version of the global database.
        members: its clusters.
        move: what AWS is at, if anything.
    """

    engine_version: str
    members: tuple[Member, ...]
    move: Move | None = None

    @classmethod
    def of(cls, described: dict[str, Any]) -> Self:
        """From an element of DescribeGlobalClusters' answer."""
        state = described.get("FailoverState") or {}
        return cls(
            engine_version=described.get("EngineVersion", ""),
            members=tuple(
                Member(
                    member["DBClusterArn"],
                    member.get("IsWriter", False),
                    member.get("SynchronizationStatus", ""),
                )
                for member in described.get("GlobalClusterMembers", ())
            ),
            move=Move(state["Status"], state.get("ToDbClusterArn", "")) if state.get("Status") else None,
        )

    def member(self, arn: str) -> Member | None:
        """The member with this ARN."""
        return next((member for member in self.members if member.arn == arn), None)

    @property
    def writer(self) -> Member | None:
        """The member that writes."""
        return next((member for member in self.members if member.writes), None)


@dataclass(frozen=True)
class Cluster:
    """The cluster of one Region.

    Attributes:
        status: such as ``available``.
        engine_version: what it runs.
        endpoint: where its writer listens.
        writer_instance: the identifier of the instance that writes or would write; empty if none does.
    """

    status: str
    engine_version: str
    endpoint: str
    writer_instance: str


def see_topology(clients: Clients, region: Region, global_cluster: str) -> Topology | None:
    """The global database as ``region`` sees it; None if there is none."""
    rds = clients.client("rds", region)
    try:
        found = rds.describe_global_clusters(GlobalClusterIdentifier=global_cluster)["GlobalClusters"]
    except rds.exceptions.GlobalClusterNotFoundFault:
        return None
    return Topology.of(found[0]) if found else None


def see_cluster(clients: Clients, region: Region, cluster: str) -> Cluster | None:
    """The cluster in ``region``; None if there is none."""
    rds = clients.client("rds", region)
    try:
        found = rds.describe_db_clusters(DBClusterIdentifier=cluster)["DBClusters"]
    except rds.exceptions.DBClusterNotFoundFault:
        return None
    if not found:
        return None
    writers = (
        member["DBInstanceIdentifier"]
        for member in found[0].get("DBClusterMembers", ())
        if member.get("IsClusterWriter")
    )
    return Cluster(
        status=found[0].get("Status", ""),
        engine_version=found[0].get("EngineVersion", ""),
        endpoint=found[0].get("Endpoint", ""),
        writer_instance=next(writers, ""),
    )


def see_instances(clients: Clients, region: Region, cluster: str) -> dict[str, str]:
    """The instances of a cluster in ``region``, each with its status."""
    found = clients.client("rds", region).describe_db_instances(
        Filters=[{"Name": "db-cluster-id", "Values": [cluster]}]
    )["DBInstances"]
    return {instance["DBInstanceIdentifier"]: instance.get("DBInstanceStatus", "") for instance in found}
