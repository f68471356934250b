"""The alarms of a table's replica in one Region: late, stopped, and throttled."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Final

from modules.alarm import (
    FIVE_MINUTES_SECONDS,
    MINUTE_SECONDS,
    Alarm,
    Measure,
    lag_threshold_seconds,
    minutes,
)
from modules.dynamodb.inputs import TableInputs
from modules.dynamodb.promotion.table import Table
from modules.estate import Estate
from modules.lag import Metric
from regions import Region

_WRITES: Final = {
    "puts": "PutItem",
    "updates": "UpdateItem",
    "batches": "BatchWriteItem",
    "transactions": "TransactWriteItems",
}
"""Deletions are not among them: one of what isn't there is a request, too, and replicates nothing."""
_FAR_MORE: Final = 1_000_000
"""More writes than there are in five minutes for each millisecond that one of them takes to the other
Region."""


def alarms(estate: Estate, name: str, inputs: TableInputs, region: Region) -> Iterator[Alarm]:
    """What is wrong with what is written in ``region``, be it home or not.

    DynamoDB has the latency of replication where the writes are, aggregated over five minutes, and nothing of
    it where nothing is written; requests are counted where applications make them, and what replication
    writes is no request (Developer Guide, "DynamoDB metrics and dimensions"). Writes without any latency are
    such as don't arrive.
    """
    table = Table(estate, name, inputs)
    other = estate.pair.other(region)
    lag = table.lag_metric(region)
    yield Alarm(
        what="lag",
        measures={"latency": Measure(lag, "Maximum")},
        period_seconds=FIVE_MINUTES_SECONDS,
        datapoints=1,
        threshold=lag_threshold_seconds(estate) / lag.unit_seconds,
        missing="notBreaching",  # who writes nothing is never late
        unit="ms",
        means=f"What is written to {table.in_aws} in {region.code} takes longer to {other.code} than the "
        "spec's rpo_seconds: a failover now would lose more.",
        remedy=f"futago ready {other.code} --mode failover",
    )
    writes = {
        its: Measure(_metric(table, "SuccessfulRequestLatency", Operation=operation), "SampleCount")
        for its, operation in _WRITES.items()
    }
    yield Alarm(
        what="stopped",
        measures={**writes, "latency": Measure(lag, "Maximum")},
        expression=f"{' + '.join(_WRITES)} - {_FAR_MORE} * latency",
        period_seconds=FIVE_MINUTES_SECONDS,
        datapoints=2,  # one alone would ring for a write in the last second of a period
        threshold=0.0,
        missing="notBreaching",
        unit="writes",
        means=f"{table.in_aws} is written in {region.code}, and nothing arrives in {other.code}.",
        remedy=f"aws dynamodb describe-table --region {region.code} --table-name {table.in_aws} "
        "--query Table.Replicas",
    )
    yield Alarm(
        what="throttled",
        measures={
            "reads": Measure(_metric(table, "ReadThrottleEvents"), "Sum"),
            "writes": Measure(_metric(table, "WriteThrottleEvents"), "Sum"),
        },
        expression="reads + writes",
        period_seconds=MINUTE_SECONDS,
        datapoints=minutes(estate),
        threshold=0.0,
        missing="notBreaching",  # published only where there are some
        unit="events",
        means=f"DynamoDB refuses requests of {table.in_aws} in {region.code} for want of capacity.",
        remedy=f"aws dynamodb describe-table --region {region.code} --table-name {table.in_aws} "
        "--query Table.ProvisionedThroughput",
    )


def alarms_of_all(estate: Estate, resources: Mapping[str, Any], region: Region) -> Iterator[Alarm]:  # noqa: ARG001 # the protocol's signature
    """None."""
    yield from ()


def _metric(table: Table, name: str, **dimensions: str) -> Metric:
    return Metric("AWS/DynamoDB", name, {"TableName": table.in_aws, **dimensions}, 0.0)
