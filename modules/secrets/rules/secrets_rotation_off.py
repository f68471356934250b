"""Rotation of a secret switched off."""

from modules.losses import any_of, destroyed, is_on, no_longer, only
from modules.review import Level, Rule

RULE = Rule(
    id="secrets-rotation-off",
    level=Level.WARNING,
    title="Rotation of a secret is switched off",
    why=(
        "Its value stays the same in both Regions from now on; whoever learnt it keeps access (Secrets "
        "Manager User Guide, 'Rotate AWS Secrets Manager secrets')."
    ),
    remedy="Keep the rotation, or say when and how the value is changed by hand.",
    types=frozenset({"aws_secretsmanager_secret_rotation", "aws_secretsmanager_secret"}),
    find=any_of(
        only("aws_secretsmanager_secret_rotation", destroyed("the secret is no longer rotated")),
        # Before version 5 of the provider rotation was a block of the secret.
        no_longer(("rotation_enabled",), is_on, "the secret is no longer rotated"),
    ),
)
