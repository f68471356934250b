"""The three calls that make a Region's cluster the writer, and how to see how far each is."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from modules.aurora.promotion.database import Database
from modules.aurora.promotion.observation import AVAILABLE, lag_of
from modules.aurora.promotion.topology import see_cluster, see_instances, see_topology
from modules.operation import Progress
from modules.proof import Clients
from regions import Region

Call = Callable[[Any], object]
"""A call of the client of RDS."""


def writes_there(clients: Clients, database: Database, region: Region) -> Progress:
    """How far a switchover or failover to ``region`` is, as that Region says it.

    Done is when the cluster writes and is available, whatever else AWS is still at: after a failover it
    rebuilds the old writer's cluster, which takes up to hours and is nothing to wait for.
    """
    arn = database.cluster_arn(region)
    topology = see_topology(clients, region, database.global_cluster)
    member = topology.member(arn) if topology else None
    if topology is None or member is None:
        return Progress("blocked", f"{arn} is no member of global database {database.global_cluster}")
    if member.writes:
        return _available(clients, database, region)
    if topology.move is not None:
        seen = f"{topology.move.status}, to {topology.move.to_arn}"
        return Progress("running" if topology.move.to_arn == arn else "blocked", seen)
    return Progress("todo", f"{topology.writer.arn if topology.writer else 'nobody'} writes")


def stands_alone(clients: Clients, database: Database, region: Region) -> Progress:
    """Whether the cluster of ``region`` has been taken out of the global database."""
    arn = database.cluster_arn(region)
    topology = see_topology(clients, region, database.global_cluster)
    member = topology.member(arn) if topology else None
    if member is None:
        return _available(clients, database, region)
    return Progress("todo", "it writes in the global database" if member.writes else "it follows the writer")


def follows(clients: Clients, database: Database, region: Region) -> Progress:
    """Whether the cluster of ``region`` is back as a reader and has caught up."""
    arn = database.cluster_arn(region)
    topology = see_topology(clients, region, database.global_cluster)
    member = topology.member(arn) if topology else None
    if member is None:
        return Progress("blocked", f"{arn} is no member of global database {database.global_cluster}")
    if member.writes:
        return Progress("done", "it writes")
    lag = lag_of(clients, database, region)
    lag_seconds = lag.seconds if lag else None
    if not member.synchronised:
        return Progress("running", f"AWS rebuilds it: {member.synchronization}", lag_seconds)
    works = has_writer(clients, database, region)
    return Progress(works.state, f"{works.seen}; {member.synchronization or 'synchronised'}", lag_seconds)


def has_writer(clients: Clients, database: Database, region: Region) -> Progress:
    """Whether the cluster of ``region`` has an instance that works where its writer's endpoint points."""
    cluster = see_cluster(clients, region, database.cluster(region))
    if cluster is None:
        return Progress("blocked", f"there is no cluster {database.cluster(region)}")
    instances = see_instances(clients, region, database.cluster(region))
    working = {name for name, status in instances.items() if status == AVAILABLE}
    if (
        cluster.status != AVAILABLE
        or not working
        or not working.issuperset(filter(None, [cluster.writer_instance]))
    ):
        states = ", ".join(f"{name} is {status}" for name, status in instances.items()) or "no instance"
        return Progress("running", f"cluster is {cluster.status}; {states}")
    return Progress("done", f"{cluster.endpoint}, {len(working)} of {len(instances)} instances available")


def acting(region: Region, call: Call, check: Callable[[Clients], Progress]) -> Callable[[Clients], None]:
    """Make a call, and take a refusal for success if it took effect all the same.

    What AWS refuses because it is at it already, or has done it, was asked before and the answer lost.

    Args:
        region: where to call.
        call: the call.
        check: says ``todo`` if it still has to be made.
    """

    def act(clients: Clients) -> None:
        rds = clients.client("rds", region)
        try:
            call(rds)
        except rds.exceptions.ClientError:
            if check(clients).state == "todo":
                raise

    return act


def _available(clients: Clients, database: Database, region: Region) -> Progress:
    cluster = see_cluster(clients, region, database.cluster(region))
    if cluster is None:
        return Progress("blocked", f"there is no cluster {database.cluster(region)}")
    seen = f"cluster {database.cluster(region)} is {cluster.status}"
    return Progress("done" if cluster.status == AVAILABLE else "running", seen)
