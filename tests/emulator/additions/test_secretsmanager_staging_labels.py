"""A version keeps the labels of one's own that it was written with."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

TOKYO = "ap-northeast-1"
Aws = Callable[..., Any]


def test_a_labelled_version_outlives_rotations(aws: Aws) -> None:
    """Two new values later it is neither current nor previous, and still there."""
    tokyo = aws("secretsmanager", TOKYO)
    tokyo.create_secret(Name="ledger")
    labels = ["AWSCURRENT", "generated"]
    first = tokyo.put_secret_value(SecretId="ledger", SecretString="first", VersionStages=labels)
    assert labels == first["VersionStages"]
    for value in ("second", "third"):
        tokyo.put_secret_value(SecretId="ledger", SecretString=value)
    read = tokyo.get_secret_value(SecretId="ledger", VersionId=first["VersionId"])
    assert ("first", ["generated"]) == (read["SecretString"], read["VersionStages"])


def test_a_label_is_on_one_version(aws: Aws) -> None:
    """Written with a new version, it leaves the old one."""
    tokyo = aws("secretsmanager", TOKYO)
    tokyo.create_secret(Name="ledger")
    for value in ("first", "second"):
        tokyo.put_secret_value(
            SecretId="ledger", SecretString=value, VersionStages=["AWSCURRENT", "generated"]
        )
    assert "second" == tokyo.get_secret_value(SecretId="ledger", VersionStage="generated")["SecretString"]
    held = tokyo.describe_secret(SecretId="ledger")["VersionIdsToStages"].values()
    assert [["AWSCURRENT", "generated"], ["AWSPREVIOUS"]] == sorted(held)
