"""A secret that nobody filled can't be read."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from botocore.exceptions import ClientError

TOKYO = "ap-northeast-1"
OSAKA = "ap-northeast-3"
Aws = Callable[..., Any]


def test_a_secret_without_a_value_has_no_version(aws: Aws) -> None:
    """Reading it is an error, and no version is reported."""
    tokyo = aws("secretsmanager", TOKYO)
    assert "VersionId" not in tokyo.create_secret(Name="ledger")
    with pytest.raises(ClientError, match="ResourceNotFoundException"):
        tokyo.get_secret_value(SecretId="ledger")
    assert {} == tokyo.describe_secret(SecretId="ledger").get("VersionIdsToStages", {})


def test_its_first_value_is_current(aws: Aws) -> None:
    """Once filled it reads as filled, with one version."""
    tokyo = aws("secretsmanager", TOKYO)
    tokyo.create_secret(Name="ledger")
    tokyo.put_secret_value(SecretId="ledger", SecretString="first")
    assert "first" == tokyo.get_secret_value(SecretId="ledger")["SecretString"]
    stages = tokyo.describe_secret(SecretId="ledger").get("VersionIdsToStages", {})
    assert [["AWSCURRENT"]] == list(stages.values())


def test_a_secret_with_a_value_has_its_version(aws: Aws) -> None:
    """CreateSecret with a value makes the current version."""
    tokyo = aws("secretsmanager", TOKYO)
    created = tokyo.create_secret(Name="ledger", SecretString="first")
    stages = tokyo.describe_secret(SecretId="ledger").get("VersionIdsToStages", {})
    assert {created["VersionId"]: ["AWSCURRENT"]} == stages


def test_a_replica_without_a_value_has_no_version(aws: Aws) -> None:
    """The replica of a secret that nobody filled is as empty as the secret."""
    aws("secretsmanager", TOKYO).create_secret(Name="ledger", AddReplicaRegions=[{"Region": OSAKA}])
    assert {} == aws("secretsmanager", OSAKA).describe_secret(SecretId="ledger").get("VersionIdsToStages", {})
