"""Where a paired bucket stands after a promotion."""

from __future__ import annotations

from modules.estate import Estate
from modules.gate_reconcile import reconcile_gates
from modules.operation import Seen
from modules.reconciliation import Reconciliation, Standing, broken, unknown
from modules.s3.inputs import BucketInputs
from modules.s3.promotion.bucket import NOUN, Bucket
from modules.s3.promotion.observation import BucketObservation
from regions import Region


def reconcile(
    estate: Estate, name: str, inputs: BucketInputs, seen: Seen, right: Region | None
) -> Reconciliation:
    """Where the bucket stands: whether both are there, and whose gate is open."""
    sights = {code: sight for code, sight in seen.items() if isinstance(sight, BucketObservation)}
    if len(sights) < len(seen):
        return unknown(NOUN, name, seen) or Reconciliation(NOUN, name, Standing.UNKNOWN, "not looked at")
    what = "does not replicate: what is written there stays there"
    ill = broken(
        NOUN, name, estate.pair, lambda region: sights[region.code].exists, "has no bucket"
    ) or broken(NOUN, name, estate.pair, lambda region: sights[region.code].replicates, what)
    if ill:
        return ill
    gates = {code: sight.gate for code, sight in sights.items()}
    parts = [region.short_code for region in estate.pair]
    return reconcile_gates(estate, Bucket(estate, name, inputs).gates(), inputs, gates, parts, right)
