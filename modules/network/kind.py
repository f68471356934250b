"""The network, as the catalog lists it."""

from modules.kind import Kind
from modules.network.inputs import NetworkByRegion, check

KIND = Kind(
    section="network",
    noun="network",
    inputs=NetworkByRegion,
    check=check,
    construct="modules.network.construct",
    single=True,
)
