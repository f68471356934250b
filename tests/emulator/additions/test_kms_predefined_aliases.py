"""The AWS managed key of a service is there when it is asked for."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from botocore.exceptions import ClientError

TOKYO = "ap-northeast-1"
OSAKA = "ap-northeast-3"
Aws = Callable[..., Any]


def test_a_predefined_alias_has_one_key_a_region(aws: Aws) -> None:
    """Asked twice it is the same key, in the other Region it is another, and AWS manages it."""
    keys = [aws("kms", region).describe_key(KeyId="alias/aws/dynamodb") for region in (TOKYO, TOKYO, OSAKA)]
    first, again, other = (key["KeyMetadata"]["Arn"] for key in keys)
    assert (True, False) == (first == again, first == other)
    assert {"AWS"} == {key["KeyMetadata"]["KeyManager"] for key in keys}


def test_any_other_alias_has_to_be_made(aws: Aws) -> None:
    """Only AWS's own aliases are there by themselves."""
    with pytest.raises(ClientError) as refused:
        aws("kms", TOKYO).describe_key(KeyId="alias/ledger")
    assert "NotFoundException" == refused.value.response["Error"]["Code"]
