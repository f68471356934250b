"""Replicas of a secret can be removed from the primary and promoted in their own Region."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from botocore.exceptions import ClientError

TOKYO = "ap-northeast-1"
OSAKA = "ap-northeast-3"
Aws = Callable[..., Any]


@pytest.fixture
def replicated(aws: Aws) -> Aws:
    """A secret of Tokyo with a replica in Osaka, whatever CreateSecret makes of replicas."""
    tokyo = aws("secretsmanager", TOKYO)
    tokyo.create_secret(Name="ledger", SecretString="first")
    tokyo.replicate_secret_to_regions(SecretId="ledger", AddReplicaRegions=[{"Region": OSAKA}])
    return aws


def test_a_removed_replica_is_gone(replicated: Aws) -> None:
    """RemoveRegionsFromReplication deletes the replica and leaves the primary."""
    tokyo = replicated("secretsmanager", TOKYO)
    tokyo.remove_regions_from_replication(SecretId="ledger", RemoveReplicaRegions=[OSAKA])
    assert [] == tokyo.describe_secret(SecretId="ledger").get("ReplicationStatus", [])
    with pytest.raises(ClientError, match="ResourceNotFoundException"):
        replicated("secretsmanager", OSAKA).describe_secret(SecretId="ledger")


def test_a_promoted_replica_takes_values_of_its_own(replicated: Aws) -> None:
    """After StopReplicationToReplica, called in Osaka, each Region has its own secret."""
    tokyo, osaka = replicated("secretsmanager", TOKYO), replicated("secretsmanager", OSAKA)
    osaka.stop_replication_to_replica(SecretId="ledger")
    osaka.put_secret_value(SecretId="ledger", SecretString="osaka's")
    tokyo.put_secret_value(SecretId="ledger", SecretString="tokyo's")
    assert "osaka's" == osaka.get_secret_value(SecretId="ledger")["SecretString"]
    assert "tokyo's" == tokyo.get_secret_value(SecretId="ledger")["SecretString"]
    assert "PrimaryRegion" not in osaka.describe_secret(SecretId="ledger")


def test_a_primary_is_not_promoted(replicated: Aws) -> None:
    """StopReplicationToReplica in the primary's Region is refused."""
    with pytest.raises(ClientError, match="InvalidRequestException"):
        replicated("secretsmanager", TOKYO).stop_replication_to_replica(SecretId="ledger")
