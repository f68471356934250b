"""Backups of a cluster kept for a shorter time."""

from modules.losses import lower
from modules.review import CHANGING, Level, Rule

RULE = Rule(
    id="aurora-backups-lowered",
    level=Level.ERROR,
    title="Backups of a cluster are kept for a shorter time",
    why=(
        "Backups older than the new period are deleted at once. A wrong write is replicated within a second, "
        "so that only a restore undoes it, and after a promotion this Region's backups are the ones that "
        "count (Aurora User Guide, 'Backups')."
    ),
    remedy="Keep the retention, the same in both Regions.",
    types=frozenset({"aws_rds_cluster"}),
    find=lower(("backup_retention_period",), "backups are kept for fewer days"),
    actions=CHANGING,
)
