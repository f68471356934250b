"""Makes a secret and its replica, its first value, and its rotation, all in the pair's first Region."""

from __future__ import annotations

from collections.abc import Sequence

from modules.estate import Estate
from modules.kms.alias import key_arn
from modules.secrets.inputs import RotationInputs, SecretInputs
from modules.secrets.replicated import replicated_secret
from modules.secrets.value import generated_value, generated_version
from modules.terraform.aws import SecretsmanagerSecret, SecretsmanagerSecretRotation
from modules.terraform.aws.secretsmanager_secret_rotation import SecretsmanagerSecretRotationRotationRules
from modules.terraform.block import Block
from modules.terraform.stack import Part, Stack
from regions import Region

__all__ = ["in_keys", "in_links", "in_region", "replicated_secret"]


class ReplicatedSecret(Part):
    """A secret in the pair's first Region, with its replica."""

    def __init__(self, stack: Stack, estate: Estate, name: str, inputs: SecretInputs) -> None:
        first, second = estate.pair
        super().__init__(stack, "secret", name, first)
        secret = replicated_secret(
            self,
            "",
            name=estate.names.secret(name, inputs.name),
            description=inputs.description or f"{estate.names.prefix}: {name}",
            key_arn=key_arn(estate, inputs.key, first),
            replica_region=second,
            replica_key_arn=key_arn(estate, inputs.key, second),
            recovery_window_in_days=inputs.recovery_window_in_days,
            tags=inputs.tags or None,
        )
        versions = []
        if inputs.generate is not None:
            value = generated_value(self, "", inputs.generate)
            versions.append(
                generated_version(self, "", secret=secret, value=value, value_version=inputs.value_version)
            )
        if inputs.rotation is not None:
            self._rotate(secret, inputs.rotation, versions)

    def _rotate(
        self, secret: SecretsmanagerSecret, rotation: RotationInputs, versions: Sequence[Block]
    ) -> None:
        rules: SecretsmanagerSecretRotationRotationRules = {}
        if rotation.automatically_after_days is not None:
            rules["automatically_after_days"] = rotation.automatically_after_days
        if rotation.schedule_expression is not None:
            rules["schedule_expression"] = rotation.schedule_expression
        if rotation.duration is not None:
            rules["duration"] = rotation.duration
        SecretsmanagerSecretRotation(
            self,
            secret_id=secret.id,
            rotation_lambda_arn=rotation.lambda_arn,
            rotation_rules=rules,
            rotate_immediately=rotation.rotate_immediately,
            # A secret without a value can't be rotated (API Reference, RotateSecret).
            depends_on=versions,
        )


def in_keys(stack: Stack, estate: Estate, name: str, inputs: SecretInputs) -> None:
    """Nothing."""


def in_region(stack: Stack, estate: Estate, name: str, inputs: SecretInputs, region: Region) -> None:
    """Everything in the first Region, whose API makes the replica too; nothing in the second."""
    if region == estate.pair.first:
        ReplicatedSecret(stack, estate, name, inputs)


def in_links(stack: Stack, estate: Estate, name: str, inputs: SecretInputs) -> None:
    """Nothing: the replica comes with the secret."""
