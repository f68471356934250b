"""Replicated secrets, as the catalog lists them."""

from modules.kind import Kind
from modules.secrets.inputs import SecretInputs, check

KIND = Kind(
    section="secrets",
    noun="secret",
    inputs=SecretInputs,
    check=check,
    construct="modules.secrets.construct",
    proof="modules.secrets.proof",
    review="modules.secrets.review",
)
