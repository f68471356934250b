"""Where the writers' grant of a store stands after a promotion."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from modules.consistency import DataStoreInputs, home_of
from modules.estate import Estate
from modules.gate_steps import Gates
from modules.grant import ObservedGate
from modules.reconciliation import Reconciliation, Standing
from regions import Region

_IGNORED = "an empty plan: Terraform made the gates and leaves their policies alone"


def reconcile_gates(  # noqa: PLR0917 # what every store is judged by
    estate: Estate,
    gates: Gates,
    inputs: DataStoreInputs,
    seen: Mapping[str, ObservedGate | None],
    parts: Sequence[str],
    right: Region | None,
) -> Reconciliation:
    """Where a store stands, from its gates: one that both Regions write has none.

    Args:
        estate: the estate.
        gates: the store's gates.
        inputs: its inputs.
        seen: the state of each gate, by the Region's code; None where the store has none.
        parts: those of the stacks that make the gates, for what a plan will say.
        right: the Region that was activated last; None where nobody knows.
    """
    home = home_of(estate, inputs)
    if home is None:
        return Reconciliation(gates.noun, gates.name, Standing.SETTLED, "both Regions write")
    for region in estate.pair:
        found = seen[region.code]
        if found not in {"open", "closed"}:
            return _without_gate(gates, home, region, found)
    writers = [region for region in estate.pair if seen[region.code] == "open"]
    if len(writers) != 1:
        return _no_one_writer(estate, gates, writers, right)
    (writer,) = writers
    if writer == home:
        return Reconciliation(gates.noun, gates.name, Standing.SETTLED, f"{writer.city} writes")
    return Reconciliation(
        gates.noun,
        gates.name,
        Standing.MOVED,
        f"{writer.city} writes, the spec says {home.city}",
        home=writer.code,
        terraform=dict.fromkeys(parts, _IGNORED),
    )


def _without_gate(gates: Gates, home: Region, region: Region, found: ObservedGate | None) -> Reconciliation:
    what = "holds no gate" if found == "missing" else "has another policy where its gate was"
    return Reconciliation(
        gates.noun,
        gates.name,
        Standing.BROKEN,
        f"{region.city} {what}: its applications write, whatever the other Region does",
        mending=gates.commands(region, "open" if region == home else "closed"),
        caution="the commands put the gate of the spec's home: open there, closed elsewhere",
    )


def _no_one_writer(
    estate: Estate, gates: Gates, writers: list[Region], right: Region | None
) -> Reconciliation:
    """Both gates are open, as after a failover whose dark Region came back; or none is, half-way."""
    seen = (
        "both Regions write: of two writes of the same item one is lost"
        if writers
        else "no Region writes: a promotion stopped half-way"
    )
    caution = "futago promote --resume does what was left; by hand, the commands"
    if right is None:
        caution = (
            "futago promote --resume does what was left; by hand, first: futago reconcile --right REGION"
        )
        return Reconciliation(gates.noun, gates.name, Standing.BROKEN, seen, caution=caution)
    other = estate.pair.other(right)
    mending = gates.commands(other, "closed") if writers else gates.commands(right, "open")
    return Reconciliation(gates.noun, gates.name, Standing.BROKEN, seen, mending=mending, caution=caution)
