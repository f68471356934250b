"""A cluster deleted or replaced."""

from modules.losses import any_of, destroyed, replaced
from modules.review import Level, Rule

RULE = Rule(
    id="aurora-cluster-destroyed",
    level=Level.ERROR,
    title="A database cluster is deleted or replaced",
    why=(
        "Its Region has no copy of the data any more; if it is the one that writes, everybody stops. A new "
        "member takes hours to fill (Aurora User Guide, 'Deleting Aurora DB clusters')."
    ),
    remedy=(
        "Keep the cluster; for another key or name make another database and move the data. Where "
        "database_name or another reported value forces it, ignore its changes (terraform-provider-aws "
        "#28187, #39368)."
    ),
    types=frozenset({"aws_rds_cluster"}),
    find=any_of(
        destroyed("the cluster is deleted with its data"),
        replaced("the cluster is deleted and made again, without its data"),
    ),
)
