"""A global database's writer is moved where, when and in how many steps AWS moves it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import pytest
from botocore.exceptions import ClientError

from futago.emulator.process import Emulator

TOKYO = "ap-northeast-1"
OSAKA = "ap-northeast-3"
POSTGRESQL = ("aurora-postgresql", "17.7")
MYSQL = ("aurora-mysql", "8.0.mysql_aurora.3.08.0")
Aws = Callable[..., Any]


def global_database(
    aws: Aws, engine: tuple[str, str] = POSTGRESQL, instances: Sequence[str] = (TOKYO, OSAKA)
) -> dict[str, str]:
    """A global database whose writer is Tokyo's cluster; the ARNs of its clusters by Region."""
    name, version = engine
    aws("rds", TOKYO).create_global_cluster(
        GlobalClusterIdentifier="ledger", Engine=name, EngineVersion=version
    )
    arns = {}
    for region in (TOKYO, OSAKA):
        first = {"MasterUsername": "dbadmin", "MasterUserPassword": "not-a-secret"} if region == TOKYO else {}
        cluster = aws("rds", region).create_db_cluster(
            DBClusterIdentifier=f"ledger-{region}",
            Engine=name,
            EngineVersion=version,
            GlobalClusterIdentifier="ledger",
            **first,
        )["DBCluster"]
        arns[region] = cluster["DBClusterArn"]
        if region in instances:
            aws("rds", region).create_db_instance(
                DBInstanceIdentifier=f"ledger-{region}-1",
                DBClusterIdentifier=f"ledger-{region}",
                DBInstanceClass="db.r7g.large",
                Engine=name,
            )
    return arns


def seen(aws: Aws, region: str) -> dict[str, Any]:
    """The global database as a Region describes it."""
    (found,) = aws("rds", region).describe_global_clusters(GlobalClusterIdentifier="ledger")["GlobalClusters"]
    return dict(found)


def writer(aws: Aws) -> str:
    """The ARN of the cluster that writes."""
    members = seen(aws, OSAKA)["GlobalClusterMembers"]
    return next(str(member["DBClusterArn"]) for member in members if member["IsWriter"])


def switchover(aws: Aws, called_in: str, target: str) -> None:
    """Switch over to a cluster."""
    aws("rds", called_in).switchover_global_cluster(
        GlobalClusterIdentifier="ledger", TargetDbClusterIdentifier=target
    )


def failover(aws: Aws, called_in: str, target: str) -> None:
    """Fail over to a cluster."""
    aws("rds", called_in).failover_global_cluster(
        GlobalClusterIdentifier="ledger", TargetDbClusterIdentifier=target, AllowDataLoss=True
    )


@pytest.mark.parametrize("engine", [POSTGRESQL, MYSQL])
def test_a_switchover_called_where_the_writer_is(aws: Aws, engine: tuple[str, str]) -> None:
    """Either engine's writer moves, and nothing is left to be resynchronised."""
    arns = global_database(aws, engine)
    switchover(aws, TOKYO, arns[OSAKA])
    assert arns[OSAKA] == writer(aws)
    assert ["connected"] * 2 == [
        member["SynchronizationStatus"] for member in seen(aws, TOKYO)["GlobalClusterMembers"]
    ]


def test_a_switchover_called_elsewhere_is_refused(aws: Aws) -> None:
    """In the Region of the target it is refused, and the writer stays."""
    arns = global_database(aws)
    with pytest.raises(ClientError, match=f"InvalidGlobalClusterStateFault.*in {TOKYO}, not in {OSAKA}"):
        switchover(aws, OSAKA, arns[OSAKA])
    assert arns[TOKYO] == writer(aws)


def test_a_failover_called_elsewhere_is_refused(aws: Aws) -> None:
    """In the Region of the old writer it is refused, and the writer stays."""
    arns = global_database(aws)
    with pytest.raises(ClientError, match=f"InvalidGlobalClusterStateFault.*in {OSAKA}, not in {TOKYO}"):
        failover(aws, TOKYO, arns[OSAKA])
    assert arns[TOKYO] == writer(aws)


def test_a_failover_can_be_watched(aws: Aws, emulator: Emulator) -> None:
    """While it takes its time it is shown, nobody else writes, and another is refused."""
    arns = global_database(aws)
    emulator.take(global_move_seconds=600)
    failover(aws, OSAKA, arns[OSAKA])
    found = seen(aws, OSAKA)
    assert ("failing-over", "pending", arns[OSAKA], True) == (
        found["Status"],
        found["FailoverState"]["Status"],
        found["FailoverState"]["ToDbClusterArn"],
        found["FailoverState"]["IsDataLossAllowed"],
    )
    assert arns[TOKYO] == writer(aws)
    with pytest.raises(ClientError, match="InvalidGlobalClusterStateFault"):
        failover(aws, OSAKA, arns[OSAKA])


def test_after_a_failover_the_old_writer_is_rebuilt(aws: Aws, emulator: Emulator) -> None:
    """It is a member still, as a reader that doesn't follow yet; and can't be switched to."""
    arns = global_database(aws)
    emulator.take(global_resync_seconds=600)
    failover(aws, OSAKA, arns[OSAKA])
    found = {member["DBClusterArn"]: member for member in seen(aws, OSAKA)["GlobalClusterMembers"]}
    assert (False, "pending-resync") == (
        found[arns[TOKYO]]["IsWriter"],
        found[arns[TOKYO]]["SynchronizationStatus"],
    )
    with pytest.raises(ClientError, match="pending-resync"):
        switchover(aws, OSAKA, arns[TOKYO])


def test_in_the_end_the_old_writer_follows(aws: Aws) -> None:
    """Nothing takes time unless it is told to, and then the way home is open."""
    arns = global_database(aws)
    failover(aws, OSAKA, arns[OSAKA])
    assert ["connected"] * 2 == [
        member["SynchronizationStatus"] for member in seen(aws, OSAKA)["GlobalClusterMembers"]
    ]
    switchover(aws, OSAKA, arns[TOKYO])
    assert arns[TOKYO] == writer(aws)


def test_a_cluster_without_instance_is_not_promoted(aws: Aws) -> None:
    """A headless secondary is refused."""
    arns = global_database(aws, instances=[TOKYO])
    with pytest.raises(ClientError, match="no DB instance"):
        failover(aws, OSAKA, arns[OSAKA])


def test_different_versions_are_not_moved(aws: Aws) -> None:
    """Both clusters have to run the same version."""
    arns = global_database(aws)
    aws("rds", OSAKA).modify_db_cluster(DBClusterIdentifier=f"ledger-{OSAKA}", EngineVersion="17.6")
    with pytest.raises(ClientError, match=r"different engine versions: 17\.6, 17\.7"):
        switchover(aws, TOKYO, arns[OSAKA])


def test_nothing_leaves_while_it_is_moved(aws: Aws, emulator: Emulator) -> None:
    """A cluster is not removed from a global database under way, and is before and after."""
    arns = global_database(aws)
    emulator.take(global_move_seconds=600)
    switchover(aws, TOKYO, arns[OSAKA])
    with pytest.raises(ClientError, match="InvalidGlobalClusterStateFault"):
        aws("rds", OSAKA).remove_from_global_cluster(
            GlobalClusterIdentifier="ledger", DbClusterIdentifier=arns[OSAKA]
        )
