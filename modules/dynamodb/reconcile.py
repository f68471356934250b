"""Where a global table stands after a promotion."""

from __future__ import annotations

from modules.dynamodb.inputs import TableInputs
from modules.dynamodb.promotion.observation import TableObservation
from modules.dynamodb.promotion.table import NOUN, Table
from modules.estate import Estate
from modules.gate_reconcile import reconcile_gates
from modules.operation import Seen
from modules.reconciliation import Reconciliation, Standing, broken, unknown
from regions import Region


def reconcile(
    estate: Estate, name: str, inputs: TableInputs, seen: Seen, right: Region | None
) -> Reconciliation:
    """Where the table stands: whether it has its replica, and whose gate is open."""
    sights = {code: sight for code, sight in seen.items() if isinstance(sight, TableObservation)}
    if len(sights) < len(seen):
        return unknown(NOUN, name, seen) or Reconciliation(NOUN, name, Standing.UNKNOWN, "not looked at")
    absent = broken(NOUN, name, estate.pair, lambda region: sights[region.code].exists, "has no replica")
    if absent:
        return absent
    gates = {code: sight.gate for code, sight in sights.items()}
    return reconcile_gates(estate, Table(estate, name, inputs).gates(), inputs, gates, ["links"], right)
