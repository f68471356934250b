"""RDS tells how much of its quotas is used."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

TOKYO = "ap-northeast-1"
OSAKA = "ap-northeast-3"
Aws = Callable[..., Any]


def used(aws: Aws, region: str) -> dict[str, int]:
    """The number of each thing that there is in a Region."""
    quotas = aws("rds", region).describe_account_attributes()["AccountQuotas"]
    assert {40} == {quota["Max"] for quota in quotas}
    return {quota["AccountQuotaName"]: quota["Used"] for quota in quotas}


def test_counted_by_region(aws: Aws) -> None:
    """A cluster with an instance in Osaka counts there, and not in Tokyo."""
    osaka = aws("rds", OSAKA)
    engine = "aurora-postgresql"
    osaka.create_db_cluster(
        DBClusterIdentifier="ledger", Engine=engine, MasterUsername="dba", MasterUserPassword="not-a-secret"
    )
    osaka.create_db_instance(
        DBInstanceIdentifier="ledger-1",
        DBClusterIdentifier="ledger",
        DBInstanceClass="db.r7g.large",
        Engine=engine,
    )
    assert {"DBClusters": 1, "DBInstances": 1} == used(aws, OSAKA)
    assert {"DBClusters": 0, "DBInstances": 0} == used(aws, TOKYO)
