"""Replication between Regions deleted or replaced."""

from modules.losses import any_of, destroyed, replaced
from modules.review import Level, Rule

RULE = Rule(
    id="replication-destroyed",
    level=Level.ERROR,
    title="Replication between Regions ends",
    why=(
        "What is written from now on stays in one Region; whatever replaces it starts with a full copy (such "
        "as Amazon EFS User Guide, 'Replicating EFS file systems'; Amazon ECR User Guide, 'Private image "
        "replication')."
    ),
    remedy="Keep it; to stop for a while, plan the copy that comes after.",
    types=frozenset(
        {
            *("aws_datasync_task", "aws_db_instance_automated_backups_replication"),
            *("aws_dms_replication_config", "aws_dms_replication_task", "aws_docdb_global_cluster"),
            *("aws_ecr_replication_configuration", "aws_efs_replication_configuration"),
            *("aws_elasticache_global_replication_group", "aws_memorydb_multi_region_cluster"),
            *("aws_msk_replicator", "aws_neptune_global_cluster", "aws_redshift_snapshot_copy"),
            *("aws_s3control_multi_region_access_point", "aws_cloudwatch_event_endpoint"),
        }
    ),
    find=any_of(
        destroyed("replication ends"),
        replaced("replication ends and starts anew"),
    ),
)
