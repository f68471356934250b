"""The alarm of all keys in one Region: KMS is asked nearly as often as it lets itself be."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from modules.alarm import MINUTE_SECONDS, Alarm, Measure, minutes
from modules.estate import Estate
from modules.kms.inputs import KeyInputs
from modules.kms.ready import REQUEST_RATE, REQUESTS
from modules.readiness import NEARLY
from regions import Region

_PERCENT = 100


def alarms(estate: Estate, name: str, inputs: KeyInputs, region: Region) -> Iterator[Alarm]:  # noqa: ARG001 # the protocol's signature
    """None: of a key by itself KMS has a metric only where its material was imported and expires.

    (KMS Developer Guide, "Monitor KMS keys with Amazon CloudWatch".)
    """
    yield from ()


def alarms_of_all(estate: Estate, resources: Mapping[str, Any], region: Region) -> Iterator[Alarm]:
    """How much of the request quota is used: in a promotion the requests of both Regions come to one.

    The quota is the account's in that Region, and CloudWatch knows it (CloudWatch User Guide, "Visualizing
    your service quotas and setting alarms").
    """
    if not resources:
        return
    yield Alarm(
        what="requests",
        measures={"calls": Measure(REQUESTS, "Sum")},
        expression=f"calls / SERVICE_QUOTA(calls) * {_PERCENT}",
        period_seconds=MINUTE_SECONDS,
        datapoints=minutes(estate),
        threshold=NEARLY * _PERCENT,
        missing="notBreaching",  # nobody asks KMS
        unit="%",
        means=f"KMS in {region.code} is asked nearly as often as its quota allows; beyond it, it refuses.",
        remedy=f"aws service-quotas get-service-quota --region {region.code} --service-code "
        f"{REQUEST_RATE.service} --quota-code {REQUEST_RATE.code}",
    )
