"""Clusters and instances that change their names."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from botocore.exceptions import ClientError

TOKYO = "ap-northeast-1"


@pytest.fixture
def rds(aws: Callable[..., Any]) -> Any:
    """RDS with a cluster ``old``, its instance ``old-1``, and another cluster ``other``."""
    client = aws("rds", TOKYO)
    for name in ("old", "other"):
        client.create_db_cluster(
            DBClusterIdentifier=name,
            Engine="aurora-postgresql",
            MasterUsername="dbadmin",
            MasterUserPassword="not-a-secret",
            Tags=[{"Key": "of", "Value": name}],
        )
    client.create_db_instance(
        DBInstanceIdentifier="old-1",
        DBClusterIdentifier="old",
        Engine="aurora-postgresql",
        DBInstanceClass="db.r7g.large",
    )
    return client


def test_cluster_goes_by_its_new_name_only(rds: Any) -> None:
    """Name, ARN, endpoint and tags are the new one's, and the old name is free."""
    rds.modify_db_cluster(DBClusterIdentifier="old", NewDBClusterIdentifier="retired", ApplyImmediately=True)
    (cluster,) = rds.describe_db_clusters(DBClusterIdentifier="retired")["DBClusters"]
    assert cluster["DBClusterArn"].endswith(":cluster:retired")
    assert cluster["Endpoint"].startswith("retired.")
    assert [{"Key": "of", "Value": "old"}] == rds.list_tags_for_resource(
        ResourceName=cluster["DBClusterArn"]
    )["TagList"]
    with pytest.raises(rds.exceptions.DBClusterNotFoundFault):
        rds.describe_db_clusters(DBClusterIdentifier="old")


def test_instances_stay_with_their_renamed_cluster(rds: Any) -> None:
    """The members are those of before, and know their cluster by its new name."""
    rds.modify_db_cluster(DBClusterIdentifier="old", NewDBClusterIdentifier="retired", ApplyImmediately=True)
    (cluster,) = rds.describe_db_clusters(DBClusterIdentifier="retired")["DBClusters"]
    (instance,) = rds.describe_db_instances(DBInstanceIdentifier="old-1")["DBInstances"]
    assert ["old-1"] == [member["DBInstanceIdentifier"] for member in cluster["DBClusterMembers"]]
    assert "retired" == instance["DBClusterIdentifier"]


def test_instance_goes_by_its_new_name_only(rds: Any) -> None:
    """The cluster knows it by the new name, and the old name is free."""
    rds.modify_db_instance(
        DBInstanceIdentifier="old-1", NewDBInstanceIdentifier="retired-1", ApplyImmediately=True
    )
    (instance,) = rds.describe_db_instances(DBInstanceIdentifier="retired-1")["DBInstances"]
    (cluster,) = rds.describe_db_clusters(DBClusterIdentifier="old")["DBClusters"]
    assert instance["DBInstanceArn"].endswith(":db:retired-1")
    assert ["retired-1"] == [member["DBInstanceIdentifier"] for member in cluster["DBClusterMembers"]]
    with pytest.raises(rds.exceptions.DBInstanceNotFoundFault):
        rds.describe_db_instances(DBInstanceIdentifier="old-1")


def test_name_that_is_taken_is_refused(rds: Any) -> None:
    """Nothing is written over."""
    with pytest.raises(ClientError, match="DBClusterAlreadyExistsFault"):
        rds.modify_db_cluster(
            DBClusterIdentifier="old", NewDBClusterIdentifier="other", ApplyImmediately=True
        )
    assert 1 == len(rds.describe_db_clusters(DBClusterIdentifier="old")["DBClusters"])


def test_change_without_a_new_name_renames_nothing(rds: Any) -> None:
    """Other changes go through as ever."""
    rds.modify_db_cluster(DBClusterIdentifier="old", BackupRetentionPeriod=9, ApplyImmediately=True)
    (cluster,) = rds.describe_db_clusters(DBClusterIdentifier="old")["DBClusters"]
    assert 9 == cluster["BackupRetentionPeriod"]
