"""DynamoDB ``UpdateTable``: a replica with deletion protection can't be taken away.

MiniStack refuses to delete a protected table and deletes a protected replica.

AWS: Developer Guide, "Using deletion protection" for tables, and "How DynamoDB global tables work": deletion
protection is a setting of each replica. API Reference, UpdateTable, ReplicaUpdates (Delete).
"""

from __future__ import annotations

from typing import Any

from ministack.core.responses import error_response_json, get_account_id
from ministack.services import dynamodb

from futago.emulator.additions.around import Wrapper, around


@around(dynamodb, "_apply_replica_updates")
def apply_replica_updates(
    apply: Wrapper, name: str, table: dict[str, Any], updates: list[dict[str, dict[str, Any]]]
) -> Any:
    """Refuse all updates of a request that deletes a protected replica."""
    for update in updates:
        region = update.get("Delete", {}).get("RegionName", "")
        replica = dynamodb._tables.get_scoped(get_account_id(), region, name)
        if replica is not None and replica.get("DeletionProtectionEnabled"):
            message = (
                f"The replica in {region} is protected against deletion. "
                "To delete it, disable deletion protection there."
            )
            return error_response_json("ValidationException", message, 400)
    return apply(name, table, updates)
