"""The report buckets, as the catalog lists them."""

from modules.kind import Kind

KIND = Kind(
    section="reports",
    noun="reports",
    shape="modules.s3.reports.inputs:ReportsInputs",
    checker="modules.s3.reports.inputs:check",
    construct="modules.s3.reports.construct",
    single=True,
)
