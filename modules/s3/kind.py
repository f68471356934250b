"""S3 buckets, as the catalog lists them."""

from modules.kind import Kind
from modules.s3.inputs import BucketInputs, check

KIND = Kind(
    section="buckets",
    noun="bucket",
    inputs=BucketInputs,
    check=check,
    construct="modules.s3.construct",
    proof="modules.s3.proof",
    review="modules.s3.review",
    names_are_worldwide=True,
)
