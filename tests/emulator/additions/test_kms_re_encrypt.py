"""ReEncrypt moves a ciphertext from one key to another."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from botocore.exceptions import ClientError

TOKYO = "ap-northeast-1"
OSAKA = "ap-northeast-3"
Aws = Callable[..., Any]


def ciphertext(aws: Aws) -> bytes:
    """Encrypt in Tokyo with a multi-Region key that Osaka has a replica of."""
    tokyo = aws("kms", TOKYO)
    key = tokyo.create_key(MultiRegion=True)["KeyMetadata"]["KeyId"]
    tokyo.replicate_key(KeyId=key, ReplicaRegion=OSAKA)
    encrypted = tokyo.encrypt(KeyId=key, Plaintext=b"card", EncryptionContext={"table": "cards"})
    return bytes(encrypted["CiphertextBlob"])


def test_what_tokyo_encrypted_osaka_re_encrypts(aws: Aws) -> None:
    """A multi-Region ciphertext becomes one of Osaka's own key, under another context."""
    osaka = aws("kms", OSAKA)
    own_key = osaka.create_key()["KeyMetadata"]["Arn"]
    moved = osaka.re_encrypt(
        CiphertextBlob=ciphertext(aws),
        SourceEncryptionContext={"table": "cards"},
        DestinationKeyId=own_key,
        DestinationEncryptionContext={"table": "archive"},
    )
    read = osaka.decrypt(CiphertextBlob=moved["CiphertextBlob"], EncryptionContext={"table": "archive"})
    assert (b"card", own_key) == (read["Plaintext"], read["KeyId"])


def test_the_context_must_fit(aws: Aws) -> None:
    """Without the context that it was encrypted under, nothing is re-encrypted."""
    osaka = aws("kms", OSAKA)
    own_key = osaka.create_key()["KeyMetadata"]["Arn"]
    with pytest.raises(ClientError, match="InvalidCiphertextException"):
        osaka.re_encrypt(CiphertextBlob=ciphertext(aws), DestinationKeyId=own_key)
