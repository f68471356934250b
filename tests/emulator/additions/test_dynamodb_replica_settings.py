"""What is set on a table's replica reads back as the replica's own."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

TOKYO = "ap-northeast-1"
OSAKA = "ap-northeast-3"
TOKYO_KEY = f"arn:aws:kms:{TOKYO}:111122223333:key/mrk-1"
OSAKA_KEY = f"arn:aws:kms:{OSAKA}:111122223333:key/mrk-1"
Aws = Callable[..., Any]


@pytest.fixture
def table(aws: Aws) -> Any:
    """Tokyo's client, and in Tokyo a table that is encrypted with a key of the estate."""
    tokyo = aws("dynamodb", TOKYO)
    tokyo.create_table(
        TableName="ledger",
        BillingMode="PAY_PER_REQUEST",
        TableClass="STANDARD_INFREQUENT_ACCESS",
        AttributeDefinitions=[{"AttributeName": "pk", "AttributeType": "S"}],
        KeySchema=[{"AttributeName": "pk", "KeyType": "HASH"}],
        SSESpecification={"Enabled": True, "SSEType": "KMS", "KMSMasterKeyId": TOKYO_KEY},
    )
    return tokyo


def replicate(tokyo: Any, **settings: str) -> None:
    """Add a replica in Osaka."""
    tokyo.update_table(TableName="ledger", ReplicaUpdates=[{"Create": {"RegionName": OSAKA, **settings}}])


def test_the_key_of_the_replica_is_reported_in_both_regions(aws: Aws, table: Any) -> None:
    """Each Region encrypts with its own key, and each lists the other with its key."""
    replicate(table, KMSMasterKeyId=OSAKA_KEY)
    in_tokyo = table.describe_table(TableName="ledger")["Table"]
    in_osaka = aws("dynamodb", OSAKA).describe_table(TableName="ledger")["Table"]
    assert OSAKA_KEY == in_tokyo["Replicas"][0]["KMSMasterKeyId"]
    assert TOKYO_KEY == in_osaka["Replicas"][0]["KMSMasterKeyId"]
    assert OSAKA_KEY == in_osaka["SSEDescription"]["KMSMasterKeyArn"]
    assert TOKYO_KEY == in_tokyo["SSEDescription"]["KMSMasterKeyArn"]


def test_a_replica_without_a_key_has_none_of_tokyo(aws: Aws, table: Any) -> None:
    """A key of Tokyo can't encrypt in Osaka: without a key of its own the replica names none."""
    replicate(table)
    assert "KMSMasterKeyId" not in table.describe_table(TableName="ledger")["Table"]["Replicas"][0]
    assert "SSEDescription" not in aws("dynamodb", OSAKA).describe_table(TableName="ledger")["Table"]


def test_a_replica_has_the_class_of_the_table(aws: Aws, table: Any) -> None:
    """Without an override the replica's class is the table's, and no class of its own is listed."""
    replicate(table)
    in_osaka = aws("dynamodb", OSAKA).describe_table(TableName="ledger")["Table"]
    assert "STANDARD_INFREQUENT_ACCESS" == in_osaka["TableClassSummary"]["TableClass"]
    [replica] = table.describe_table(TableName="ledger")["Table"]["Replicas"]
    assert "ReplicaTableClassSummary" not in replica


def test_the_table_class_can_differ(aws: Aws, table: Any) -> None:
    """TableClassOverride holds in Osaka, at creation and when it is changed."""
    replicate(table, TableClassOverride="STANDARD")
    change = {"RegionName": OSAKA, "TableClassOverride": "STANDARD_INFREQUENT_ACCESS"}
    table.update_table(TableName="ledger", ReplicaUpdates=[{"Update": change}])
    [replica] = table.describe_table(TableName="ledger")["Table"]["Replicas"]
    in_osaka = aws("dynamodb", OSAKA).describe_table(TableName="ledger")["Table"]
    assert "STANDARD_INFREQUENT_ACCESS" == replica["ReplicaTableClassSummary"]["TableClass"]
    assert "STANDARD_INFREQUENT_ACCESS" == in_osaka["TableClassSummary"]["TableClass"]


def test_recovery_protection_and_tags_are_the_regions_own(aws: Aws, table: Any) -> None:
    """Point-in-time recovery, deletion protection and tags set in Osaka are not Tokyo's."""
    replicate(table, KMSMasterKeyId=OSAKA_KEY)
    osaka = aws("dynamodb", OSAKA)
    osaka_arn = osaka.describe_table(TableName="ledger")["Table"]["TableArn"]
    osaka.update_table(TableName="ledger", DeletionProtectionEnabled=True)
    osaka.tag_resource(ResourceArn=osaka_arn, Tags=[{"Key": "city", "Value": "osaka"}])
    osaka.update_continuous_backups(
        TableName="ledger", PointInTimeRecoverySpecification={"PointInTimeRecoveryEnabled": True}
    )
    seen = {}
    for city, client in (("tokyo", table), ("osaka", osaka)):
        description = client.describe_table(TableName="ledger")["Table"]
        backups = client.describe_continuous_backups(TableName="ledger")["ContinuousBackupsDescription"]
        seen[city] = (
            description["DeletionProtectionEnabled"],
            client.list_tags_of_resource(ResourceArn=description["TableArn"])["Tags"],
            backups["PointInTimeRecoveryDescription"]["PointInTimeRecoveryStatus"],
        )
    assert {
        "tokyo": (False, [], "DISABLED"),
        "osaka": (True, [{"Key": "city", "Value": "osaka"}], "ENABLED"),
    } == seen
