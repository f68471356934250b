"""The network, as the catalog lists it."""

from modules.kind import Kind

KIND = Kind(
    section="network",
    noun="network",
    shape="modules.network.inputs:NetworkByRegion",
    checker="modules.network.inputs:check",
    construct="modules.network.construct",
    single=True,
)
