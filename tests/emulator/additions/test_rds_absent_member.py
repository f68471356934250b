"""A cluster that is no member can't be removed from a global cluster."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from botocore.exceptions import ClientError

TOKYO = "ap-northeast-1"
GONE = "arn:aws:rds:ap-northeast-1:123456789012:cluster:gone"


def test_removal_of_an_absent_member_is_refused_as_aws_refuses_it(aws: Callable[..., Any]) -> None:
    """The error is the one that Terraform takes as done already, and names cluster and database."""
    rds = aws("rds", TOKYO)
    rds.create_global_cluster(GlobalClusterIdentifier="ledger", Engine="aurora-postgresql")
    with pytest.raises(
        ClientError, match=f"InvalidParameterValue.*{GONE} is not found in global cluster ledger"
    ):
        rds.remove_from_global_cluster(GlobalClusterIdentifier="ledger", DbClusterIdentifier=GONE)


def test_a_member_is_removed(aws: Callable[..., Any]) -> None:
    """A member goes as ever."""
    rds = aws("rds", TOKYO)
    rds.create_global_cluster(GlobalClusterIdentifier="ledger", Engine="aurora-postgresql")
    cluster = rds.create_db_cluster(
        DBClusterIdentifier="ledger-1",
        Engine="aurora-postgresql",
        GlobalClusterIdentifier="ledger",
        MasterUsername="dbadmin",
        MasterUserPassword="not-a-secret",
    )["DBCluster"]
    rds.remove_from_global_cluster(
        GlobalClusterIdentifier="ledger", DbClusterIdentifier=cluster["DBClusterArn"]
    )
    (database,) = rds.describe_global_clusters(GlobalClusterIdentifier="ledger")["GlobalClusters"]
    assert [] == database["GlobalClusterMembers"]
