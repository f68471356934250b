"""The reasons why a database must not be promoted."""

from __future__ import annotations

from collections.abc import Iterator

from modules.aurora.promotion.database import NOUN, Database
from modules.aurora.promotion.observation import DatabaseObservation
from modules.aurora.promotion.topology import Topology
from modules.operation import Mode, Obstacle, Promotion
from regions import Region


class Obstacles:
    """Looks for what is in the way of a promotion.

    Args:
        promotion: what is asked for.
        database: the database.
        target: what was seen in the Region being activated.
        source: what was seen in the Region that is left; None if it is dark.
    """

    def __init__(
        self,
        promotion: Promotion,
        database: Database,
        target: DatabaseObservation,
        source: DatabaseObservation | None,
    ) -> None:
        self._promotion = promotion
        self._database = database
        self._target = target
        self._source = source

    def __iter__(self) -> Iterator[Obstacle]:
        """Every one. What only makes sense where the pair is whole is not asked where it is broken."""
        broken = tuple(self._broken())
        yield from broken
        if broken:
            return
        yield from self._moving()
        yield from self._third_writer()
        yield from self._versions()
        if self._promotion.mode is Mode.FAILOVER:
            yield from self._unfit_target()
            yield from self._needless_failover()
        if self._promotion.mode is Mode.SWITCHOVER:
            yield from self._unfit_target()
            yield from self._unfit_source()
        if self._promotion.mode is Mode.FAILBACK:
            yield from self._unfit_source()

    def _broken(self) -> Iterator[Obstacle]:
        """One of the clusters is in no global database with the other."""
        to, database, topology = self._promotion.to, self._database, self._target.topology
        if topology is None or topology.member(database.cluster_arn(to)) is None:
            yield self._in(
                to,
                f"the pair is broken: cluster {database.cluster(to)} is no member of global database "
                f"{database.global_cluster}, and AWS takes no cluster back into one",
                "futago reconcile",
            )
        elif self._promotion.mode is not Mode.FAILOVER:
            source = self._promotion.source
            if topology.member(database.cluster_arn(source)) is None:
                yield self._in(
                    source,
                    f"the pair is broken: cluster {database.cluster(source)} is no member of global database "
                    f"{database.global_cluster}",
                    "futago reconcile",
                )

    @property
    def _topology(self) -> Topology:
        if self._target.topology is None:
            raise ValueError("asked of a database without a global cluster")
        return self._target.topology

    def _moving(self) -> Iterator[Obstacle]:
        move = self._topology.move
        if move is not None and not move.leads_to(self._database.cluster_arn(self._promotion.to)):
            yield self._in(
                self._promotion.to,
                f"AWS is moving the writer already: {move.status}, to {move.to_arn or 'nobody knows where'}",
                f"wait for its end: aws rds describe-global-clusters --region {self._promotion.to.code} "
                f"--global-cluster-identifier {self._database.global_cluster}",
            )

    def _third_writer(self) -> Iterator[Obstacle]:
        writer = self._topology.writer
        pair = {self._database.cluster_arn(region) for region in self._database.estate.pair}
        if writer is not None and writer.arn not in pair:
            yield self._in(
                self._promotion.to,
                f"{writer.arn} writes, which is in neither Region of the pair",
                "find out who moved the writer there; futago knows only "
                + " and ".join(region.code for region in self._database.estate.pair),
            )

    def _versions(self) -> Iterator[Obstacle]:
        """A managed switchover or failover needs one version; taking a cluster out does not."""
        if self._promotion.detach:
            return
        ours = self._target.engine_version
        theirs = self._source.engine_version if self._source else self._topology.engine_version
        if theirs and ours != theirs:
            yield self._in(
                self._promotion.to,
                f"it runs {ours} there and {theirs} in the other Region",
                f"futago promote {self._promotion.to.code} --mode failover --detach"
                if self._promotion.mode is Mode.FAILOVER
                else "set engine_version and apply both Regions' stacks",
            )

    def _unfit_target(self) -> Iterator[Obstacle]:
        to, database, target = self._promotion.to, self._database, self._target
        cluster = database.cluster(to)
        member = self._topology.member(database.cluster_arn(to))
        if member is not None and not member.synchronised:
            yield self._in(
                to,
                f"cluster {cluster} is being rebuilt ({member.synchronization}): what it has is not newest",
                "wait until its SynchronizationStatus is connected",
            )
        if not target.instances:
            yield self._in(
                to,
                f"cluster {cluster} has no instance, and so nobody who could write",
                f"apply the stack of {to.code}, whose spec wants {len(database.instances(to))}",
            )
        elif not target.available_instances:
            states = ", ".join(f"{name} is {status}" for name, status in target.instances.items())
            yield self._in(
                to, f"no instance of cluster {cluster} is available: {states}", "wait until one is"
            )
        if target.status != "available":
            yield self._in(to, f"cluster {cluster} is {target.status}", "wait until it is available")

    def _unfit_source(self) -> Iterator[Obstacle]:
        source = self._promotion.source
        if self._source is not None and not self._source.well:
            yield self._in(
                source,
                f"cluster {self._database.cluster(source)} is {self._source.status or 'not there'} with "
                f"{len(self._source.available_instances)} of {len(self._source.instances)} instances "
                "available, and a switchover needs both sides well",
                f"if it is lost: futago promote {self._promotion.to.code} --mode failover"
                if self._promotion.mode is Mode.SWITCHOVER
                else "wait until it is available",
            )

    def _needless_failover(self) -> Iterator[Obstacle]:
        """A failover of a database that is well loses what a switchover would not."""
        if self._source is not None and self._source.well and not self._promotion.although_well:
            yield self._in(
                self._promotion.source,
                f"cluster {self._database.cluster(self._promotion.source)} answers and is well: a failover "
                "would lose what is not replicated yet, a switchover loses nothing",
                f"futago promote {self._promotion.to.code} --mode switchover; where that hangs, for all is "
                "well but for the applications: --mode failover --although-well",
            )

    def _in(self, region: Region, wrong: str, remedy: str) -> Obstacle:
        return Obstacle(NOUN, self._database.name, region.code, wrong, remedy)
