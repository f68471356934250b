"""The primary of a multi-Region key can be moved to the Region of a replica."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from botocore.exceptions import ClientError

from futago.emulator.process import Emulator

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


def described(aws: Aws, key: str, region: str) -> tuple[str, str, str]:
    """State, type and primary's Region, as a Region describes the key."""
    metadata = aws("kms", region).describe_key(KeyId=key)["KeyMetadata"]
    topology = metadata["MultiRegionConfiguration"]
    return metadata["KeyState"], topology["MultiRegionKeyType"], topology["PrimaryKey"]["Region"]


def test_the_replica_becomes_the_primary(aws: Aws, key: str) -> None:
    """Both Regions say so, and what one encrypts the other still decrypts."""
    tokyo, osaka = aws("kms", TOKYO), aws("kms", OSAKA)
    ciphertext = tokyo.encrypt(KeyId=key, Plaintext=b"before")["CiphertextBlob"]
    tokyo.update_primary_region(KeyId=key, PrimaryRegion=OSAKA)
    assert ("Enabled", "PRIMARY", OSAKA) == described(aws, key, OSAKA)
    assert ("Enabled", "REPLICA", OSAKA) == described(aws, key, TOKYO)
    assert b"before" == osaka.decrypt(KeyId=key, CiphertextBlob=ciphertext)["Plaintext"]


def test_the_change_can_be_watched(aws: Aws, emulator: Emulator, key: str) -> None:
    """While it takes its time both keys are being updated, and both are replicas."""
    emulator.take(primary_key_seconds=600)
    aws("kms", TOKYO).update_primary_region(KeyId=key, PrimaryRegion=OSAKA)
    assert {("Updating", "REPLICA")} == {described(aws, key, region)[:2] for region in (TOKYO, OSAKA)}


@pytest.mark.parametrize(
    ("called_in", "primary_region", "error"),
    [
        (OSAKA, OSAKA, "UnsupportedOperationException"),
        (TOKYO, "eu-west-1", "NotFoundException"),
        (TOKYO, TOKYO, "NotFoundException"),
    ],
)
def test_refused(aws: Aws, key: str, called_in: str, primary_region: str, error: str) -> None:
    """Where the primary is not, to where no replica is, and to where the primary is already."""
    with pytest.raises(ClientError, match=error):
        aws("kms", called_in).update_primary_region(KeyId=key, PrimaryRegion=primary_region)
    assert ("Enabled", "PRIMARY", TOKYO) == described(aws, key, TOKYO)


def test_a_disabled_replica_does_not_become_the_primary(aws: Aws, key: str) -> None:
    """Both keys have to be enabled."""
    aws("kms", OSAKA).disable_key(KeyId=key)
    with pytest.raises(ClientError, match="KMSInvalidStateException"):
        aws("kms", TOKYO).update_primary_region(KeyId=key, PrimaryRegion=OSAKA)
