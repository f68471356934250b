"""DynamoDB ``DescribeContinuousBackups``: the recovery period that was set, 35 days by default.

MiniStack keeps whether point-in-time recovery is on and forgets ``RecoveryPeriodInDays``.

AWS: API Reference, PointInTimeRecoverySpecification (1 to 35, "defaults to 35") and
PointInTimeRecoveryDescription.
"""

from __future__ import annotations

import json
from typing import Any

from ministack.services import dynamodb

from futago.emulator.additions.around import OK, Response, Wrapper, around, merged

DEFAULT_PERIOD_DAYS = 35
KEPT_AS = "_recovery_period_days"


@around(dynamodb, "_update_continuous_backups")
def update_continuous_backups(update: Wrapper, request: dict[str, Any]) -> Response:
    """Keep the period with the table's record."""
    response: Response = update(request)
    if response[0] != OK:
        return response
    specification = request["PointInTimeRecoverySpecification"]
    table = _table(request)
    table[KEPT_AS] = specification.get("RecoveryPeriodInDays", DEFAULT_PERIOD_DAYS)
    return _with_period(response, table)


@around(dynamodb, "_describe_continuous_backups")
def describe_continuous_backups(describe: Wrapper, request: dict[str, Any]) -> Response:
    """Report the period while recovery is on."""
    response: Response = describe(request)
    return _with_period(response, _table(request)) if response[0] == OK else response


def _table(request: dict[str, Any]) -> dict[str, Any]:
    table: dict[str, Any] = dynamodb._tables[dynamodb._normalize_table_name(request["TableName"])]
    return table


def _with_period(response: Response, table: dict[str, Any]) -> Response:
    backups = json.loads(response[2])["ContinuousBackupsDescription"]
    recovery = backups["PointInTimeRecoveryDescription"]
    if recovery["PointInTimeRecoveryStatus"] == "ENABLED":
        recovery["RecoveryPeriodInDays"] = table.get(KEPT_AS, DEFAULT_PERIOD_DAYS)
    return merged(response, {"ContinuousBackupsDescription": backups})
