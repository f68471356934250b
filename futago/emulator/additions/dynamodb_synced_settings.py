"""DynamoDB ``UpdateTable``: settings that all replicas of a global table share.

MiniStack copies them when a replica is made and never again: a new index or another billing mode stays in
the Region that was asked.

AWS: Developer Guide, "How DynamoDB global tables work", settings that are always synchronized: billing mode,
provisioned write capacity, global secondary indexes and the attributes they need.
"""

from __future__ import annotations

import copy
from typing import Any

from ministack.core.responses import get_account_id, get_region
from ministack.services import dynamodb

from futago.emulator.additions.around import OK, Response, Wrapper, around

ALWAYS_SYNCED = ("AttributeDefinitions", "BillingModeSummary", "GlobalSecondaryIndexes")
ON_DEMAND = "PAY_PER_REQUEST"


@around(dynamodb, "_update_table")
def update_table(update: Wrapper, request: dict[str, Any]) -> Response:
    """Carry the shared settings to the other replicas."""
    response: Response = update(request)
    table = dynamodb._tables.get(dynamodb._normalize_table_name(request.get("TableName")))
    if response[0] == OK:
        for region in set(dynamodb._replica_group(table)) - {get_region()}:
            _synchronize(table, dynamodb._tables.get_scoped(get_account_id(), region, table["TableName"]))
    return response


def _synchronize(table: dict[str, Any], replica: dict[str, Any]) -> None:
    for name in ALWAYS_SYNCED:
        if name in table:
            replica[name] = copy.deepcopy(table[name])
    for index in replica.get("GlobalSecondaryIndexes", []):
        index["IndexArn"] = f"{replica['TableArn']}/index/{index['IndexName']}"
    replica.pop(dynamodb._INDEX_MEMBERS, None)  # which items are in which index; counted again when asked
    throughput = dict(table["ProvisionedThroughput"])
    own_reads = replica["ProvisionedThroughput"]["ReadCapacityUnits"]
    if own_reads and table.get("BillingModeSummary", {}).get("BillingMode") != ON_DEMAND:
        throughput["ReadCapacityUnits"] = own_reads  # read capacity may differ from Region to Region
    replica["ProvisionedThroughput"] = throughput
