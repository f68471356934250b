"""The quotas of both Regions: what was raised in one only is missed when the other stands in for it.

AWS's own defaults differ between Regions, and many a quota is never reached: whether one is enough for a
promotion says ``futago ready``. Here is found what somebody thought worth raising, and raised in one Region.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any

from modules.estate import Estate
from modules.operation import Observation
from modules.parity import Aspect, Call, Fact, Found, Look, Reader, Setting, Value
from modules.promotion.inputs import PromotionInputs
from modules.quota import Quota
from regions import Region

_API = "service-quotas"
LIST_QUOTAS = Call(_API, "list_service_quotas", "servicequotas:ListServiceQuotas", items="Quotas")
LIST_DEFAULTS = Call(
    _API, "list_aws_default_service_quotas", "servicequotas:ListAWSDefaultServiceQuotas", items="Quotas"
)
CALLS = (LIST_QUOTAS, LIST_DEFAULTS)

SERVICES: Mapping[str, str] = {
    "keys": "kms",
    "databases": "rds",
    "tables": "dynamodb",
    "buckets": "s3",
}
"""The service in Service Quotas of each section of the spec; Secrets Manager has no quota that can be raised
(Secrets Manager User Guide, "AWS Secrets Manager quotas")."""
EXEMPT: Mapping[str, str] = {}


@dataclass(frozen=True)
class LowerQuota:
    """Finds the Region whose quota is lower, where the other's was raised or its own was lowered.

    Attributes:
        service: the service's code in Service Quotas.
    """

    service: str
    says: str = "has less than the other Region, and one of the two is no default of AWS's"

    def wrong(self, seen: Mapping[str, Any]) -> Collection[str]:
        """The Region with the lower quota; none where both have AWS's default, or one lacks the quota."""
        lacking = any(not its for its in seen.values())
        if lacking or all(its["value"] == its["default"] for its in seen.values()):
            return frozenset()
        most = max(its["value"] for its in seen.values())
        return frozenset(code for code, its in seen.items() if its["value"] < most)

    def remedy(self, region: Region, seen: Mapping[str, Any]) -> str:
        """The command that asks AWS for as much as the other Region has."""
        its = seen[region.code]
        most = max(other["value"] for other in seen.values())
        return Quota(self.service, its["code"], "").command(region, most)


def _setting(service: str) -> Setting:
    return Setting(f"quotas of {service}", stack="", judge=LowerQuota(service))


def observe(look: Look) -> Observation:
    """Quotas are there wherever a Region answers."""
    _answers(look.reader)
    return Observation(look.region.code, exists=True)


def _answers(reader: Reader) -> None:
    """Ask the Region for something: a dark one must not seem lit because nothing was asked of it."""
    reader.all(LIST_QUOTAS, ServiceCode=SERVICES["keys"])


def _see_quotas(section: str, service: str, look: Look) -> Iterator[Fact]:
    """Those that can be raised and belong to a Region, by name.

    A quota that nobody raised may be among the defaults alone (Service Quotas API Reference,
    ListServiceQuotas).
    """
    if not look.estate.sections.get(section):
        return
    defaults = look.reader.index(LIST_DEFAULTS, "QuotaCode", ServiceCode=service)
    applied = look.reader.index(LIST_QUOTAS, "QuotaCode", ServiceCode=service)
    seen: dict[str, Value] = {}
    for code, default in defaults.items():
        if default.get("Adjustable") and not default.get("GlobalQuota") and "Value" in default:
            value = applied.get(code, default).get("Value", default["Value"])
            seen[default["QuotaName"]] = {"value": value, "default": default["Value"], "code": code}
    yield Fact(_setting(service), seen)


ASPECTS = tuple(
    Aspect((_setting(service),), partial(_see_quotas, section, service))
    for section, service in SERVICES.items()
)


def inventory(reader: Reader, estate: Estate, region: Region) -> Iterable[Found]:  # noqa: ARG001 # every kind's signature
    """Nothing: quotas are nobody's strays."""
    _answers(reader)
    return ()


def known(estate: Estate, name: str, inputs: PromotionInputs, region: Region) -> Iterable[str]:  # noqa: ARG001 # every kind's signature
    """Nothing."""
    return ()
