"""Aurora global databases, as the catalog lists them."""

from modules.aurora.check import check
from modules.aurora.inputs import DatabaseInputs
from modules.kind import Kind

KIND = Kind(
    section="databases",
    noun="database",
    inputs=DatabaseInputs,
    check=check,
    construct="modules.aurora.construct",
    proof="modules.aurora.proof",
    review="modules.aurora.review",
)
