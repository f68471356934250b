"""Replication that goes elsewhere, or takes other objects."""

from modules.blocks import changed_in_blocks
from modules.losses import any_of, replaced_by_another
from modules.review import CHANGING, Level, Rule

RULE = Rule(
    id="s3-replication-redirected",
    level=Level.WARNING,
    title="Replication of a bucket goes elsewhere",
    why=(
        "The new destination has nothing of what was replicated so far, and objects outside of a new filter "
        "stay in one Region. S3 answers PutBucketReplication with 200 even where the key at the destination "
        "is not valid, and then every object fails (Amazon S3 User Guide, 'Replicating encrypted objects')."
    ),
    remedy="Backfill the new destination with S3 Batch Replication before you rely on it.",
    types=frozenset({"aws_s3_bucket_replication_configuration"}),
    find=any_of(
        changed_in_blocks(("rule",), "id", ("destination", 0, "bucket"), "the destination is another bucket"),
        changed_in_blocks(
            ("rule",),
            "id",
            ("destination", 0, "encryption_configuration", 0, "replica_kms_key_id"),
            "replicas get another key",
        ),
        changed_in_blocks(("rule",), "id", ("filter",), "it takes other objects"),
        changed_in_blocks(("rule",), "id", ("prefix",), "it takes other objects"),
        replaced_by_another(("role",), "S3 replicates in another role"),
    ),
    actions=CHANGING,
)
