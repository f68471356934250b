"""What is seen of a table in one Region."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from modules.dynamodb.promotion.table import Table
from modules.grant import ObservedGate
from modules.lag import Lag, lag_permission, last_known_lag
from modules.operation import Observation, Permission
from modules.proof import Clients
from regions import Region

ACTIVE, UPDATING = "ACTIVE", "UPDATING"
WORKING_STATES = frozenset({ACTIVE, UPDATING})
"""In which a table is read and written (DynamoDB API Reference, TableDescription, TableStatus)."""


@dataclass(frozen=True)
class TableObservation(Observation):
    """What was seen of a table in one Region.

    Attributes:
        status: the status of the table there.
        gate: the state of its gate there; None where both Regions write.
        replicas: the status of its other replicas, by the Region's code, as this Region sees it.
        lag: how long what is written here takes to the other Region; None if CloudWatch doesn't say.
    """

    status: str = ""
    gate: ObservedGate | None = None
    replicas: Mapping[str, str] = field(default_factory=dict)
    lag: Lag | None = None


def look(clients: Clients, table: Table, region: Region) -> TableObservation:
    """Look at a table in ``region``, and ask that Region only."""
    client = clients.client("dynamodb", region)
    try:
        found = client.describe_table(TableName=table.in_aws)["Table"]
    except client.exceptions.ResourceNotFoundException:
        return TableObservation(region.code, exists=False)
    return TableObservation(
        region=region.code,
        exists=True,
        status=found.get("TableStatus", ""),
        gate=table.gates().observe(clients, region) if table.is_strong else None,
        replicas={
            each["RegionName"]: each.get("ReplicaStatus", "")
            for each in found.get("Replicas", ())
            if each["RegionName"] != region.code
        },
        lag=last_known_lag(clients, region, [table.lag_metric(region)]),
    )


def looking_permissions(table: Table, region: Region) -> tuple[Permission, ...]:
    """What ``look`` needs."""
    gate = ("GetResourcePolicy",) if table.is_strong else ()
    return (table.allow(region, "DescribeTable", *gate), lag_permission(region))


def when_well(
    table: Table, region: Region, writer: Region, *, after_failover: bool = False
) -> TableObservation:
    """What is seen in ``region`` where all is well and ``writer`` writes.

    After a failover the gate of the Region that came back is as it went: open.
    """
    other = table.estate.pair.other(region)
    return TableObservation(
        region=region.code,
        exists=True,
        status=ACTIVE,
        gate=("open" if region == writer or after_failover else "closed") if table.is_strong else None,
        replicas={other.code: ACTIVE},
    )
