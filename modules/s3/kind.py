"""S3 buckets, as the catalog lists them."""

from modules.kind import Kind

KIND = Kind(
    section="buckets",
    noun="bucket",
    shape="modules.s3.inputs:BucketInputs",
    checker="modules.s3.inputs:check",
    construct="modules.s3.construct",
    proof="modules.s3.proof",
    operate="modules.s3.operate",
    reconcile="modules.s3.reconcile",
    load="modules.s3.load",
    parity="modules.s3.parity",
    ready="modules.s3.ready",
    alarms="modules.s3.alarms",
    review="modules.s3.review",
    names_are_worldwide=True,
)
