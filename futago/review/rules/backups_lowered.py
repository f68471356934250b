"""Backups kept for a shorter time, or not made any more."""

from modules.losses import any_of, destroyed, equals, lower, no_longer, only
from modules.review import Level, Rule

SAYS = "backups are kept for a shorter time"

RULE = Rule(
    id="backups-lowered",
    level=Level.ERROR,
    title="Backups are lowered",
    why=(
        "Older backups are deleted at once (Amazon RDS User Guide, 'Working with automated backups'). What "
        "is written wrongly is replicated, so that only a restore undoes it, in either Region."
    ),
    remedy="Keep the retention, the same in both Regions.",
    types=frozenset(
        {
            *("aws_db_instance", "aws_docdb_cluster", "aws_neptune_cluster", "aws_elasticache_cluster"),
            *("aws_elasticache_replication_group", "aws_redshift_cluster", "aws_efs_backup_policy"),
            *("aws_backup_plan", "aws_backup_selection", "aws_fsx_windows_file_system"),
            *("aws_fsx_lustre_file_system", "aws_fsx_ontap_file_system", "aws_fsx_openzfs_file_system"),
            *("aws_memorydb_cluster", "aws_dlm_lifecycle_policy"),
        }
    ),
    find=any_of(
        lower(("backup_retention_period",), SAYS),
        lower(("snapshot_retention_limit",), SAYS),
        lower(("automated_snapshot_retention_period",), SAYS),
        lower(("automatic_backup_retention_days",), SAYS),
        no_longer(("backup_policy", 0, "status"), equals("ENABLED"), "backups are no longer made"),
        no_longer(("state",), equals("ENABLED"), "backups are no longer made"),
        *(
            only(type_, destroyed("what it covers is no longer backed up"))
            for type_ in (
                "aws_backup_plan",
                "aws_backup_selection",
                "aws_dlm_lifecycle_policy",
                "aws_efs_backup_policy",
            )
        ),
    ),
)
