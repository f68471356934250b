"""Settings of a cluster read back."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

TOKYO = "ap-northeast-1"
ROLE = "arn:aws:iam::111122223333:role/monitoring"
KEY = f"arn:aws:kms:{TOKYO}:111122223333:key/mrk-1"
Aws = Callable[..., Any]


def create(rds: Any, **settings: Any) -> dict[str, Any]:
    """Make a cluster and return what is described of it."""
    rds.create_db_cluster(DBClusterIdentifier="ledger", Engine="aurora-postgresql", **settings)
    return described(rds)


def described(rds: Any) -> dict[str, Any]:
    """Return what is described of the cluster."""
    [cluster] = rds.describe_db_clusters(DBClusterIdentifier="ledger")["DBClusters"]
    return dict(cluster)


@pytest.mark.parametrize(
    ("setting", "value", "element"),
    [
        ("EnableCloudwatchLogsExports", ["postgresql"], "EnabledCloudwatchLogsExports"),
        ("StorageType", "aurora-iopt1", "StorageType"),
        ("MonitoringInterval", 60, "MonitoringInterval"),
        ("MonitoringRoleArn", ROLE, "MonitoringRoleArn"),
        ("EnablePerformanceInsights", True, "PerformanceInsightsEnabled"),
        ("PerformanceInsightsKMSKeyId", KEY, "PerformanceInsightsKMSKeyId"),
        ("PerformanceInsightsRetentionPeriod", 465, "PerformanceInsightsRetentionPeriod"),
        ("EnableGlobalWriteForwarding", True, "GlobalWriteForwardingRequested"),
        ("DatabaseInsightsMode", "advanced", "DatabaseInsightsMode"),
    ],
)
def test_a_setting_reads_back(aws: Aws, setting: str, value: object, element: str) -> None:
    """What a cluster was created with is described of it."""
    assert value == create(aws("rds", TOKYO), **{setting: value})[element]


def test_log_exports_change_by_difference(aws: Aws) -> None:
    """ModifyDBCluster enables and disables single logs and leaves the others."""
    rds = aws("rds", TOKYO)
    create(rds, EnableCloudwatchLogsExports=["audit", "error"])
    rds.modify_db_cluster(
        DBClusterIdentifier="ledger",
        CloudwatchLogsExportConfiguration={"EnableLogTypes": ["slowquery"], "DisableLogTypes": ["error"]},
    )
    assert ["audit", "slowquery"] == described(rds)["EnabledCloudwatchLogsExports"]


def test_what_was_not_set_is_not_reported(aws: Aws) -> None:
    """A cluster without those settings describes none of them."""
    cluster = create(aws("rds", TOKYO))
    assert [] == cluster["EnabledCloudwatchLogsExports"]
    assert "MonitoringRoleArn" not in cluster
    assert "PerformanceInsightsKMSKeyId" not in cluster
