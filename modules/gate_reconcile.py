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


def reconcile_gates(
    estate: Estate,
    gates: Gates,
    inputs: DataStoreInputs,
    seen: Mapping[str, ObservedGate],
    parts: Sequence[str],
) -> Reconciliation:
    """Where a store of one writer stands, from its gates.

    Args:
        estate: the estate.
        gates: the store's gates.
        inputs: its inputs.
        seen: the state of each gate, by the Region's code.
        parts: those of the stacks that make the gates, for what a plan will say.
    """
    home = home_of(estate, inputs)
    if home is None:
        raise ValueError(f"{gates.noun} '{gates.name}' has no gates: both Regions write it")
    strange = [region for region in estate.pair if seen[region.code] not in {"open", "closed"}]
    if strange:
        return _without_gate(gates, home, strange[0], seen[strange[0].code])
    writers = [region for region in estate.pair if seen[region.code] == "open"]
    if len(writers) != 1:
        return _no_one_writer(gates, home, writers)
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


def _without_gate(gates: Gates, home: Region, region: Region, found: ObservedGate) -> Reconciliation:
    what = "holds no gate" if found == "missing" else "has another policy where its gate was"
    return Reconciliation(
        gates.noun,
        gates.name,
        Standing.BROKEN,
        f"{region.city} {what}: its applications write, whatever the other Region does",
        mending=gates.commands(region, "open" if region == home else "closed"),
        caution="the commands put the gate of the spec's home: open there, closed elsewhere",
    )


def _no_one_writer(gates: Gates, home: Region, writers: list[Region]) -> Reconciliation:
    """Both gates are open, as after a failover whose dark Region came back; or none is, half-way."""
    if writers:
        seen = "both Regions write: of two writes of the same item one is lost"
        caution = (
            "a fence that a failover had to leave is made by futago promote --resume. By hand, close the "
            f"gate of the Region that is not home any more; the commands close {home.city}'s"
        )
        return Reconciliation(
            gates.noun,
            gates.name,
            Standing.BROKEN,
            seen,
            mending=gates.commands(home, "closed"),
            caution=caution,
        )
    return Reconciliation(
        gates.noun,
        gates.name,
        Standing.BROKEN,
        "no Region writes: a promotion stopped half-way; futago promote --resume goes on with it",
        mending=gates.commands(home, "open"),
        caution=f"the commands open {home.city}'s, where the spec has the writer",
    )
