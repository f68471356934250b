"""A change of replication, which asks the other Region."""

from modules.losses import made_or_removed
from modules.review import Level, Rule

RULE = Rule(
    id="s3-needs-other-region",
    level=Level.NOTE,
    title="A change of replication needs the other Region alive",
    why=(
        "S3 looks at the destination's versioning when it takes the configuration, and such writes go "
        "through us-east-1 (AWS Fault Isolation Boundaries, 'Global services'): none of this can be applied "
        "during an emergency."
    ),
    remedy="Apply it while both Regions answer, and keep it out of a promotion.",
    types=frozenset({"aws_s3_bucket_replication_configuration"}),
    find=made_or_removed("S3 asks the bucket of the other Region", "rule"),
)
