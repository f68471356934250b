"""What all replicas of a global table share changes in all of them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

TOKYO = "ap-northeast-1"
OSAKA = "ap-northeast-3"
CAPACITY = {"ReadCapacityUnits": 5, "WriteCapacityUnits": 7}
Aws = Callable[..., Any]


@pytest.fixture
def tokyo(aws: Aws) -> Any:
    """Tokyo's client, and a table with a replica in Osaka."""
    client = aws("dynamodb", TOKYO)
    client.create_table(
        TableName="ledger",
        BillingMode="PAY_PER_REQUEST",
        AttributeDefinitions=[{"AttributeName": "pk", "AttributeType": "S"}],
        KeySchema=[{"AttributeName": "pk", "KeyType": "HASH"}],
    )
    client.update_table(TableName="ledger", ReplicaUpdates=[{"Create": {"RegionName": OSAKA}}])
    return client


def in_osaka(aws: Aws) -> dict[str, Any]:
    """Return what Osaka describes of the table."""
    return dict(aws("dynamodb", OSAKA).describe_table(TableName="ledger")["Table"])


def test_a_new_index_is_in_both_regions(aws: Aws, tokyo: Any) -> None:
    """An index made in Tokyo is Osaka's too, under an ARN of Osaka, and answers queries there."""
    index = {
        "IndexName": "by-owner",
        "KeySchema": [{"AttributeName": "owner", "KeyType": "HASH"}],
        "Projection": {"ProjectionType": "ALL"},
    }
    tokyo.put_item(TableName="ledger", Item={"pk": {"S": "1"}, "owner": {"S": "ann"}})
    tokyo.update_table(
        TableName="ledger",
        AttributeDefinitions=[
            {"AttributeName": "pk", "AttributeType": "S"},
            {"AttributeName": "owner", "AttributeType": "S"},
        ],
        GlobalSecondaryIndexUpdates=[{"Create": index}],
    )
    [described] = in_osaka(aws)["GlobalSecondaryIndexes"]
    assert f"arn:aws:dynamodb:{OSAKA}:111122223333:table/ledger/index/by-owner" == described["IndexArn"]
    found = aws("dynamodb", OSAKA).query(
        TableName="ledger",
        IndexName="by-owner",
        KeyConditionExpression="#owner = :owner",
        ExpressionAttributeNames={"#owner": "owner"},
        ExpressionAttributeValues={":owner": {"S": "ann"}},
    )
    assert ["1"] == [item["pk"]["S"] for item in found["Items"]]


def test_the_billing_mode_is_one_for_both(aws: Aws, tokyo: Any) -> None:
    """A table made provisioned in Tokyo is provisioned in Osaka."""
    tokyo.update_table(TableName="ledger", BillingMode="PROVISIONED", ProvisionedThroughput=CAPACITY)
    table = in_osaka(aws)
    assert ("PROVISIONED", 7) == (
        table["BillingModeSummary"]["BillingMode"],
        table["ProvisionedThroughput"]["WriteCapacityUnits"],
    )


def test_read_capacity_may_differ(aws: Aws, tokyo: Any) -> None:
    """A later change of Tokyo's read capacity leaves Osaka's, and carries the write capacity."""
    tokyo.update_table(TableName="ledger", BillingMode="PROVISIONED", ProvisionedThroughput=CAPACITY)
    more = {"ReadCapacityUnits": 50, "WriteCapacityUnits": 9}
    tokyo.update_table(TableName="ledger", ProvisionedThroughput=more)
    throughput = in_osaka(aws)["ProvisionedThroughput"]
    assert (5, 9) == (throughput["ReadCapacityUnits"], throughput["WriteCapacityUnits"])


def test_deletion_protection_stays_the_regions_own(aws: Aws, tokyo: Any) -> None:
    """What is never synchronized is not carried."""
    tokyo.update_table(TableName="ledger", DeletionProtectionEnabled=True)
    assert not in_osaka(aws)["DeletionProtectionEnabled"]
