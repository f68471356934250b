"""A replica key scheduled for deletion."""

from modules.losses import any_of, destroyed, replaced
from modules.review import Level, Rule

RULE = Rule(
    id="kms-replica-destroyed",
    level=Level.ERROR,
    title="A replica key is scheduled for deletion",
    why=(
        "Its Region can no longer decrypt what was replicated there: the copies of tables, buckets, secrets "
        "and databases are unreadable just where they are the last resort (KMS Developer Guide, 'Deleting "
        "multi-Region keys')."
    ),
    remedy="Keep the replica as long as anything in its Region was encrypted with it.",
    types=frozenset({"aws_kms_replica_key", "aws_kms_replica_external_key"}),
    find=any_of(
        destroyed("the Region loses the key"),
        replaced("the replica is scheduled for deletion before it is made again"),
    ),
)
