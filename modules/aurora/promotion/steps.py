"""The steps of a database's promotion."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from modules.aurora.promotion.database import NOUN, Database
from modules.aurora.promotion.moves import acting, follows, has_writer, stands_alone, writes_there
from modules.aws_cli import aws_cli
from modules.lag import lag_permission
from modules.operation import Command, Permission, Phase, Progress, Step
from modules.proof import Clients
from modules.waiting import nothing_to_call
from regions import Region

REJOIN_SECONDS = 3600.0
"""AWS says "a few minutes to several hours", by size and distance (Aurora User Guide, "Performing managed
failovers for Aurora global databases")."""
SWITCHOVER_SECONDS = 120.0
"""AWS says "a short time", the longer the greater the lag is (same guide, "Performing switchovers for Amazon
Aurora global databases"). A guess until a rehearsal has measured it."""
FAILOVER_SECONDS = 300.0
"""AWS says "typically within a few minutes" (same guide, "Performing managed failovers")."""
DETACH_SECONDS = 180.0
"""AWS says "in the order of minutes" (same guide, "Planning for business continuity")."""
VERIFY_SECONDS = 15.0
"""Three calls; an instance that restarts for its new role is back within seconds as a rule."""
_POLL_SECONDS = 5.0
"""Fifty databases asked every five seconds stay far below the quota of RDS's API calls."""


def rejoin(database: Database, region: Region) -> Step:
    """Wait until AWS has rebuilt the cluster of ``region`` as a reader."""
    return Step(
        id=f"{NOUN}/{database.name}/rejoin",
        noun=NOUN,
        name=database.name,
        region=region.code,
        phase=Phase.REJOIN,
        title=f"Wait for {region.city}'s cluster of database {database.name} to follow again",
        why="After a failover AWS gives the old writer's cluster a new volume and fills it from the new "
        "writer; before that it can't be switched to.",
        cost_if_skipped="the database stays where it is, without a second Region to go to",
        undo="nothing to undo: AWS does it by itself",
        expected_seconds=REJOIN_SECONDS,
        timeout_seconds=12 * 3600.0,
        poll_seconds=2 * _POLL_SECONDS,
        preconditions=(f"{region} answers", "the failover that left it was a managed one, not --detach"),
        commands=(_show(database, region, "SynchronizationStatus connected for the cluster there"),),
        permissions=(*database.looking(region), lag_permission(region)),
        check=partial(_check, follows, database, region),
        act=nothing_to_call,
    )


def switchover(database: Database, region: Region, *, needs: tuple[str, ...] = ()) -> Step:
    """Make ``region``'s cluster the writer, without loss; called where the writer is now, as AWS wants it."""
    source = database.estate.pair.other(region)
    target_arn = database.cluster_arn(region)
    check = partial(_check, writes_there, database, region)
    return Step(
        id=f"{NOUN}/{database.name}/switchover",
        noun=NOUN,
        name=database.name,
        region=source.code,
        phase=Phase.PROMOTE,
        title=f"Switch database {database.name} over to {region.city}",
        why=f"{region.city}'s cluster becomes the writer when it has caught up; nothing is lost.",
        cost_if_skipped=f"{source.city} goes on writing, and applications in {region.city} can't",
        undo=f"futago promote {source.code} --mode switchover --only {NOUN}/{database.name}",
        expected_seconds=SWITCHOVER_SECONDS,
        timeout_seconds=1800.0,
        poll_seconds=_POLL_SECONDS,
        needs=needs,
        preconditions=(
            "both clusters are available and run the same version",
            "few writes, and little lag: the switchover takes the longer the more there is to catch up with",
        ),
        commands=(
            _show(database, region, f"{source.city}'s cluster writes, {region.city}'s is connected"),
            aws_cli(
                source,
                "rds",
                "switchover-global-cluster",
                *("--global-cluster-identifier", database.global_cluster),
                *("--target-db-cluster-identifier", target_arn),
                expected="FailoverState.Status pending or switching-over, IsDataLossAllowed false",
            ),
            _show(database, region, f"IsWriter true for {target_arn}, and no FailoverState"),
        ),
        permissions=(*database.looking(region), _calling(database, source, "rds:SwitchoverGlobalCluster")),
        check=check,
        act=acting(
            source,
            lambda rds: rds.switchover_global_cluster(
                GlobalClusterIdentifier=database.global_cluster, TargetDbClusterIdentifier=target_arn
            ),
            check,
        ),
    )


def failover(database: Database, region: Region) -> Step:
    """Make ``region``'s cluster the writer while the other Region is dark; asks ``region`` only."""
    source = database.estate.pair.other(region)
    target_arn = database.cluster_arn(region)
    check = partial(_check, writes_there, database, region)
    return Step(
        id=f"{NOUN}/{database.name}/failover",
        noun=NOUN,
        name=database.name,
        region=region.code,
        phase=Phase.PROMOTE,
        title=f"Fail database {database.name} over to {region.city}",
        why=f"{source.city} is dark: {region.city}'s cluster becomes the writer with what has reached it.",
        cost_if_skipped="nobody can write to the database",
        undo=f"not while {source} is dark; then: futago promote {source.code} --mode failback. What had not "
        "been replicated is in the snapshot rds:unplanned-global-failover-…, if AWS could take it",
        expected_seconds=FAILOVER_SECONDS,
        timeout_seconds=1800.0,
        poll_seconds=_POLL_SECONDS,
        preconditions=(
            f"{source} is given up: what was committed there and not replicated is lost",
            f"applications in {source.city} are stopped, where anybody can still stop them",
        ),
        commands=(
            aws_cli(
                region,
                "rds",
                "failover-global-cluster",
                *("--global-cluster-identifier", database.global_cluster),
                *("--target-db-cluster-identifier", target_arn, "--allow-data-loss"),
                expected="FailoverState.Status pending or failing-over, IsDataLossAllowed true",
            ),
            _show(database, region, f"IsWriter true for {target_arn}"),
        ),
        permissions=(*database.looking(region), _calling(database, region, "rds:FailoverGlobalCluster")),
        check=check,
        act=acting(
            region,
            lambda rds: rds.failover_global_cluster(
                GlobalClusterIdentifier=database.global_cluster,
                TargetDbClusterIdentifier=target_arn,
                AllowDataLoss=True,  # without it this is a switchover, which a dark Region can't do
            ),
            check,
        ),
    )


def detach(database: Database, region: Region) -> Step:
    """Take ``region``'s cluster out of the global database, which makes it a writer for itself."""
    source = database.estate.pair.other(region)
    cluster_arn = database.cluster_arn(region)
    check = partial(_check, stands_alone, database, region)
    return Step(
        id=f"{NOUN}/{database.name}/detach",
        noun=NOUN,
        name=database.name,
        region=region.code,
        phase=Phase.PROMOTE,
        title=f"Take {region.city}'s cluster of database {database.name} out of its global database",
        why=f"{source.city} is dark, and a managed failover can't be done: alone, the cluster writes.",
        cost_if_skipped="nobody can write to the database",
        undo="there is no way back: a cluster can't join a global database. The pair is made anew, with a "
        f"new cluster in {source.city}: futago reconcile says how",
        expected_seconds=DETACH_SECONDS,
        poll_seconds=_POLL_SECONDS,
        preconditions=(
            f"{source} is given up: what was committed there and not replicated is lost",
            "a managed failover (without --detach) was ruled out: it keeps the pair",
            f"applications in {source.city} are stopped: should it come back, its cluster still writes too",
        ),
        commands=(
            aws_cli(
                region,
                "rds",
                "remove-from-global-cluster",
                *(
                    "--global-cluster-identifier",
                    database.global_cluster,
                    "--db-cluster-identifier",
                    cluster_arn,
                ),
                expected=f"GlobalClusterMembers without {cluster_arn}",
            ),
            _show_cluster(database, region),
        ),
        permissions=(*database.looking(region), _calling(database, region, "rds:RemoveFromGlobalCluster")),
        check=check,
        act=acting(
            region,
            lambda rds: rds.remove_from_global_cluster(
                GlobalClusterIdentifier=database.global_cluster, DbClusterIdentifier=cluster_arn
            ),
            check,
        ),
    )


def verify(database: Database, region: Region, *, after: Step) -> Step:
    """See that the new writer works.

    By its state: to write a row takes a password and a way into the network, and futago has neither.
    """
    return Step(
        id=f"{NOUN}/{database.name}/verify",
        noun=NOUN,
        name=database.name,
        region=region.code,
        phase=Phase.VERIFY,
        title=f"See that {region.city}'s writer of database {database.name} is available",
        why="A promoted cluster restarts an instance in its new role; applications connect when it is back. "
        "No row is written: that takes the database's password, which futago never reads.",
        cost_if_skipped="nobody has seen that the writer works",
        undo="nothing to undo: it only looks",
        expected_seconds=VERIFY_SECONDS,
        poll_seconds=_POLL_SECONDS,
        needs=(after.id,),
        commands=(_show_cluster(database, region),),
        permissions=database.looking(region),
        check=partial(_check, has_writer, database, region),
        act=nothing_to_call,
    )


def _check(
    see: Callable[[Clients, Database, Region], Progress], database: Database, region: Region, clients: Clients
) -> Progress:
    """``see``, with the clients last: a step's check is handed nothing else."""
    return see(clients, database, region)


def _show(database: Database, region: Region, expected: str) -> Command:
    return aws_cli(
        region,
        "rds",
        "describe-global-clusters",
        *("--global-cluster-identifier", database.global_cluster),
        *("--query", "GlobalClusters[0].[GlobalClusterMembers,FailoverState]"),
        expected=expected,
    )


def _show_cluster(database: Database, region: Region) -> Command:
    return aws_cli(
        region,
        "rds",
        "describe-db-clusters",
        *("--db-cluster-identifier", database.cluster(region)),
        *("--query", "DBClusters[0].[Status,Endpoint,DBClusterMembers]"),
        expected="available, the endpoint, and one instance with IsClusterWriter true",
    )


def _calling(database: Database, region: Region, action: str) -> Permission:
    clusters = tuple(database.cluster_arn(each) for each in database.estate.pair)
    return Permission((action,), (database.global_cluster_arn, *clusters), region.code)
