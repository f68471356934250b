"""Settings of an instance read back."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

TOKYO = "ap-northeast-1"
KEY = f"arn:aws:kms:{TOKYO}:111122223333:key/mrk-1"
INSIGHTS = {"EnablePerformanceInsights": True, "PerformanceInsightsRetentionPeriod": 465}
Aws = Callable[..., Any]


@pytest.fixture
def rds(aws: Aws) -> Any:
    """Tokyo's client, and a cluster in Tokyo."""
    client = aws("rds", TOKYO)
    client.create_db_cluster(DBClusterIdentifier="ledger", Engine="aurora-postgresql")
    return client


def create(rds: Any, **settings: Any) -> dict[str, Any]:
    """Make an instance of the cluster and return what is described of it."""
    rds.create_db_instance(
        DBInstanceIdentifier="ledger-1",
        DBClusterIdentifier="ledger",
        Engine="aurora-postgresql",
        DBInstanceClass="db.r6g.large",
        **settings,
    )
    return described(rds)


def described(rds: Any) -> dict[str, Any]:
    """Return what is described of the instance."""
    [instance] = rds.describe_db_instances(DBInstanceIdentifier="ledger-1")["DBInstances"]
    return dict(instance)


@pytest.mark.parametrize(
    ("settings", "element", "value"),
    [
        ({"CACertificateIdentifier": "rds-ca-ecc384-g1"}, "CACertificateIdentifier", "rds-ca-ecc384-g1"),
        ({**INSIGHTS, "PerformanceInsightsKMSKeyId": KEY}, "PerformanceInsightsKMSKeyId", KEY),
        ({"PreferredBackupWindow": "17:00-18:00"}, "PreferredBackupWindow", "17:00-18:00"),
    ],
)
def test_a_setting_reads_back(rds: Any, settings: dict[str, Any], element: str, value: str) -> None:
    """What an instance was created with is described of it."""
    assert value == create(rds, **settings)[element]


def test_changes_read_back(rds: Any) -> None:
    """Performance Insights, minor upgrades and the promotion tier can be changed."""
    create(rds, PromotionTier=1, AutoMinorVersionUpgrade=False)
    rds.modify_db_instance(
        DBInstanceIdentifier="ledger-1", PromotionTier=3, AutoMinorVersionUpgrade=True, **INSIGHTS
    )
    instance = described(rds)
    assert (3, True, True, 465) == (
        instance["PromotionTier"],
        instance["AutoMinorVersionUpgrade"],
        instance["PerformanceInsightsEnabled"],
        instance["PerformanceInsightsRetentionPeriod"],
    )


def test_no_retention_is_reported_where_insights_are_off(rds: Any) -> None:
    """Without Performance Insights nothing is retained."""
    assert "PerformanceInsightsRetentionPeriod" not in create(rds)
