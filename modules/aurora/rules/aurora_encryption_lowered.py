"""Encryption of a cluster or of a global database lowered."""

from modules.losses import any_of, is_given, is_on, no_longer
from modules.review import CHANGING, Level, Rule

RULE = Rule(
    id="aurora-encryption-lowered",
    level=Level.ERROR,
    title="Encryption of a database is lowered",
    why=(
        "Storage, backups and snapshots are readable without the key, and the cluster has to be made anew "
        "for it; members of an encrypted global database must be encrypted, each with its Region's key "
        "(Aurora User Guide, 'Encrypting Amazon Aurora resources')."
    ),
    remedy="Keep storage_encrypted = true with the Region's own replica of the multi-Region key.",
    types=frozenset({"aws_rds_cluster", "aws_rds_global_cluster"}),
    find=any_of(
        no_longer(("storage_encrypted",), is_on, "storage does not stay encrypted"),
        no_longer(("kms_key_id",), is_given, "the key is dropped"),
    ),
    actions=CHANGING,
)
