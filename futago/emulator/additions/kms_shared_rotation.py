"""KMS ``GetKeyRotationStatus``, ``EnableKeyRotation`` and ``DisableKeyRotation`` of multi-Region keys.

MiniStack keeps rotation per Region: a replica says that it is not rotated, and can be told to be.

AWS: KMS Developer Guide, "Rotate AWS KMS keys", multi-Region keys: rotation is a shared property, set on the
primary key only; the same status is reported by every related key.
"""

from __future__ import annotations

from typing import Any

from ministack.core.responses import error_response_json
from ministack.services import kms

from futago.emulator.additions.around import Response, Wrapper, around

SHARED = ("KeyRotationEnabled", "RotationPeriodInDays")


@around(kms, "_get_key_rotation_status")
def get_key_rotation_status(get: Wrapper, request: dict[str, Any]) -> Response:
    """Report the primary's rotation for every related key."""
    key = kms._resolve_key(request.get("KeyId", ""))
    if key and _is_replica(key):
        primary = next((member for _region, member in kms._mrk_members(key) if not _is_replica(member)), key)
        key.update({name: primary[name] for name in SHARED if name in primary})
    response: Response = get(request)
    return response


@around(kms, "_enable_key_rotation")
def enable_key_rotation(enable: Wrapper, request: dict[str, Any]) -> Response:
    """Refuse it on a replica."""
    return _on_primary(enable, request, "EnableKeyRotation")


@around(kms, "_disable_key_rotation")
def disable_key_rotation(disable: Wrapper, request: dict[str, Any]) -> Response:
    """Refuse it on a replica."""
    return _on_primary(disable, request, "DisableKeyRotation")


def _on_primary(operation: Wrapper, request: dict[str, Any], name: str) -> Response:
    key = kms._resolve_key(request.get("KeyId", ""))
    if key and _is_replica(key):
        message = f"{key['Arn']} is a multi-Region replica key; {name} is for the primary key."
        refused: Response = error_response_json("UnsupportedOperationException", message, 400)
        return refused
    response: Response = operation(request)
    return response


def _is_replica(key: dict[str, Any]) -> bool:
    return bool(key.get("_mrk_type") == "REPLICA")
