"""The alarms of a bucket in one Region: what comes here late, and what could not leave."""

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
from modules.estate import Estate
from modules.s3.inputs import BucketInputs
from modules.s3.promotion.bucket import Bucket
from regions import Region

PROMISED_SECONDS: Final = 900.0
"""What Replication Time Control promises for 99.99 % of all objects; where the spec has no target of its own
(Amazon S3 User Guide, "Meeting compliance requirements using S3 Replication Time Control")."""


def alarms(estate: Estate, name: str, inputs: BucketInputs, region: Region) -> Iterator[Alarm]:
    """What is wrong with the replication to ``region`` and from it: both ways are there, whoever writes.

    S3 has the metrics of a replication in the destination's Region, whether anything is replicated or not,
    and the failures in the source's (Amazon S3 User Guide, "Using S3 Replication metrics"). A replication
    that has stopped leaves the destination ever further behind: ``lag`` tells it.
    """
    bucket = Bucket(estate, name, inputs)
    other = estate.pair.other(region)
    yield Alarm(
        what="lag",
        measures={"latency": Measure(bucket.lag_metric(region), "Maximum")},
        period_seconds=MINUTE_SECONDS,
        datapoints=minutes(estate),
        threshold=lag_threshold_seconds(estate, PROMISED_SECONDS),
        missing="notBreaching",  # CloudWatch gets these metrics on a best-effort basis (same page)
        unit="s",
        means=f"Bucket {bucket.in_aws(region)} is further behind {bucket.in_aws(other)} than the spec's "
        "rpo_seconds: a failover now would lose more.",
        remedy=f"futago ready {region.code} --mode failover",
    )
    yield Alarm(
        what="failed",
        measures={"failures": Measure(bucket.failures_metric(other), "Sum")},
        period_seconds=FIVE_MINUTES_SECONDS,
        datapoints=1,
        threshold=0.0,
        missing="notBreaching",
        unit="operations",
        means=f"Objects of {bucket.in_aws(region)} could not be replicated, and S3 does not try again.",
        remedy=f"futago backfill start --bucket {name} --from {region.code}",
    )


def alarms_of_all(estate: Estate, resources: Mapping[str, Any], region: Region) -> Iterator[Alarm]:  # noqa: ARG001 # the protocol's signature
    """None."""
    yield from ()
