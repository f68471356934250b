"""Rotation waits for its schedule when asked to, and can be cancelled."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

TOKYO = "ap-northeast-1"
FUNCTION = f"arn:aws:lambda:{TOKYO}:111122223333:function:rotate"
Aws = Callable[..., Any]


def rotated(aws: Aws, *, immediately: bool) -> Any:
    """Make a secret with rotation; return the client."""
    tokyo = aws("secretsmanager", TOKYO)
    tokyo.create_secret(Name="ledger", SecretString="first")
    tokyo.rotate_secret(
        SecretId="ledger",
        RotationLambdaARN=FUNCTION,
        RotationRules={"AutomaticallyAfterDays": 30},
        RotateImmediately=immediately,
    )
    return tokyo


def test_a_rotation_that_waits_changes_no_version(aws: Aws) -> None:
    """With RotateImmediately false the schedule is kept and the current version stays the only one."""
    secret = rotated(aws, immediately=False).describe_secret(SecretId="ledger")
    assert (True, FUNCTION, {"AutomaticallyAfterDays": 30}) == (
        secret["RotationEnabled"],
        secret["RotationLambdaARN"],
        secret["RotationRules"],
    )
    assert [["AWSCURRENT"]] == list(secret["VersionIdsToStages"].values())


def test_a_rotation_at_once_makes_a_version(aws: Aws) -> None:
    """With RotateImmediately the current version becomes the previous one."""
    secret = rotated(aws, immediately=True).describe_secret(SecretId="ledger")
    assert [["AWSCURRENT"], ["AWSPREVIOUS"]] == sorted(secret["VersionIdsToStages"].values())


def test_rotation_can_be_cancelled(aws: Aws) -> None:
    """CancelRotateSecret turns rotation off."""
    tokyo = rotated(aws, immediately=False)
    tokyo.cancel_rotate_secret(SecretId="ledger")
    assert not tokyo.describe_secret(SecretId="ledger")["RotationEnabled"]
