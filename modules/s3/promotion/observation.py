"""What is seen of a bucket in one Region."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from modules.grant import ObservedGate
from modules.lag import Lag, lag_permission, last_known_lag
from modules.operation import Observation, Permission
from modules.proof import Clients
from modules.s3.promotion.bucket import Bucket
from regions import Region

_NO_BUCKET = frozenset({"404", "NoSuchBucket"})
_NO_REPLICATION = "ReplicationConfigurationNotFoundError"


@dataclass(frozen=True)
class BucketObservation(Observation):
    """What was seen of a bucket in one Region.

    Attributes:
        gate: the state of its access point's gate; None where both Regions write.
        replicates: whether a rule replicates from it to its twin.
        lag: how far it is behind its twin; None if CloudWatch doesn't say.
    """

    gate: ObservedGate | None = None
    replicates: bool = False
    lag: Lag | None = None


def look(clients: Clients, bucket: Bucket, region: Region) -> BucketObservation:
    """Look at the bucket in ``region``, and ask that Region only."""
    client = clients.client("s3", region)
    try:
        answer = client.get_bucket_replication(Bucket=bucket.in_aws(region))
        rules = answer["ReplicationConfiguration"]["Rules"]
    except client.exceptions.ClientError as error:
        code = error.response["Error"]["Code"]
        if code in _NO_BUCKET:
            return BucketObservation(region.code, exists=False)
        if code != _NO_REPLICATION:
            raise
        rules = []
    return BucketObservation(
        region=region.code,
        exists=True,
        gate=bucket.gates().observe(clients, region) if bucket.is_strong else None,
        replicates=any(leads_to(rule, bucket.arn(bucket.estate.pair.other(region))) for rule in rules),
        # S3 publishes the metrics of replication where the replicas are.
        lag=last_known_lag(clients, region, [bucket.lag_metric(region)]),
    )


def looking_permissions(bucket: Bucket, region: Region) -> tuple[Permission, ...]:
    """What ``look`` needs."""
    gate = Permission(("s3:GetAccessPointPolicy",), (bucket.access_point_arn(region),), region.code)
    return (
        bucket.allow(region, "GetReplicationConfiguration"),
        *((gate,) if bucket.is_strong else ()),
        lag_permission(region),
    )


def when_well(
    bucket: Bucket, region: Region, writer: Region, *, after_failover: bool = False
) -> BucketObservation:
    """What is seen in ``region`` where all is well and ``writer`` writes.

    After a failover the gate of the Region that came back is as it went: open.
    """
    gate: ObservedGate | None = None
    if bucket.is_strong:
        gate = "open" if region == writer or after_failover else "closed"
    return BucketObservation(region.code, exists=True, gate=gate, replicates=True)


def leads_to(rule: Mapping[str, Any], arn: str) -> bool:
    """Whether a rule replicates to the bucket with this ARN."""
    return bool(rule.get("Status") == "Enabled" and rule.get("Destination", {}).get("Bucket") == arn)
