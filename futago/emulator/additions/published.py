"""How late CloudWatch says that a replication is, in the Region in which AWS says it.

Aurora User Guide, "Amazon CloudWatch metrics for Amazon Aurora" (AuroraGlobalDBRPOLag, in the Regions that
follow); DynamoDB Developer Guide, "Monitoring global tables" (ReplicationLatency); Amazon S3 User Guide,
"Viewing replication metrics" (ReplicationLatency, in the destination's Region).
"""

from __future__ import annotations

from collections.abc import Callable

from ministack.core.responses import get_account_id, get_region
from ministack.services import dynamodb, rds, s3

from futago.emulator.timings import seconds_for

_MILLISECONDS = 1000.0


def published(namespace: str, name: str, dimensions: dict[str, str]) -> float | None:
    """The lag that AWS would publish here now, in the metric's unit; None where it has none."""
    known = _KNOWN.get((namespace, name, frozenset(dimensions)))
    seconds = seconds_for("replication_lag_seconds")
    if known is None or seconds <= 0:
        return None
    is_there, units = known
    return seconds * units if is_there(dimensions) else None


def _follows(dimensions: dict[str, str]) -> bool:
    """Whether the cluster is this Region's, and a global database's that another writes."""
    cluster = rds._resolve_cluster_in_request_region(dimensions["DBClusterIdentifier"])
    member = rds._global_cluster_member_for_cluster(cluster)[1] if cluster else None
    return member is not None and not member.get("IsWriter")


def _is_sent(dimensions: dict[str, str]) -> bool:
    """Whether the table is in both Regions, and the other one receives."""
    return dimensions["ReceivingRegion"] != get_region() and all(
        dynamodb._tables.get_scoped(get_account_id(), region, dimensions["TableName"]) is not None
        for region in (get_region(), dimensions["ReceivingRegion"])
    )


def _arrives(dimensions: dict[str, str]) -> bool:
    """Whether a rule of the source leads to the destination, which is this Region's."""
    destination = s3._buckets.get(dimensions["DestinationBucket"]) or {}
    rules = (s3._bucket_replication.get(dimensions["SourceBucket"]) or {}).get("Rules", [])
    return destination.get("region") == get_region() and any(
        rule.get("ID") == dimensions["RuleId"]
        and rule.get("Destination", {}).get("Bucket") == f"arn:aws:s3:::{dimensions['DestinationBucket']}"
        for rule in rules
    )


_Known = tuple[Callable[[dict[str, str]], bool], float]
_KNOWN: dict[tuple[str, str, frozenset[str]], _Known] = {
    ("AWS/RDS", "AuroraGlobalDBRPOLag", frozenset({"DBClusterIdentifier"})): (_follows, _MILLISECONDS),
    ("AWS/DynamoDB", "ReplicationLatency", frozenset({"TableName", "ReceivingRegion"})): (
        _is_sent,
        _MILLISECONDS,
    ),
    ("AWS/S3", "ReplicationLatency", frozenset({"SourceBucket", "DestinationBucket", "RuleId"})): (
        _arrives,
        1.0,
    ),
}
"""What AWS publishes, by namespace, name and dimensions: whether it would here, and its unit in a second."""
