"""Secrets Manager ``RemoveRegionsFromReplication`` and ``StopReplicationToReplica``.

MiniStack has neither: Terraform can't drop a replica, and a replica can't be promoted.

AWS: API Reference, RemoveRegionsFromReplication (called in the primary's Region; the replicas are deleted)
and StopReplicationToReplica (called in the replica's Region; the replica becomes a secret of its own).
"""

from __future__ import annotations

from typing import Any

from ministack.core.responses import error_response_json, json_response
from ministack.services import secretsmanager

from futago.emulator.additions.around import Response, json_operation


def _refuse(code: str, message: str) -> Response:
    response: Response = error_response_json(code, message, 400)
    return response


def _answer(body: dict[str, Any]) -> Response:
    response: Response = json_response(body)
    return response


NOT_FOUND = ("ResourceNotFoundException", "Secrets Manager can't find the specified secret.")
NOT_A_REPLICA = ("InvalidRequestException", "You can't perform this operation on a primary secret.")
IS_A_REPLICA = ("InvalidRequestException", "You can't perform this operation on a replica secret.")


@json_operation(secretsmanager, "RemoveRegionsFromReplication")
def remove_regions_from_replication(request: dict[str, Any]) -> Response:
    """Delete the named replicas and forget their status."""
    _key, secret = secretsmanager._resolve(request["SecretId"])
    if secret is None:
        return _refuse(*NOT_FOUND)
    if secretsmanager._is_replica(secret):
        return _refuse(*IS_A_REPLICA)
    regions = set(request["RemoveReplicaRegions"])
    leaving = [status for status in secret["ReplicationStatus"] if status["Region"] in regions]
    staying = [status for status in secret["ReplicationStatus"] if status["Region"] not in regions]
    secretsmanager._delete_replicas({**secret, "ReplicationStatus": leaving})
    secret["ReplicationStatus"] = staying
    return _answer({"ARN": secret["ARN"], "ReplicationStatus": staying})


@json_operation(secretsmanager, "StopReplicationToReplica")
def stop_replication_to_replica(request: dict[str, Any]) -> Response:
    """Make the replica of this Region a secret of its own."""
    _key, secret = secretsmanager._resolve(request["SecretId"])
    if secret is None:
        return _refuse(*NOT_FOUND)
    if not secretsmanager._is_replica(secret):
        return _refuse(*NOT_A_REPLICA)
    secretsmanager._unlink_from_primary(secret)
    del secret["_PrimarySecretArn"], secret["_PrimaryRegion"]
    return _answer({"ARN": secret["ARN"]})
