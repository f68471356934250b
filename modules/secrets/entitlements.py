"""What an application needs to read a secret, or its replica, in its Region."""

from __future__ import annotations

from collections.abc import Iterator

from modules.entitlement import Entitlement, Surroundings, use_of_key
from modules.secrets.inputs import SecretInputs

READ_ACTIONS = ("secretsmanager:DescribeSecret", "secretsmanager:GetSecretValue")


def entitlements(
    around: Surroundings, name: str, inputs: SecretInputs, *, reads: bool, writes: bool
) -> Iterator[Entitlement]:
    """What reading the secret takes; no application writes one.

    An ARN ends in a hyphen and six characters that Secrets Manager chooses; six question marks match these
    and no longer name (Secrets Manager User Guide, "Identity-based policies").
    """
    if writes or not reads:
        raise ValueError(f"secret {name} is only read")
    estate = around.estate
    full = estate.names.secret(name, inputs.name)
    arn = f"arn:aws:secretsmanager:{around.region.code}:{estate.account}:secret:{full}-??????"
    yield Entitlement("ReadSecrets", READ_ACTIONS, (arn,))
    yield use_of_key(around.key_arn(inputs.key), ("kms:Decrypt",), "secretsmanager", around.region)
