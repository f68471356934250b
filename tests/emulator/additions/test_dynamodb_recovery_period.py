"""The recovery period of a table is kept."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

TOKYO = "ap-northeast-1"
Aws = Callable[..., Any]


@pytest.mark.parametrize(("setting", "days"), [({"RecoveryPeriodInDays": 14}, 14), ({}, 35)])
def test_the_period_reads_back(aws: Aws, setting: dict[str, int], days: int) -> None:
    """What was set is reported; where nothing was set, AWS's default of 35 days."""
    tokyo = aws("dynamodb", TOKYO)
    tokyo.create_table(
        TableName="ledger",
        BillingMode="PAY_PER_REQUEST",
        AttributeDefinitions=[{"AttributeName": "pk", "AttributeType": "S"}],
        KeySchema=[{"AttributeName": "pk", "KeyType": "HASH"}],
    )
    tokyo.update_continuous_backups(
        TableName="ledger",
        PointInTimeRecoverySpecification={"PointInTimeRecoveryEnabled": True, **setting},
    )
    backups = tokyo.describe_continuous_backups(TableName="ledger")["ContinuousBackupsDescription"]
    assert days == backups["PointInTimeRecoveryDescription"]["RecoveryPeriodInDays"]
