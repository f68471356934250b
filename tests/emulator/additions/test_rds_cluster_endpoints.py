"""A cluster's endpoints stay as they are."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

TOKYO = "ap-northeast-1"


def test_endpoints_outlive_the_first_instance(aws: Callable[..., Any]) -> None:
    """Writer and reader endpoint are the same before and after the cluster gets an instance."""
    rds = aws("rds", TOKYO)
    made = rds.create_db_cluster(
        DBClusterIdentifier="ledger",
        Engine="aurora-postgresql",
        MasterUsername="dbadmin",
        MasterUserPassword="not-a-secret",
    )["DBCluster"]
    rds.create_db_instance(
        DBInstanceIdentifier="ledger-1",
        DBClusterIdentifier="ledger",
        Engine="aurora-postgresql",
        DBInstanceClass="db.r7g.large",
    )
    (now,) = rds.describe_db_clusters(DBClusterIdentifier="ledger")["DBClusters"]
    assert ["ledger-1"] == [member["DBInstanceIdentifier"] for member in now["DBClusterMembers"]]
    assert (made["Endpoint"], made["ReaderEndpoint"]) == (now["Endpoint"], now["ReaderEndpoint"])
    assert ".cluster-" in now["Endpoint"]
