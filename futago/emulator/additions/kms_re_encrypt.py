"""KMS ``ReEncrypt``: from one key to another without showing the plaintext.

MiniStack answers that the action is unknown.

AWS: KMS API Reference, ReEncrypt (parameters SourceKeyId, SourceEncryptionContext, DestinationKeyId,
DestinationEncryptionContext; permissions of both keys' states apply as in Decrypt and Encrypt).
"""

from __future__ import annotations

import json
from typing import Any

from ministack.core.responses import json_response
from ministack.services import kms

from futago.emulator.additions.around import OK, Response, json_operation

DEFAULT_ALGORITHM = "SYMMETRIC_DEFAULT"


@json_operation(kms, "ReEncrypt")
def re_encrypt(request: dict[str, Any]) -> Response:
    """Decrypt with the source key and encrypt with the destination key, by MiniStack's own functions."""
    decrypted = _call(kms._decrypt, request, "Source", CiphertextBlob=request["CiphertextBlob"])
    if decrypted[0] != OK:
        return decrypted
    plain = json.loads(decrypted[2])
    encrypted = _call(kms._encrypt, request, "Destination", Plaintext=plain["Plaintext"])
    if encrypted[0] != OK:
        return encrypted
    cipher = json.loads(encrypted[2])
    response: Response = json_response(
        {
            "CiphertextBlob": cipher["CiphertextBlob"],
            "SourceKeyId": plain["KeyId"],
            "KeyId": cipher["KeyId"],
            "SourceEncryptionAlgorithm": request.get("SourceEncryptionAlgorithm", DEFAULT_ALGORITHM),
            "DestinationEncryptionAlgorithm": request.get(
                "DestinationEncryptionAlgorithm", DEFAULT_ALGORITHM
            ),
        }
    )
    return response


def _call(operation: Any, request: dict[str, Any], side: str, **data: str) -> Response:
    """Call Decrypt or Encrypt with the parameters of one side of a ReEncrypt."""
    for name in ("KeyId", "EncryptionContext", "EncryptionAlgorithm"):
        if f"{side}{name}" in request:
            data[name] = request[f"{side}{name}"]
    response: Response = operation(data)
    return response
