"""Secrets Manager ``CreateSecret`` without a value: the secret has no version.

MiniStack makes an empty version that is current, so that reading a secret which nobody filled succeeds.

AWS: API Reference, CreateSecret ("If you don't include SecretString or SecretBinary, … doesn't create a
version"); GetSecretValue then answers ResourceNotFoundException.
"""

from __future__ import annotations

import json
from typing import Any

from ministack.services import secretsmanager

from futago.emulator.additions.around import OK, Response, Wrapper, around


@around(secretsmanager, "_create_secret")
def create_secret(create: Wrapper, request: dict[str, Any]) -> Response:
    """Take the empty version away again, from the secret and from the answer."""
    response: Response = create(request)
    if response[0] != OK or "SecretString" in request or "SecretBinary" in request:
        return response
    status, headers, body = response
    answer = json.loads(body)
    del answer["VersionId"]
    _key, secret = secretsmanager._resolve(answer["ARN"])
    secret["Versions"].clear()
    return status, headers, json.dumps(answer).encode()
