"""Secrets Manager ``CreateSecret``: ``AddReplicaRegions`` makes replicas at once.

MiniStack takes the parameter and ignores it, so that the secret has replicas only after a second apply.

AWS: API Reference, CreateSecret, parameters AddReplicaRegions and ForceOverwriteReplicaSecret, response
element ReplicationStatus; User Guide, "Replicate AWS Secrets Manager secrets across Regions": a secret of
that name in the other Region makes the replication fail, not the creation.
"""

from __future__ import annotations

import json
from typing import Any

from ministack.services import secretsmanager

from futago.emulator.additions.around import OK, Response, Wrapper, around, merged


@around(secretsmanager, "_create_secret")
def create_secret(create: Wrapper, request: dict[str, Any]) -> Response:
    """Replicate right after the creation, by MiniStack's own ReplicateSecretToRegions."""
    response: Response = create(request)
    replicas = request.get("AddReplicaRegions")
    if response[0] != OK or not replicas:
        return response
    arn = json.loads(response[2])["ARN"]
    status, _headers, answer = secretsmanager._replicate_secret_to_regions(
        {
            "SecretId": arn,
            "AddReplicaRegions": replicas,
            "ForceOverwriteReplicaSecret": request.get("ForceOverwriteReplicaSecret", False),
        }
    )
    _key, secret = secretsmanager._resolve(arn)
    if status != OK:
        reason = json.loads(answer)["message"]
        secret["ReplicationStatus"] = [
            {**replica, "Status": "Failed", "StatusMessage": reason} for replica in replicas
        ]
    return merged(response, {"ReplicationStatus": secret["ReplicationStatus"]})
