"""How far a Region is behind the other, as CloudWatch last knew it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from modules.operation import Permission
from modules.proof import Clients
from regions import Region

LOOK_BACK = timedelta(hours=3)
"""One-minute values are kept for 15 days, but up to three hours of them are what CloudWatch answers with one
page of (CloudWatch API Reference, GetMetricData: 100,800 values)."""
PERIOD_SECONDS = 60


@dataclass(frozen=True)
class Metric:
    """A metric that tells a lag, or what is left to be replicated.

    Attributes:
        namespace: such as ``AWS/RDS``.
        name: its name.
        dimensions: names and values, all of them: with others it is another metric.
        unit_seconds: how many seconds one of its unit is; 0 for what is no time.
    """

    namespace: str
    name: str
    dimensions: Mapping[str, str]
    unit_seconds: float

    @property
    def as_sdk(self) -> dict[str, object]:
        """The metric as the SDK asks for it (CloudWatch API Reference, Metric)."""
        return {
            "Namespace": self.namespace,
            "MetricName": self.name,
            "Dimensions": [{"Name": name, "Value": value} for name, value in self.dimensions.items()],
        }


@dataclass(frozen=True)
class Lag:
    """A lag and its age.

    Attributes:
        seconds: how far behind, the worst of a minute.
        measured_seconds_ago: when.
    """

    seconds: float
    measured_seconds_ago: float

    def __str__(self) -> str:
        return f"{self.seconds:.1f} s behind, {self.measured_seconds_ago:.0f} s ago"


def last_known_lag(clients: Clients, region: Region, metrics: Sequence[Metric]) -> Lag | None:
    """The newest value of the first of ``metrics`` that has any; None if none has.

    Args:
        clients: SDK clients; used is cloudwatch's GetMetricData.
        region: the Region that publishes them.
        metrics: in the order in which they are believed.
    """
    found = last_known(clients, region, metrics)
    if found is None:
        return None
    metric, value, measured_seconds_ago = found
    return Lag(value * metric.unit_seconds, measured_seconds_ago)


def last_known(
    clients: Clients, region: Region, metrics: Sequence[Metric]
) -> tuple[Metric, float, float] | None:
    """The first of ``metrics`` that has any value, with its newest, and how many seconds old that is."""
    now = datetime.now(UTC)
    answer = clients.client("cloudwatch", region).get_metric_data(
        StartTime=now - LOOK_BACK,
        EndTime=now,
        MetricDataQueries=[_query(number, metric) for number, metric in enumerate(metrics)],
    )
    found = {result["Id"]: result for result in answer["MetricDataResults"]}
    for number, metric in enumerate(metrics):
        result = found.get(f"m{number}", {})
        values = sorted(zip(result.get("Timestamps", ()), result.get("Values", ()), strict=True))
        if values:
            measured, value = values[-1]
            return metric, value, max((now - measured).total_seconds(), 0.0)
    return None


def lag_permission(region: Region) -> Permission:
    """What ``last_known_lag`` needs; it knows no resources (Service Authorization Reference)."""
    return Permission(("cloudwatch:GetMetricData",), ("*",), region.code)


def _query(number: int, metric: Metric) -> dict[str, object]:
    return {
        "Id": f"m{number}",
        "MetricStat": {
            "Metric": metric.as_sdk,
            "Period": PERIOD_SECONDS,
            "Stat": "Maximum",
        },
    }
