"""The alarms of a database in one Region: late, stopped, and too busy."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Final

from futago.names import address
from modules.alarm import MINUTE_SECONDS, Alarm, Measure, Statistic, lag_threshold_seconds, minutes
from modules.aurora.inputs import DatabaseInputs
from modules.aurora.promotion.database import NOUN, Database
from modules.estate import Estate
from modules.lag import Metric
from regions import Region

BUSY_PERCENT: Final = 90.0
"""What AWS's recommended alarm for CPUUtilization takes (CloudWatch User Guide, "Recommended alarms")."""
_LAG: Final = "AuroraGlobalDBRPOLag"
_LAG_MINUTES: Final = 3
_GREATER: Final = "(with_source + plain + ABS(with_source - plain)) / 2"
"""The greater of the two by arithmetic, for which what is missing is 0; MAX is not for alarms (CloudWatch
User Guide, "Using math expressions with CloudWatch metrics")."""


def alarms(estate: Estate, name: str, inputs: DatabaseInputs, region: Region) -> Iterator[Alarm]:
    """What is wrong with the cluster in ``region``, whichever role it has now.

    Only the Region that follows has a lag, and only that which writes has an instance with the role WRITER
    (Aurora User Guide, "Amazon CloudWatch metrics for Amazon Aurora" and "Amazon CloudWatch dimensions for
    Aurora"). A cluster that has neither does not follow any more: that is told by ``stopped``.
    """
    database = Database(estate, name, inputs)
    cluster = database.cluster(region)
    here = f"--region {region.code}"
    yield Alarm(
        what="lag",
        measures=_lags(database, region, "Maximum"),
        expression=_GREATER,
        period_seconds=MINUTE_SECONDS,
        datapoints=minutes(estate, _LAG_MINUTES),
        threshold=lag_threshold_seconds(estate) / database.lag_metrics(region)[0].unit_seconds,
        missing="notBreaching",  # whoever writes has no lag
        unit="ms",
        means=f"Cluster {cluster} is further behind the writer than the spec's rpo_seconds: a failover now "
        "would lose more.",
        remedy=f"futago ready {region.code} --mode failover",
    )
    writes = Measure(_cpu({"DBClusterIdentifier": cluster, "Role": "WRITER"}), "SampleCount")
    yield Alarm(
        what="stopped",
        measures={**_lags(database, region, "SampleCount"), "writes": writes},
        expression="with_source + plain + writes",
        period_seconds=MINUTE_SECONDS,
        datapoints=minutes(estate),
        comparison="LessThanThreshold",
        threshold=1.0,
        missing="breaching",
        unit="datapoints",
        means=f"Cluster {cluster} neither writes nor follows: its replication has stopped, or it has no "
        "writer.",
        remedy=f"aws rds describe-global-clusters {here} --global-cluster-identifier "
        f"{database.global_cluster}",
        after=_instance(name, region),
    )
    yield Alarm(
        what="cpu",
        measures={"cpu": Measure(_cpu({"DBClusterIdentifier": cluster}), "Maximum")},
        period_seconds=MINUTE_SECONDS,
        datapoints=minutes(estate),
        threshold=BUSY_PERCENT,
        missing="breaching",  # an instance that works tells its load every minute, whatever its role
        unit="%",
        means=f"An instance of cluster {cluster} has no CPU to spare, or none of them answers.",
        remedy=f"aws rds describe-db-instances {here} --filters Name=db-cluster-id,Values={cluster}",
        after=_instance(name, region),
    )


def alarms_of_all(estate: Estate, resources: Mapping[str, Any], region: Region) -> Iterator[Alarm]:  # noqa: ARG001 # the protocol's signature
    """None."""
    yield from ()


def _lags(database: Database, region: Region, statistic: Statistic) -> Mapping[str, Measure]:
    with_source, plain = (metric for metric in database.lag_metrics(region) if metric.name == _LAG)
    return {"with_source": Measure(with_source, statistic), "plain": Measure(plain, statistic)}


def _cpu(dimensions: Mapping[str, str]) -> Metric:
    return Metric("AWS/RDS", "CPUUtilization", dimensions, 0.0)


def _instance(name: str, region: Region) -> tuple[str, ...]:
    """The last thing that is made of a cluster: its first instance."""
    return (f"aws_rds_cluster_instance.{address(NOUN, name, '1', region.short_code)}",)
