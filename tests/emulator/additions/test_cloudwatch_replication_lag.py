"""CloudWatch says how far replication is behind, in the Region in which AWS says it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from futago.emulator.process import Emulator
from tests.emulator.replicating_buckets import BUCKETS, make_buckets, replicate

TOKYO = "ap-northeast-1"
OSAKA = "ap-northeast-3"
Aws = Callable[..., Any]
LAG_SECONDS = 1.5

CLUSTER = ("AWS/RDS", "AuroraGlobalDBRPOLag", {"DBClusterIdentifier": f"ledger-{OSAKA}"})
TABLE = ("AWS/DynamoDB", "ReplicationLatency", {"TableName": "ledger", "ReceivingRegion": OSAKA})
BUCKET = (
    "AWS/S3",
    "ReplicationLatency",
    {"SourceBucket": BUCKETS[TOKYO], "DestinationBucket": BUCKETS[OSAKA], "RuleId": "all"},
)
Metric = tuple[str, str, dict[str, str]]


def values(aws: Aws, region: str, metric: Metric) -> list[float]:
    """What CloudWatch has of a metric in a Region."""
    namespace, name, dimensions = metric
    now = datetime.now(UTC)
    stat = {
        "Metric": {
            "Namespace": namespace,
            "MetricName": name,
            "Dimensions": [{"Name": each, "Value": value} for each, value in dimensions.items()],
        },
        "Period": 60,
        "Stat": "Maximum",
    }
    answer = aws("cloudwatch", region).get_metric_data(
        StartTime=now - timedelta(hours=1),
        EndTime=now + timedelta(minutes=1),
        MetricDataQueries=[{"Id": "lag", "MetricStat": stat}],
    )
    return list(answer["MetricDataResults"][0]["Values"])


@pytest.fixture
def replicated(aws: Aws) -> Aws:
    """A global database, a global table and two buckets, all replicating from Tokyo to Osaka."""
    engine = {"Engine": "aurora-postgresql", "EngineVersion": "17.7"}
    aws("rds", TOKYO).create_global_cluster(GlobalClusterIdentifier="ledger", **engine)
    for region in (TOKYO, OSAKA):
        first = {"MasterUsername": "dbadmin", "MasterUserPassword": "not-a-secret"} if region == TOKYO else {}
        aws("rds", region).create_db_cluster(
            DBClusterIdentifier=f"ledger-{region}", GlobalClusterIdentifier="ledger", **engine, **first
        )
    dynamodb = aws("dynamodb", TOKYO)
    dynamodb.create_table(
        TableName="ledger",
        KeySchema=[{"AttributeName": "id", "KeyType": "HASH"}],
        AttributeDefinitions=[{"AttributeName": "id", "AttributeType": "S"}],
        BillingMode="PAY_PER_REQUEST",
        StreamSpecification={"StreamEnabled": True, "StreamViewType": "NEW_AND_OLD_IMAGES"},
    )
    dynamodb.update_table(TableName="ledger", ReplicaUpdates=[{"Create": {"RegionName": OSAKA}}])
    tokyo, _osaka = make_buckets(aws)
    replicate(tokyo, TOKYO, OSAKA)
    return aws


@pytest.mark.parametrize(
    ("metric", "told_in", "expected"),
    [(CLUSTER, OSAKA, 1500.0), (TABLE, TOKYO, 1500.0), (BUCKET, OSAKA, 1.5)],
    ids=["database", "table", "bucket"],
)
def test_the_lag_is_told_in_one_region(
    emulator: Emulator, replicated: Aws, metric: Metric, told_in: str, expected: float
) -> None:
    """Where AWS publishes it, in its unit; not in the other Region, and not of what isn't there."""
    emulator.take(replication_lag_seconds=LAG_SECONDS)
    other = TOKYO if told_in == OSAKA else OSAKA
    namespace, name, dimensions = metric
    absent = (namespace, name, {key: f"{value}-x" for key, value in dimensions.items()})
    assert [[expected], [], []] == [
        values(replicated, told_in, metric),
        values(replicated, other, metric),
        values(replicated, told_in, absent),
    ]


def test_nothing_is_told_unless_it_is_set(replicated: Aws) -> None:
    """A lag that nobody set is not known, rather than none."""
    assert [[], [], []] == [
        values(replicated, region, metric)
        for region, metric in ((OSAKA, CLUSTER), (TOKYO, TABLE), (OSAKA, BUCKET))
    ]
