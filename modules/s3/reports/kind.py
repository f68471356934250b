"""The report buckets, as the catalog lists them."""

from modules.kind import Kind
from modules.s3.reports.inputs import ReportsInputs, check

KIND = Kind(
    section="reports",
    noun="reports",
    inputs=ReportsInputs,
    check=check,
    construct="modules.s3.reports.construct",
    single=True,
)
