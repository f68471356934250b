"""Shows that one Region's applications may write a strong store, and the other's may not."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from modules.estate import Estate
from modules.grant import ObservedGate
from modules.proof import Evidence, Stopwatch
from regions import Region


def prove_gates(
    estate: Estate, noun: str, name: str, observe: Callable[[Region], ObservedGate]
) -> Iterator[Evidence]:
    """Look at the gates of both Regions; which of the two is open a promotion decides."""
    watch = Stopwatch()
    gates = {region.city: observe(region) for region in estate.pair}
    yield Evidence(
        noun=noun,
        name=name,
        claim="one Region's applications may write, the other's may not",
        holds=sorted(gates.values()) == ["closed", "open"],
        seen=", ".join(f"the gate in {city} is {state}" for city, state in gates.items()),
        seconds=watch.seconds,
    )
