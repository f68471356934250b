"""CloudWatch ``GetMetricData``: how far replication is behind, where AWS publishes it.

MiniStack publishes no metric of its own. Here, once ``replication_lag_seconds`` is set (see
:mod:`futago.emulator.timings`), a value of the last minute is there whenever it is asked for: of an Aurora
cluster that follows, of a table's replication to another Region, of a bucket's replication where the replicas
are. Replication itself is never late here: the lag is what a promotion is told, and not what it would lose.

AWS: Aurora User Guide, "Amazon CloudWatch metrics for Amazon Aurora" (AuroraGlobalDBRPOLag, in the Regions
that follow); DynamoDB Developer Guide, "Monitoring global tables" (ReplicationLatency); Amazon S3 User Guide,
"Viewing replication metrics" (ReplicationLatency, in the destination's Region).
"""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any

from ministack.core.responses import get_account_id, get_region
from ministack.services import cloudwatch, dynamodb, rds, s3

from futago.emulator.additions.around import Wrapper, around
from futago.emulator.timings import seconds_for

_MILLISECONDS = 1000.0
_AGE_SECONDS = 60.0
"""A metric of one minute is there when the minute is over."""


@around(cloudwatch, "_get_metric_data")
def get_metric_data(get: Wrapper, params: Any, body: Any, *protocol: Any, **more: Any) -> Any:
    """Publish what is asked for first, if AWS would have it here."""
    for query in (body or {}).get("MetricDataQueries", []):
        metric = query.get("MetricStat", {}).get("Metric", {})
        _publish(metric.get("Namespace", ""), metric.get("MetricName", ""), _dimensions(metric))
    return get(params, body, *protocol, **more)


def published(namespace: str, name: str, dimensions: dict[str, str]) -> float | None:
    """The lag that AWS would publish here now, in the metric's unit; None where it has none."""
    known = _KNOWN.get((namespace, name, frozenset(dimensions)))
    seconds = seconds_for("replication_lag_seconds")
    if known is None or seconds <= 0:
        return None
    is_there, units = known
    return seconds * units if is_there(dimensions) else None


def _publish(namespace: str, name: str, dimensions: dict[str, str]) -> None:
    value = published(namespace, name, dimensions)
    if value is not None:
        cloudwatch._store_datum(
            namespace, name, dimensions, time.time() - _AGE_SECONDS, "None", value, None, None, None
        )


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


def _dimensions(metric: dict[str, Any]) -> dict[str, str]:
    return {each["Name"]: each["Value"] for each in metric.get("Dimensions") or []}


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
