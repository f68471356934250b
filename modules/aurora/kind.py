"""Aurora global databases, as the catalog lists them."""

from modules.kind import Kind

KIND = Kind(
    section="databases",
    noun="database",
    shape="modules.aurora.inputs:DatabaseInputs",
    checker="modules.aurora.check:check",
    construct="modules.aurora.construct",
    proof="modules.aurora.proof",
    operate="modules.aurora.operate",
    reconcile="modules.aurora.reconcile",
    parity="modules.aurora.parity",
    ready="modules.aurora.ready",
    alarms="modules.aurora.alarms",
    review="modules.aurora.review",
)
