"""What an application needs to encrypt or decrypt with a key by itself, in its Region."""

from __future__ import annotations

from collections.abc import Iterator

from modules.entitlement import Entitlement, Surroundings
from modules.kms.inputs import KeyInputs

READ_ACTIONS = ("kms:Decrypt", "kms:DescribeKey")
WRITE_ACTIONS = (
    *("kms:DescribeKey", "kms:Encrypt", "kms:GenerateDataKey", "kms:GenerateDataKeyWithoutPlaintext"),
)


def entitlements(
    around: Surroundings,
    name: str,
    inputs: KeyInputs,  # noqa: ARG001 # what every kind's entitlements take
    *,
    reads: bool,
    writes: bool,
) -> Iterator[Entitlement]:
    """To read is to decrypt, to write is to encrypt; the primary and the replica do both, each by itself."""
    if reads:
        yield Entitlement("Decrypt", READ_ACTIONS, (around.key_arn(name),))
    if writes:
        yield Entitlement("Encrypt", WRITE_ACTIONS, (around.key_arn(name),))
