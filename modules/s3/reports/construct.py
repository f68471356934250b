"""Makes the report bucket of each Region, where the estate has buckets at all."""

from __future__ import annotations

from modules.estate import Estate
from modules.s3 import bucket_policy
from modules.s3.private_bucket import PrivateBucket
from modules.s3.reports.inputs import ReportsInputs
from modules.terraform.aws import S3BucketLifecycleConfiguration
from modules.terraform.stack import Part, Stack
from regions import Region

DELETED_DAYS = 7
"""Days in which a deleted report can be had back."""


class ReportBucket(Part):
    """The bucket for completion reports and manifests of one Region's Batch Operations.

    Encrypted with SSE-S3: S3 writes completion reports so whatever the bucket says (Amazon S3 User
    Guide, "Examples: S3 Batch Operations completion reports"), and no object's content is in them.
    """

    def __init__(self, stack: Stack, estate: Estate, inputs: ReportsInputs, region: Region) -> None:
        super().__init__(stack, "reports", "", region)
        name = estate.names.report_bucket(region.short_code)
        bucket = PrivateBucket(self, name, bucket_policy.transport(estate.names.bucket_arn(name)))
        S3BucketLifecycleConfiguration(
            self,
            bucket=bucket.id,
            rule=[
                {
                    "id": "expire",
                    "status": "Enabled",
                    "filter": [{"prefix": ""}],
                    "expiration": [{"days": inputs.retention_days}],
                    "noncurrent_version_expiration": [{"noncurrent_days": DELETED_DAYS}],
                    "abort_incomplete_multipart_upload": [{"days_after_initiation": DELETED_DAYS}],
                }
            ],
            depends_on=[bucket.versioning],
        )


def in_keys(stack: Stack, estate: Estate, name: str, inputs: ReportsInputs) -> None:
    """Nothing."""


def in_region(stack: Stack, estate: Estate, name: str, inputs: ReportsInputs, region: Region) -> None:  # noqa: ARG001 # a kind's signature
    """The Region's report bucket."""
    if estate.sections.get("buckets"):
        ReportBucket(stack, estate, inputs, region)


def in_links(stack: Stack, estate: Estate, name: str, inputs: ReportsInputs) -> None:
    """Nothing."""
