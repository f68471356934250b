"""DynamoDB ``UpdateTable`` and ``DescribeTable``: what is set on a replica reads back as the replica's.

MiniStack makes a replica a copy of the table: ``KMSMasterKeyId`` and ``TableClassOverride`` of
``ReplicaUpdates`` are ignored, DescribeTable reports neither, and the home Region's key shows up in the
other Region. ``aws_dynamodb_table_replica`` with ``kms_key_arn`` then never settles.

AWS: API Reference, CreateReplicationGroupMemberAction, UpdateReplicationGroupMemberAction (KMSMasterKeyId,
TableClassOverride: without it a replica has the table's class) and ReplicaDescription (KMSMasterKeyId,
ReplicaTableClassSummary). Developer Guide, "How DynamoDB global tables work", settings that are never
synchronized: tags, deletion protection, point-in-time recovery; those live in the replica's own
table already.
"""

from __future__ import annotations

from typing import Any

from ministack.core.responses import get_account_id
from ministack.services import dynamodb

from futago.emulator.additions.around import Wrapper, around

CLASS_OVERRIDE = "_futago_class_override"


@around(dynamodb, "_apply_replica_updates")
def apply_replica_updates(
    apply: Wrapper, name: str, table: dict[str, Any], updates: list[dict[str, dict[str, Any]]]
) -> Any:
    """Put the replica's own settings into its table record."""
    refusal = apply(name, table, updates)
    if refusal is not None:
        return refusal
    for update in updates:
        for action, member in update.items():
            replica = dynamodb._tables.get_scoped(get_account_id(), member["RegionName"], name)
            if replica is not None:
                _set(replica, member, is_new=action == "Create")
    return None


@around(dynamodb, "_table_description")
def table_description(describe: Wrapper, name: str) -> dict[str, Any]:
    """Report each replica's settings from its table record."""
    description: dict[str, Any] = describe(name)
    for replica in description.get("Replicas", []):
        record = dynamodb._tables.get_scoped(get_account_id(), replica["RegionName"], name)
        if record is not None:
            replica.update(_reported(record))
    return description


def _set(replica: dict[str, Any], member: dict[str, Any], *, is_new: bool) -> None:
    if is_new:
        replica.pop("SSEDescription", None)  # without a key of its own: the key that AWS owns
    if "KMSMasterKeyId" in member:
        key = member["KMSMasterKeyId"]
        replica["SSEDescription"] = {"Status": "ENABLED", "SSEType": "KMS", "KMSMasterKeyArn": key}
    if "TableClassOverride" in member:
        replica[CLASS_OVERRIDE] = replica["TableClassSummary"] = {"TableClass": member["TableClassOverride"]}


def _reported(record: dict[str, Any]) -> dict[str, Any]:
    reported: dict[str, Any] = {}
    key = (record.get("SSEDescription") or {}).get("KMSMasterKeyArn")
    if key:
        reported["KMSMasterKeyId"] = key
    if record.get(CLASS_OVERRIDE):
        reported["ReplicaTableClassSummary"] = record[CLASS_OVERRIDE]
    return reported
