"""Secrets Manager ``ListSecrets`` tells the key and the rotation of each secret.

MiniStack's list leaves them out; its ``DescribeSecret`` has them.

AWS: Secrets Manager API Reference, SecretListEntry (KmsKeyId, RotationLambdaARN, RotationRules).
"""

from __future__ import annotations

import json
from typing import Any

from ministack.services import secretsmanager

from futago.emulator.additions.around import OK, Response, Wrapper, around, merged

_SETTINGS = ("KmsKeyId", "RotationLambdaARN", "RotationRules")


@around(secretsmanager, "_list_secrets")
def list_secrets(list_: Wrapper, request: dict[str, Any]) -> Response:
    """Add to each entry what its secret has set of them."""
    response: Response = list_(request)
    if response[0] != OK:
        return response
    entries = json.loads(response[2])["SecretList"]
    for entry in entries:
        secret = secretsmanager._secrets[entry["Name"]]
        entry.update({name: secret[name] for name in _SETTINGS if secret.get(name)})
    return merged(response, {"SecretList": entries})
