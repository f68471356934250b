"""A member taken out of its global cluster."""

from modules.losses import any_of, replaced_by_another
from modules.review import CHANGING, Level, Rule

SAYS = "it leaves its global cluster"

RULE = Rule(
    id="detached-from-global",
    level=Level.ERROR,
    title="A member is detached from its global cluster",
    why=(
        "Nothing replicates to it any more, and it can't be put back without being filled anew (such as "
        "Amazon DocumentDB Developer Guide, 'Removing a cluster from a global cluster'; ElastiCache User "
        "Guide, 'Global datastores')."
    ),
    remedy="Keep the attribute, or ignore its changes; detach by the service's API only, on purpose.",
    types=frozenset(
        {
            "aws_docdb_cluster",
            "aws_elasticache_replication_group",
            "aws_memorydb_cluster",
            "aws_neptune_cluster",
        }
    ),
    find=any_of(
        replaced_by_another(("global_cluster_identifier",), SAYS),
        replaced_by_another(("global_replication_group_id",), SAYS),
        replaced_by_another(("multi_region_cluster_name",), SAYS),
    ),
    actions=CHANGING,
)
