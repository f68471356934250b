"""Replicated secrets, as the catalog lists them."""

from modules.kind import Kind

KIND = Kind(
    section="secrets",
    noun="secret",
    shape="modules.secrets.inputs:SecretInputs",
    checker="modules.secrets.inputs:check",
    construct="modules.secrets.construct",
    proof="modules.secrets.proof",
    operate="modules.secrets.operate",
    reconcile="modules.secrets.reconcile",
    parity="modules.secrets.parity",
    ready="modules.secrets.ready",
    review="modules.secrets.review",
)
