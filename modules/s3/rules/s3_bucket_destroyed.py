"""A bucket deleted or replaced."""

from modules.losses import any_of, destroyed, replaced
from modules.review import Level, Rule

RULE = Rule(
    id="s3-bucket-destroyed",
    level=Level.ERROR,
    title="A bucket is deleted or replaced",
    why=(
        "Its objects and their versions are gone, replication in both directions ends, and a new bucket "
        "starts empty: only S3 Batch Replication from the other Region fills it. Its name may be taken by "
        "somebody else meanwhile (Amazon S3 User Guide, 'Deleting a general purpose bucket')."
    ),
    remedy="Keep the bucket; where only its address changed, use a moved block.",
    types=frozenset({"aws_s3_bucket"}),
    find=any_of(destroyed("the bucket is deleted"), replaced("the bucket is deleted and made again, empty")),
)
