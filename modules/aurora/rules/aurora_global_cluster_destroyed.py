"""A global database taken apart."""

from modules.losses import any_of, destroyed, replaced
from modules.review import Level, Rule

RULE = Rule(
    id="aurora-global-cluster-destroyed",
    level=Level.ERROR,
    title="A global database is deleted or replaced",
    why=(
        "Its members are let go and nothing replicates any more. After a promotion or a restore a null "
        "database_name has forced this (terraform-provider-aws #28187, #39368)."
    ),
    remedy=(
        "Keep it while a second Region counts; where a reported value replaces it, ignore changes of "
        "database_name."
    ),
    types=frozenset({"aws_rds_global_cluster"}),
    find=any_of(
        destroyed("the members are let go, replication ends"),
        replaced("the members are ejected, replication ends"),
    ),
)
