"""What is seen of a secret in one Region: never its value."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from enum import Enum, auto
from typing import Any

from modules.estate import Estate
from modules.kms.inputs import key_of
from modules.operation import Observation, Permission
from modules.proof import Clients
from modules.secrets.inputs import SecretInputs
from regions import Region

_CURRENT = "AWSCURRENT"


@dataclass(frozen=True)
class SecretObservation(Observation):
    """What was seen of a secret in one Region.

    Attributes:
        primary_region: code of the Region of which this is the replica; empty for a secret of its own.
        key: the key that encrypts it, as Secrets Manager names it; empty for AWS's own.
        current_version: the id of the version that is read; empty if there is none yet.
        versions: the ids of all versions that carry a label.
        replicas: the status of each of its replicas, by the Region's code.
        leaving: whether it is to be deleted.
    """

    primary_region: str = ""
    key: str = ""
    current_version: str = ""
    versions: frozenset[str] = frozenset()
    replicas: Mapping[str, str] = field(default_factory=dict)
    leaving: bool = False

    @property
    def is_replica(self) -> bool:
        """Whether it follows the secret of another Region, and can't be changed."""
        return self.exists and bool(self.primary_region)


class Newer(Enum):
    """Which of two copies has all that the other has."""

    SAME = auto()
    FIRST = auto()
    SECOND = auto()
    UNKNOWN = auto()


def newer(first: SecretObservation, second: SecretObservation) -> Newer:
    """Which copy was changed last, if only one was.

    A copy that knows the other's current version, as the one before its own, came after it. If both know
    or neither knows, both were changed, or one so often that the label is gone: a person has to say.
    """
    if first.current_version == second.current_version:
        return Newer.SAME
    first_knows = second.current_version in first.versions or not second.current_version
    second_knows = first.current_version in second.versions or not first.current_version
    if first_knows == second_knows:
        return Newer.UNKNOWN
    return Newer.FIRST if first_knows else Newer.SECOND


def look(clients: Clients, secret: str, region: Region) -> SecretObservation:
    """Look at a secret in ``region``, and ask that Region only.

    Args:
        clients: SDK clients; used is secretsmanager's DescribeSecret.
        secret: its name in AWS.
        region: where.
    """
    client = clients.client("secretsmanager", region)
    try:
        found = client.describe_secret(SecretId=secret)
    except client.exceptions.ResourceNotFoundException:
        return SecretObservation(region.code, exists=False)
    return observed_secret(region, found)


def observed_secret(region: Region, found: Mapping[str, Any]) -> SecretObservation:
    """What DescribeSecret's answer about a secret in ``region`` says."""
    stages: Mapping[str, list[str]] = found.get("VersionIdsToStages") or {}
    # Both a replica and a primary that has replicas name the primary's Region.
    primary = found.get("PrimaryRegion", "")
    return SecretObservation(
        region=region.code,
        exists=True,
        primary_region="" if primary == region.code else primary,
        key=found.get("KmsKeyId", ""),
        current_version=next((version for version, held in stages.items() if _CURRENT in held), ""),
        versions=frozenset(stages),
        replicas={each["Region"]: each.get("Status", "") for each in found.get("ReplicationStatus") or ()},
        leaving="DeletedDate" in found,
    )


def looking_permission(estate: Estate, secret: str, region: Region) -> Permission:
    """What ``look`` needs."""
    arn = estate.names.secret_arn(secret, region.code)
    return Permission(("secretsmanager:DescribeSecret",), (arn,), region.code)


def when_well(estate: Estate, inputs: SecretInputs, region: Region) -> SecretObservation:
    """What is seen in ``region`` where all is well: a primary in the pair's first Region, and its replica."""
    first, second = estate.pair
    key = key_of(estate, inputs.key)
    its = estate.sections.get("keys", {}).get(key or "")
    alias = estate.names.key_alias(estate.names.label(key or "", its.name if its else None))
    return SecretObservation(
        region=region.code,
        exists=True,
        primary_region="" if region == first else first.code,
        key=estate.names.alias_arn(alias, region.code),
        current_version="current",
        versions=frozenset({"current"}),
        replicas={second.code: "InSync"} if region == first else {},
    )


def when_parted(estate: Estate, inputs: SecretInputs, region: Region) -> SecretObservation:
    """What is seen in ``region`` where the second Region's copy was promoted in an outage, and changed."""
    whole = when_well(estate, inputs, region)
    if region == estate.pair.first:
        return replace(whole, replicas={})
    return replace(
        whole, primary_region="", current_version="newer", versions=frozenset({"newer", "current"})
    )
