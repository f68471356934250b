"""The IAM actions that the commands use; a test holds the list to what is called."""

from __future__ import annotations

LOOK = ("s3:ListJobs", "s3:DescribeJob")
"""``status`` and ``watch``; the others need them, too."""

READ = (
    *LOOK,
    "s3:ListBucket", "s3:ListBucketVersions", "s3:GetBucketVersioning", "s3:GetBucketObjectLockConfiguration",
    "s3:GetReplicationConfiguration", "s3:GetBucketLocation", "iam:GetRole", "iam:SimulatePrincipalPolicy",
    "kms:DescribeKey", "cloudwatch:GetMetricStatistics", "servicequotas:ListServiceQuotas",
)  # fmt: skip
"""``plan``: on the estate's buckets, roles and keys."""

START = (*READ, "s3:CreateJob", "s3:PutJobTagging", "iam:PassRole")
"""``start``; ``iam:PassRole`` on the buckets' batch roles only."""

CHANGE = (*LOOK, "s3:UpdateJobStatus", "s3:UpdateJobPriority")
"""``confirm``, ``cancel`` and ``priority``."""

REPORT = (*LOOK, "s3:GetObject")
"""``report``: on the report buckets."""

RETRY = (*REPORT, "s3:PutObject", "s3:CreateJob", "s3:PutJobTagging", "iam:PassRole")
"""``retry``: the list is written into the report bucket."""

VERIFY = ("s3:ListBucketVersions", "s3:GetObject", "s3:GetObjectVersion", "kms:Decrypt")
"""``verify``: the last two for HeadObject of sampled and of missing versions alone; no object is read.
``s3:GetObject`` is for inventories."""

BY_COMMAND = {
    "plan": READ, "start": START, "watch": LOOK, "status": LOOK, "confirm": CHANGE, "cancel": CHANGE,
    "priority": CHANGE, "report": REPORT, "retry": RETRY, "verify": VERIFY,
}  # fmt: skip
