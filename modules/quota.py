"""A quota of AWS's, as Service Quotas knows it in a Region."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any, Final

from modules.lag import Metric
from modules.operation import Permission
from modules.proof import Clients
from regions import Region

_PEAK_OF: Final = timedelta(hours=3)
_PERIOD_SECONDS: Final = 60


@dataclass(frozen=True)
class Quota:
    """A quota.

    Attributes:
        service: its service's code in Service Quotas.
        code: its code, such as ``L-6E3AF000``; the same in every Region.
        name: what AWS calls it.
    """

    service: str
    code: str
    name: str

    def command(self, region: Region, wanted: float) -> str:
        """The command that asks AWS for more of it."""
        return (
            f"aws service-quotas request-service-quota-increase --region {region.code} --service-code "
            f"{self.service} --quota-code {self.code} --desired-value {wanted:.0f}"
        )


def quota_value(clients: Clients, region: Region, quota: Quota) -> float:
    """The value that holds in ``region``.

    Where AWS applies its default, GetServiceQuota may have nothing (Service Quotas API Reference,
    GetServiceQuota and GetAWSDefaultServiceQuota): then the default is asked for.
    """
    quotas = clients.client("service-quotas", region)
    which = {"ServiceCode": quota.service, "QuotaCode": quota.code}
    try:
        answer: Mapping[str, Any] = quotas.get_service_quota(**which)
    except quotas.exceptions.NoSuchResourceException:
        answer = quotas.get_aws_default_service_quota(**which)
    return float(answer["Quota"]["Value"])


def quota_permission(region: Region) -> Permission:
    """What ``quota_value`` needs; neither action knows resources (Service Authorization Reference)."""
    actions = ("servicequotas:GetServiceQuota", "servicequotas:GetAWSDefaultServiceQuota")
    return Permission(actions, ("*",), region.code)


def calls_metric(dimensions: Mapping[str, str]) -> Metric:
    """AWS/Usage's CallCount, which AWS keeps for the APIs that have a request quota, a minute.

    (CloudWatch User Guide, "AWS usage metrics".)
    """
    return Metric("AWS/Usage", "CallCount", dimensions, 0.0)


def peak_a_second(clients: Clients, region: Region, calls: Metric) -> float | None:
    """The most calls a second of any minute of the last three hours; None if none was counted.

    Args:
        clients: SDK clients; used is cloudwatch's GetMetricData.
        region: the Region whose use is meant.
        calls: a ``calls_metric``.
    """
    now = datetime.now(UTC)
    stat = {"Metric": calls.as_sdk, "Period": _PERIOD_SECONDS, "Stat": "Sum"}
    answer = clients.client("cloudwatch", region).get_metric_data(
        StartTime=now - _PEAK_OF, EndTime=now, MetricDataQueries=[{"Id": "calls", "MetricStat": stat}]
    )
    values = [value for result in answer["MetricDataResults"] for value in result.get("Values", ())]
    return max(values) / _PERIOD_SECONDS if values else None
