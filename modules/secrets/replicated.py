"""A secret with its replica in the other Region."""

from __future__ import annotations

from collections.abc import Mapping

from modules.terraform.aws import SecretsmanagerSecret
from modules.terraform.reference import Reference
from modules.terraform.stack import Part
from regions import Region


def replicated_secret(
    part: Part,
    use: str,
    *,
    name: str,
    description: str,
    key_arn: Reference,
    replica_region: Region,
    replica_key_arn: Reference,
    recovery_window_in_days: int,
    tags: Mapping[str, str] | None,
) -> SecretsmanagerSecret:
    """A secret without a value yet, in the part's Region, and its replica in ``replica_region``.

    One call in the part's own Region makes both (Secrets Manager API Reference, CreateSecret,
    AddReplicaRegions), so that this fits a Region's stack.

    After a promotion (StopReplicationToReplica) the replica is a secret of its own, and a plan that
    wanted the replica back would fail or, with ``force_overwrite_replica_secret``, write the old Region's
    value over the promoted one: changes of ``replica`` are ignored, and nothing here ever overwrites.

    Args:
        part: the part of a stack that the secret belongs to.
        use: what it is for, where the part has two secrets; goes into the address.
        name: the secret's name, equal in both Regions.
        description: what it holds, for people.
        key_arn: the key in the part's Region.
        replica_region: the Region of the replica.
        replica_key_arn: the key in that Region.
        recovery_window_in_days: how long a deletion can be taken back; 0 deletes at once.
        tags: the secret's own tags; Secrets Manager replicates them.
    """
    return SecretsmanagerSecret(
        part,
        use,
        name=name,
        description=description,
        kms_key_id=key_arn,
        recovery_window_in_days=recovery_window_in_days,
        replica=[{"region": replica_region.code, "kms_key_id": replica_key_arn}],
        tags=tags,
        lifecycle={"ignore_changes": ["replica"]},
    )
