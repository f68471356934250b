"""KMS keys, as the catalog lists them."""

from modules.kind import Kind

KIND = Kind(
    section="keys",
    noun="key",
    shape="modules.kms.inputs:KeyInputs",
    checker="modules.kms.inputs:check",
    construct="modules.kms.construct",
    proof="modules.kms.proof",
    operate="modules.kms.operate",
    reconcile="modules.kms.reconcile",
    parity="modules.kms.parity",
    ready="modules.kms.ready",
    alarms="modules.kms.alarms",
    review="modules.kms.review",
)
