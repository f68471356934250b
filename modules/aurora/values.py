"""Single values of a database's inputs that AWS bounds."""

from __future__ import annotations

from ipaddress import IPv4Network
from typing import Annotated

from pydantic import AfterValidator, Field

from modules.aurora import instance_class, windows
from modules.inputs import RefusedError
from modules.network.inputs import Cidr

INSTANCES_MAX = 15
"""In a global database of two Regions the primary cluster has its writer and at most 14 readers, and either
cluster may become the primary (Aurora User Guide, "Using Amazon Aurora Global Database", Overview)."""
LOG_RETENTION_DAYS = (
    *(1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731),
    *(1096, 1827, 2192, 2557, 2922, 3288, 3653),
)
"""CloudWatch Logs API Reference, PutRetentionPolicy."""
_MONTH_DAYS, _MONTHS_MAX = 31, 23
INSIGHTS_RETENTION_DAYS = (7, *(_MONTH_DAYS * months for months in range(1, _MONTHS_MAX + 1)), 731)
"""RDS API Reference, CreateDBInstance, PerformanceInsightsRetentionPeriod."""


def _instances(value: int) -> int:
    if value == 0:
        raise RefusedError(
            "0 instances make a headless cluster, which can't be promoted before an instance is added",
            f"allowed are 1 to {INSTANCES_MAX}",
        )
    if not 1 <= value <= INSTANCES_MAX:
        raise RefusedError(
            f"{value} instances: with a second Region the cluster that writes has at most "
            f"{INSTANCES_MAX - 1} readers",
            f"allowed are 1 to {INSTANCES_MAX}",
        )
    return value


def _not_everyone(value: tuple[IPv4Network, ...]) -> tuple[IPv4Network, ...]:
    for cidr in value:
        if cidr.prefixlen == 0:
            raise RefusedError(
                f"{cidr} admits everyone", "allowed are the blocks of the networks that use it"
            )
    if len(set(value)) < len(value):
        raise RefusedError("a CIDR block is there twice", "each may be there once")
    return value


def _one_of(*days: int) -> AfterValidator:
    def check(value: int) -> int:
        if value not in days:
            raise RefusedError(f"{value} days can't be chosen", f"allowed are {', '.join(map(str, days))}")
        return value

    return AfterValidator(check)


InstanceClass = Annotated[str, AfterValidator(instance_class.checked)]
InstanceCount = Annotated[
    int, AfterValidator(_instances), Field(json_schema_extra={"minimum": 1, "maximum": INSTANCES_MAX})
]
BackupWindow = Annotated[str, AfterValidator(windows.backup_window)]
MaintenanceWindow = Annotated[str, AfterValidator(windows.maintenance_window)]
AllowedCidrs = Annotated[tuple[Cidr, ...], AfterValidator(_not_everyone)]
LogRetention = Annotated[
    int, _one_of(*LOG_RETENTION_DAYS), Field(json_schema_extra={"enum": list(LOG_RETENTION_DAYS)})
]
InsightsRetention = Annotated[
    int, _one_of(*INSIGHTS_RETENTION_DAYS), Field(json_schema_extra={"enum": list(INSIGHTS_RETENTION_DAYS)})
]
Duration = Annotated[str, Field(pattern=r"^[1-9][0-9]*[smh]$", examples=["90m"])]
