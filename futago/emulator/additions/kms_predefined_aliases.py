"""KMS ``DescribeKey`` of a predefined alias: the AWS managed key of a service is there when it is asked for.

MiniStack answers NotFoundException for ``alias/aws/dynamodb``. The provider asks for it whenever it reads an
``aws_dynamodb_table_replica``, to tell the default key from one that was given, and fails without it.

AWS: KMS API Reference, DescribeKey ("If you specify a predefined AWS alias (an AWS alias with no key ID), KMS
associates the alias with an AWS managed key and returns its KeyId and Arn in the response").
"""

from __future__ import annotations

import json
from typing import Any

from ministack.core.responses import json_response
from ministack.services import kms

from futago.emulator.additions.around import OK, Response, Wrapper, around

PREFIX = "alias/aws/"


@around(kms, "_describe_key")
def describe_key(describe: Wrapper, request: dict[str, Any]) -> Response:
    """Make the AWS managed key of a predefined alias on first sight, and say whose it is."""
    alias = request.get("KeyId", "")
    if not alias.startswith(PREFIX):
        described: Response = describe(request)
        return described
    if kms._resolve_key(alias) is None:
        made = json.loads(kms._create_key({"Description": f"Default key of {alias.removeprefix(PREFIX)}"})[2])
        kms._aliases[kms._alias_arn(alias)] = made["KeyMetadata"]["KeyId"]
    described = describe(request)
    if described[0] != OK:
        return described
    metadata = json.loads(described[2])["KeyMetadata"]
    response: Response = json_response({"KeyMetadata": {**metadata, "KeyManager": "AWS"}})
    return response
