"""A global cluster that is made around a cluster."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

TOKYO = "ap-northeast-1"


@pytest.mark.parametrize("encrypted", [True, False])
def test_encryption_and_database_are_those_of_the_source(aws: Callable[..., Any], *, encrypted: bool) -> None:
    """What is made around an encrypted cluster is encrypted, and only that."""
    rds = aws("rds", TOKYO)
    name = f"source-{str(encrypted).lower()}"
    cluster = rds.create_db_cluster(
        DBClusterIdentifier=name,
        Engine="aurora-postgresql",
        StorageEncrypted=encrypted,
        DatabaseName="orders",
        MasterUsername="dbadmin",
        MasterUserPassword="not-a-secret",
    )["DBCluster"]
    made = rds.create_global_cluster(
        GlobalClusterIdentifier=f"{name}-global", SourceDBClusterIdentifier=cluster["DBClusterArn"]
    )["GlobalCluster"]
    (read,) = rds.describe_global_clusters(GlobalClusterIdentifier=f"{name}-global")["GlobalClusters"]
    assert [(encrypted, "orders")] * 2 == [
        (each["StorageEncrypted"], each["DatabaseName"]) for each in (made, read)
    ]
