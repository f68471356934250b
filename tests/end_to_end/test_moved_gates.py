"""The gates that Terraform makes are a promotion's to move: no plan wants them back."""

from __future__ import annotations

from collections.abc import Mapping

from modules.dynamodb import gate as table_gates
from modules.grant import GateState
from modules.s3 import gate as bucket_gates
from tests.embedded_estate import AppliedStack, EmbeddedEstate

STORES = (
    (table_gates, "tables", "idempotency-keys"),
    (table_gates, "tables", "merchant-limits"),
    (bucket_gates, "buckets", "receipts"),
)


def test_moved_gates_leave_every_plan_empty(
    embedded: EmbeddedEstate, stacks: dict[str, AppliedStack]
) -> None:
    """Gates are put the other way round, as a promotion does; the stacks that made them want no change."""
    found = {
        (place, region.code): module.observe_gate(
            embedded.clients, embedded.estate, name, embedded.estate.sections[section][name], region
        )
        for place, (module, section, name) in enumerate(STORES)
        for region in embedded.estate.pair
    }
    assert {"open", "closed"} == set(found.values())
    turned: dict[str, GateState] = {"open": "closed", "closed": "open"}
    _put(embedded, {key: turned[state] for key, state in found.items()})
    try:
        plans = {name: stacks[name].plan() for name in ("tokyo", "osaka", "links")}
    finally:
        _put(embedded, found)
    assert {"tokyo": 0, "osaka": 0, "links": 0} == {name: plan.returncode for name, plan in plans.items()}, [
        plan.stdout for plan in plans.values()
    ]


def _put(embedded: EmbeddedEstate, states: Mapping[tuple[int, str], GateState]) -> None:
    for (place, code), state in states.items():
        module, section, name = STORES[place]
        inputs = embedded.estate.sections[section][name]
        module.put_gate(embedded.clients, embedded.estate, name, inputs, embedded.estate.pair[code], state)
