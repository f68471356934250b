"""Single settings of secrets that drift."""

from __future__ import annotations

import json
from typing import Final

from tests.end_to_end.drift import STRANGER, Drift, Undo, World, key_arn


def _secret_described(world: World) -> Undo:
    secrets = world.client("secretsmanager")
    secrets.update_secret(SecretId="payments/token-salt", Description="mine")
    return lambda: secrets.update_secret(SecretId="payments/token-salt", Description="payments: token-salt")


def _secret_key(world: World) -> Undo:
    secrets = world.client("secretsmanager")
    old = secrets.describe_secret(SecretId="payments/token-salt")["KmsKeyId"]
    secrets.update_secret(SecretId="payments/token-salt", KmsKeyId=key_arn(world, "platform"))
    return lambda: secrets.update_secret(SecretId="payments/token-salt", KmsKeyId=old)


def _secret_shared(world: World) -> Undo:
    secrets = world.client("secretsmanager")
    statement = {
        "Sid": "Readers",
        "Effect": "Allow",
        "Principal": {"AWS": STRANGER},
        "Action": "secretsmanager:GetSecretValue",
        "Resource": "*",
    }
    policy = {"Version": "2012-10-17", "Statement": [statement]}
    secrets.put_resource_policy(SecretId="payments/token-salt", ResourcePolicy=json.dumps(policy))
    return lambda: secrets.delete_resource_policy(SecretId="payments/token-salt")


def _secret_tagged(world: World) -> Undo:
    secrets = world.client("secretsmanager")
    secrets.tag_resource(SecretId="payments/token-salt", Tags=[{"Key": "owner", "Value": "somebody"}])
    return lambda: secrets.untag_resource(SecretId="payments/token-salt", TagKeys=["owner"])


SECRETS: Final = (
    Drift("secret", "token-salt", "description", "Tokyo", _secret_described, follows=True),
    Drift("secret", "token-salt", "encryption key", "Tokyo", _secret_key),
    Drift("secret", "token-salt", "resource policy", "Tokyo", _secret_shared),
    Drift("secret", "token-salt", "tags.owner", "Tokyo", _secret_tagged, follows=True),
)
