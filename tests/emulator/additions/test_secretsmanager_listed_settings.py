"""A listed secret tells its key and its rotation."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

TOKYO = "ap-northeast-1"
KEY = f"arn:aws:kms:{TOKYO}:111122223333:key/mrk-1"
FUNCTION = f"arn:aws:lambda:{TOKYO}:111122223333:function:rotate"
Aws = Callable[..., Any]


def test_a_listed_secret_says_its_key_and_rotation(aws: Aws) -> None:
    """The list has what the description has."""
    tokyo = aws("secretsmanager", TOKYO)
    tokyo.create_secret(Name="ledger", SecretString="first", KmsKeyId=KEY)
    tokyo.rotate_secret(
        SecretId="ledger",
        RotationLambdaARN=FUNCTION,
        RotationRules={"AutomaticallyAfterDays": 30},
        RotateImmediately=False,
    )
    (listed,) = tokyo.list_secrets()["SecretList"]
    assert (KEY, FUNCTION, {"AutomaticallyAfterDays": 30}) == (
        listed["KmsKeyId"],
        listed["RotationLambdaARN"],
        listed["RotationRules"],
    )


def test_a_secret_with_neither_says_neither(aws: Aws) -> None:
    """What is not set is not in the list."""
    tokyo = aws("secretsmanager", TOKYO)
    tokyo.create_secret(Name="ledger", SecretString="first")
    (listed,) = tokyo.list_secrets()["SecretList"]
    assert not {"KmsKeyId", "RotationLambdaARN", "RotationRules"} & set(listed)
