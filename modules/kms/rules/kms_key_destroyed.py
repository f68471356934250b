"""A key scheduled for deletion."""

from modules.losses import any_of, destroyed, replaced
from modules.review import Level, Rule

RULE = Rule(
    id="kms-key-destroyed",
    level=Level.ERROR,
    title="A key is scheduled for deletion",
    why=(
        "After the waiting period nothing that the key encrypted can be read again, backups included, and an "
        "Aurora cluster goes straight to a terminal state. A multi-Region primary waits until its last "
        "replica is gone (KMS Developer Guide, 'Deleting multi-Region keys')."
    ),
    remedy="Keep the key. If nothing uses it any more, disable it first and watch for refusals.",
    types=frozenset({"aws_kms_key", "aws_kms_external_key"}),
    find=any_of(
        destroyed("the key is scheduled for deletion"),
        replaced("the key is scheduled for deletion and a new one, which decrypts nothing, takes its place"),
    ),
)
