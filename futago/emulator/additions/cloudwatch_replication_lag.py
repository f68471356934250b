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
from typing import Any

from ministack.services import cloudwatch

from futago.emulator.additions.around import Wrapper, around
from futago.emulator.additions.published import published

_AGE_SECONDS = 60.0
"""A metric of one minute is there when the minute is over."""


@around(cloudwatch, "_get_metric_data")
def get_metric_data(get: Wrapper, params: Any, body: Any, *protocol: Any, **more: Any) -> Any:
    """Publish what is asked for first, if AWS would have it here."""
    for query in (body or {}).get("MetricDataQueries", []):
        metric = query.get("MetricStat", {}).get("Metric", {})
        _publish(metric.get("Namespace", ""), metric.get("MetricName", ""), _dimensions(metric))
    return get(params, body, *protocol, **more)


def _publish(namespace: str, name: str, dimensions: dict[str, str]) -> None:
    value = published(namespace, name, dimensions)
    if value is not None:
        cloudwatch._store_datum(
            namespace, name, dimensions, time.time() - _AGE_SECONDS, "None", value, None, None, None
        )


def _dimensions(metric: dict[str, Any]) -> dict[str, str]:
    return {each["Name"]: each["Value"] for each in metric.get("Dimensions") or []}
