"""Secrets Manager ``PutSecretValue`` with ``AWSCURRENT`` and labels of one's own: all of them are attached.

MiniStack attaches AWSCURRENT alone. It then deletes the version after two rotations, as AWS may delete one
that has no label left, and Terraform wants to write a new value over the current one.

AWS: Secrets Manager API Reference, PutSecretValue (VersionStages: a label that is on another version of the
secret moves to this one).
"""

from __future__ import annotations

import json
from typing import Any

from ministack.services import secretsmanager

from futago.emulator.additions.around import OK, Response, Wrapper, around


@around(secretsmanager, "_put_secret_value")
def put_secret_value(put: Wrapper, request: dict[str, Any]) -> Response:
    """Attach the labels that MiniStack has left out, and take them from every other version."""
    response: Response = put(request)
    if response[0] != OK:
        return response
    status, headers, body = response
    answer = json.loads(body)
    missing = [label for label in request.get("VersionStages", ()) if label not in answer["VersionStages"]]
    _key, secret = secretsmanager._resolve(answer["ARN"])
    for label in missing:
        secretsmanager._remove_stage_everywhere(secret, label)
        secretsmanager._add_stage(secret, answer["VersionId"], label)
    secretsmanager._sync_replicas(secret)
    answer["VersionStages"] += missing
    return status, headers, json.dumps(answer).encode()
