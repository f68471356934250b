"""Encryption of new objects lowered."""

from modules.losses import any_of, equals, is_given, no_longer
from modules.review import Level, Rule
from modules.s3.settings import deleted_alone

DEFAULT = ("rule", 0, "apply_server_side_encryption_by_default", 0)

RULE = Rule(
    id="s3-encryption-lowered",
    level=Level.ERROR,
    title="Encryption of a bucket is lowered",
    why=(
        "New objects lie under S3's own key: whoever may read the bucket reads them, without asking the KMS "
        "key's policy, and the copies of both Regions are encrypted differently (Amazon S3 User Guide, "
        "'Setting default server-side encryption behavior')."
    ),
    remedy="Keep aws:kms with the Region's own replica of the multi-Region key.",
    types=frozenset({"aws_s3_bucket_server_side_encryption_configuration"}),
    find=any_of(
        deleted_alone("new objects fall back to S3's own key"),
        no_longer(
            (*DEFAULT, "sse_algorithm"), equals("aws:kms", "aws:kms:dsse"), "new objects leave the KMS key"
        ),
        no_longer((*DEFAULT, "kms_master_key_id"), is_given, "the KMS key of new objects is dropped"),
    ),
)
