"""KMS keys, as the catalog lists them."""

from modules.kind import Kind
from modules.kms.inputs import KeyInputs, check

KIND = Kind(
    section="keys",
    noun="key",
    inputs=KeyInputs,
    check=check,
    construct="modules.kms.construct",
    proof="modules.kms.proof",
    review="modules.kms.review",
)
