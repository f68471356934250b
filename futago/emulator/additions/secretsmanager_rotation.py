"""Secrets Manager ``RotateSecret`` with ``RotateImmediately`` false, and ``CancelRotateSecret``.

MiniStack rotates at once whatever was asked, and does not know how to cancel: ``terraform destroy`` of an
``aws_secretsmanager_secret_rotation`` fails.

AWS: API Reference, RotateSecret (RotateImmediately: "if false, the secret is rotated at the next scheduled
window") and CancelRotateSecret ("turns off automatic rotation").
"""

from __future__ import annotations

from typing import Any

from ministack.core.responses import error_response_json, json_response
from ministack.services import secretsmanager

from futago.emulator.additions.around import Response, Wrapper, around, json_operation


@around(secretsmanager, "_rotate_secret")
def rotate_secret(rotate: Wrapper, request: dict[str, Any]) -> Response:
    """Only keep the schedule when rotation is to wait for it."""
    _key, secret = secretsmanager._resolve(request["SecretId"])
    waits = request.get("RotateImmediately") is False
    if not waits or secret is None or secret.get("DeletedDate") or secretsmanager._is_replica(secret):
        response: Response = rotate(request)
        return response
    for name in ("RotationLambdaARN", "RotationRules"):
        secret[name] = request.get(name) or secret.get(name)
    return _schedule(secret, enabled=True)


@json_operation(secretsmanager, "CancelRotateSecret")
def cancel_rotate_secret(request: dict[str, Any]) -> Response:
    """Turn rotation off and leave its settings, as AWS does."""
    _key, secret = secretsmanager._resolve(request["SecretId"])
    if secret is None:
        message = "Secrets Manager can't find the specified secret."
        refused: Response = error_response_json("ResourceNotFoundException", message, 400)
        return refused
    return _schedule(secret, enabled=False)


def _schedule(secret: dict[str, Any], *, enabled: bool) -> Response:
    secret["RotationEnabled"] = enabled
    secretsmanager._sync_replicas(secret)
    response: Response = json_response({"ARN": secret["ARN"], "Name": secret["Name"]})
    return response
