"""What MiniStack lacks or gets wrong and this project needs; one file each.

Each addition is a module of this package. Its docstring names the API that it models and the AWS page that it
follows; importing it puts its functions around MiniStack's own (see :mod:`futago.emulator.additions.around`),
so only :func:`install` imports it, in the server's process. ``--without NAME`` leaves one out:
``tests/emulator`` proves with it that each addition's test fails without the addition.
"""

from __future__ import annotations

from collections.abc import Collection
from importlib import import_module

NAMES: tuple[str, ...] = (
    "application_autoscaling",
    "cloudwatch_alarm_states",
    "cloudwatch_metric_math",
    "cloudwatch_query_protocol",
    "cloudwatch_replication_lag",
    "dynamodb_recovery_period",
    "dynamodb_replica_protection",
    "dynamodb_replica_settings",
    "dynamodb_synced_settings",
    "iam_role_boundaries",
    "iam_simulated_resources",
    "kms_predefined_aliases",
    "kms_primary_region",
    "kms_re_encrypt",
    "kms_shared_rotation",
    "rds_absent_member",
    "rds_account_attributes",
    "rds_cluster_endpoints",
    "rds_cluster_settings",
    "rds_global_endpoint",
    "rds_global_from_source",
    "rds_global_moves",
    "rds_instance_settings",
    "rds_orderable_classes",
    "rds_renames",
    "s3_access_point_policy_status",
    "s3_bucket_keys",
    "s3_replica_encryption",
    "s3_replica_version_ids",
    "s3_replicated_versioning",
    "s3_tag_replication",
    "s3control_jobs",
    "secretsmanager_empty_secret",
    "secretsmanager_create_with_replicas",  # after the one above: what it replicates must be empty by then
    "secretsmanager_listed_settings",
    "secretsmanager_remove_replicas",
    "secretsmanager_rotation",
    "secretsmanager_staging_labels",
    "service_quotas",
    "tagging_alarms",
    "tagging_pages",
)
"""The additions, by module name."""


def install(*, without: Collection[str] = ()) -> list[str]:
    """Install the additions into the MiniStack of this process.

    Args:
        without: names of additions to leave out.

    Returns:
        The names of those that are in force.

    Raises:
        ValueError: ``without`` names one that does not exist.
    """
    unknown = set(without) - set(NAMES)
    if unknown:
        raise ValueError(f"no such addition: {', '.join(sorted(unknown))}; there are: {', '.join(NAMES)}")
    installed = [name for name in NAMES if name not in without]
    for name in installed:
        import_module(f"{__name__}.{name}")
    return installed
