"""A protected replica stays."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from botocore.exceptions import ClientError

TOKYO = "ap-northeast-1"
OSAKA = "ap-northeast-3"
Aws = Callable[..., Any]


@pytest.fixture
def tokyo(aws: Aws) -> Any:
    """Tokyo's client, and a table with a protected replica in Osaka."""
    client = aws("dynamodb", TOKYO)
    client.create_table(
        TableName="ledger",
        BillingMode="PAY_PER_REQUEST",
        AttributeDefinitions=[{"AttributeName": "pk", "AttributeType": "S"}],
        KeySchema=[{"AttributeName": "pk", "KeyType": "HASH"}],
    )
    client.update_table(TableName="ledger", ReplicaUpdates=[{"Create": {"RegionName": OSAKA}}])
    aws("dynamodb", OSAKA).update_table(TableName="ledger", DeletionProtectionEnabled=True)
    return client


def remove(tokyo: Any) -> None:
    """Remove Osaka's replica."""
    tokyo.update_table(TableName="ledger", ReplicaUpdates=[{"Delete": {"RegionName": OSAKA}}])


def test_a_protected_replica_is_not_removed(aws: Aws, tokyo: Any) -> None:
    """Tokyo can't remove it, and Osaka still has it."""
    with pytest.raises(ClientError, match="The replica in ap-northeast-3 is protected against deletion"):
        remove(tokyo)
    assert ["ledger"] == aws("dynamodb", OSAKA).list_tables()["TableNames"]


def test_an_unprotected_replica_is_removed(aws: Aws, tokyo: Any) -> None:
    """Once the protection is lifted in Osaka, Tokyo can remove it."""
    aws("dynamodb", OSAKA).update_table(TableName="ledger", DeletionProtectionEnabled=False)
    remove(tokyo)
    assert [] == aws("dynamodb", OSAKA).list_tables()["TableNames"]
