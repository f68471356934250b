"""CreateSecret honours AddReplicaRegions."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

TOKYO = "ap-northeast-1"
OSAKA = "ap-northeast-3"
Aws = Callable[..., Any]


def key_pair(aws: Aws) -> tuple[str, str]:
    """Make a multi-Region key; return the ARNs of the primary and of Osaka's replica."""
    key = aws("kms", TOKYO).create_key(MultiRegion=True)["KeyMetadata"]
    replica = aws("kms", TOKYO).replicate_key(KeyId=key["KeyId"], ReplicaRegion=OSAKA)
    return key["Arn"], replica["ReplicaKeyMetadata"]["Arn"]


def test_the_replica_reads_the_same(aws: Aws) -> None:
    """A secret created with a replica can be read in the other Region at once."""
    aws("secretsmanager", TOKYO).create_secret(
        Name="ledger", SecretString="first", AddReplicaRegions=[{"Region": OSAKA}]
    )
    assert "first" == aws("secretsmanager", OSAKA).get_secret_value(SecretId="ledger")["SecretString"]


def test_a_later_value_reaches_the_replica(aws: Aws) -> None:
    """What is put in the primary is read in the replica's Region."""
    tokyo = aws("secretsmanager", TOKYO)
    tokyo.create_secret(Name="ledger", AddReplicaRegions=[{"Region": OSAKA}])
    tokyo.put_secret_value(SecretId="ledger", SecretString="second")
    assert "second" == aws("secretsmanager", OSAKA).get_secret_value(SecretId="ledger")["SecretString"]
    tokyo.update_secret(SecretId="ledger", SecretString="third")
    assert "third" == aws("secretsmanager", OSAKA).get_secret_value(SecretId="ledger")["SecretString"]


def test_each_region_keeps_its_key(aws: Aws) -> None:
    """The replica is encrypted with the key that AddReplicaRegions names, and stays so."""
    primary_arn, replica_arn = key_pair(aws)
    tokyo = aws("secretsmanager", TOKYO)
    tokyo.create_secret(
        Name="ledger",
        KmsKeyId=primary_arn,
        AddReplicaRegions=[{"Region": OSAKA, "KmsKeyId": replica_arn}],
    )
    tokyo.put_secret_value(SecretId="ledger", SecretString="second")
    assert primary_arn == tokyo.describe_secret(SecretId="ledger")["KmsKeyId"]
    assert replica_arn == aws("secretsmanager", OSAKA).describe_secret(SecretId="ledger")["KmsKeyId"]


def test_the_status_is_reported(aws: Aws) -> None:
    """CreateSecret and DescribeSecret report the replica's Region, state and key."""
    _primary_arn, replica_arn = key_pair(aws)
    tokyo = aws("secretsmanager", TOKYO)
    created = tokyo.create_secret(
        Name="ledger", AddReplicaRegions=[{"Region": OSAKA, "KmsKeyId": replica_arn}]
    )
    for answer in (created, tokyo.describe_secret(SecretId="ledger")):
        [status] = answer["ReplicationStatus"]
        assert (OSAKA, "InSync", replica_arn) == (status["Region"], status["Status"], status["KmsKeyId"])


def test_a_name_that_is_taken_fails_the_replication_only(aws: Aws) -> None:
    """Where Osaka has that name already, the secret is created in Tokyo and its replication fails."""
    aws("secretsmanager", OSAKA).create_secret(Name="ledger", SecretString="osaka's own")
    tokyo = aws("secretsmanager", TOKYO)
    tokyo.create_secret(Name="ledger", SecretString="first", AddReplicaRegions=[{"Region": OSAKA}])
    [status] = tokyo.describe_secret(SecretId="ledger")["ReplicationStatus"]
    assert "Failed" == status["Status"]
    assert "osaka's own" == aws("secretsmanager", OSAKA).get_secret_value(SecretId="ledger")["SecretString"]
