"""Rotation of a multi-Region key is one for all its Regions."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from botocore.exceptions import ClientError

TOKYO = "ap-northeast-1"
OSAKA = "ap-northeast-3"
Aws = Callable[..., Any]


@pytest.fixture
def key(aws: Aws) -> str:
    """A multi-Region key of Tokyo with a replica in Osaka."""
    tokyo = aws("kms", TOKYO)
    key_id = tokyo.create_key(MultiRegion=True)["KeyMetadata"]["KeyId"]
    tokyo.replicate_key(KeyId=key_id, ReplicaRegion=OSAKA)
    return str(key_id)


def test_the_replica_reports_the_primarys_rotation(aws: Aws, key: str) -> None:
    """What is set on the primary is the replica's too, on and off."""
    tokyo, osaka = aws("kms", TOKYO), aws("kms", OSAKA)
    tokyo.enable_key_rotation(KeyId=key, RotationPeriodInDays=180)
    status = osaka.get_key_rotation_status(KeyId=key)
    assert (True, 180) == (status["KeyRotationEnabled"], status["RotationPeriodInDays"])
    tokyo.disable_key_rotation(KeyId=key)
    assert not osaka.get_key_rotation_status(KeyId=key)["KeyRotationEnabled"]


@pytest.mark.parametrize("operation", ["enable_key_rotation", "disable_key_rotation"])
def test_rotation_is_not_set_on_the_replica(aws: Aws, key: str, operation: str) -> None:
    """In Osaka rotation can be neither turned on nor off."""
    with pytest.raises(ClientError, match="UnsupportedOperationException"):
        getattr(aws("kms", OSAKA), operation)(KeyId=key)
