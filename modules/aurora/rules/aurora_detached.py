"""A cluster taken out of its global database."""

from modules.losses import replaced_by_another
from modules.review import CHANGING, Level, Rule

RULE = Rule(
    id="aurora-detached",
    level=Level.ERROR,
    title="A cluster is detached from its global database",
    why=(
        "It becomes a cluster of its own that nothing replicates to, and it can't be put back: a new member "
        "has to be made and filled (Aurora User Guide, 'Removing a cluster from an Aurora global database'; "
        "seen in cloudposse/terraform-aws-rds-cluster #281)."
    ),
    remedy="Let members ignore changes of global_cluster_identifier; detach by the RDS API only, on purpose.",
    types=frozenset({"aws_rds_cluster"}),
    find=replaced_by_another(("global_cluster_identifier",), "the cluster leaves its global database"),
    actions=CHANGING,
)
