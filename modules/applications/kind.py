"""Applications, as the catalog lists them."""

from modules.kind import Kind

KIND = Kind(
    section="applications",
    noun="application",
    shape="modules.applications.inputs:ApplicationInputs",
    checker="modules.applications.check:check",
    construct="modules.applications.construct",
    parity="modules.applications.parity",
    names_ignore_case=True,
)
