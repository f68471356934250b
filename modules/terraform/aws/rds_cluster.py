"""aws_rds_cluster, a resource of hashicorp/aws 5.100.0; by modules.terraform.generate."""

from collections.abc import Mapping, Sequence
from typing import Required, TypedDict, Unpack

from modules.terraform.block import Block, Lifecycle, Resource
from modules.terraform.reference import Reference
from modules.terraform.stack import Part


class RdsClusterRestoreToPointInTime(TypedDict, total=False):
    restore_to_time: str
    restore_type: str
    source_cluster_identifier: str
    source_cluster_resource_id: str
    use_latest_restorable_time: bool | Reference


class RdsClusterS3Import(TypedDict, total=False):
    bucket_name: Required[str]
    bucket_prefix: str
    ingestion_role: Required[str]
    source_engine: Required[str]
    source_engine_version: Required[str]


class RdsClusterScalingConfiguration(TypedDict, total=False):
    auto_pause: bool | Reference
    max_capacity: int | float | Reference
    min_capacity: int | float | Reference
    seconds_before_timeout: int | float | Reference
    seconds_until_auto_pause: int | float | Reference
    timeout_action: str


class RdsClusterServerlessv2ScalingConfiguration(TypedDict, total=False):
    max_capacity: Required[int | float | Reference]
    min_capacity: Required[int | float | Reference]
    seconds_until_auto_pause: int | float | Reference


class RdsClusterTimeouts(TypedDict, total=False):
    create: str
    delete: str
    update: str


class RdsClusterArguments(TypedDict, total=False):
    allocated_storage: int | float | Reference | None
    allow_major_version_upgrade: bool | Reference | None
    apply_immediately: bool | Reference | None
    availability_zones: Sequence[str] | Reference | None
    backtrack_window: int | float | Reference | None
    backup_retention_period: int | float | Reference | None
    ca_certificate_identifier: str | None
    cluster_identifier: str | None
    cluster_identifier_prefix: str | None
    cluster_members: Sequence[str] | Reference | None
    cluster_scalability_type: str | None
    copy_tags_to_snapshot: bool | Reference | None
    database_insights_mode: str | None
    database_name: str | None
    db_cluster_instance_class: str | None
    db_cluster_parameter_group_name: str | None
    db_instance_parameter_group_name: str | None
    db_subnet_group_name: str | None
    db_system_id: str | None
    delete_automated_backups: bool | Reference | None
    deletion_protection: bool | Reference | None
    domain: str | None
    domain_iam_role_name: str | None
    enable_global_write_forwarding: bool | Reference | None
    enable_http_endpoint: bool | Reference | None
    enable_local_write_forwarding: bool | Reference | None
    enabled_cloudwatch_logs_exports: Sequence[str] | Reference | None
    engine: Required[str]
    engine_lifecycle_support: str | None
    engine_mode: str | None
    engine_version: str | None
    final_snapshot_identifier: str | None
    global_cluster_identifier: str | None
    iam_database_authentication_enabled: bool | Reference | None
    iam_roles: Sequence[str] | Reference | None
    iops: int | float | Reference | None
    kms_key_id: str | None
    manage_master_user_password: bool | Reference | None
    master_password: str | None
    master_password_wo: str | None
    master_password_wo_version: int | float | Reference | None
    master_user_secret_kms_key_id: str | None
    master_username: str | None
    monitoring_interval: int | float | Reference | None
    monitoring_role_arn: str | None
    network_type: str | None
    performance_insights_enabled: bool | Reference | None
    performance_insights_kms_key_id: str | None
    performance_insights_retention_period: int | float | Reference | None
    port: int | float | Reference | None
    preferred_backup_window: str | None
    preferred_maintenance_window: str | None
    replication_source_identifier: str | None
    skip_final_snapshot: bool | Reference | None
    snapshot_identifier: str | None
    source_region: str | None
    storage_encrypted: bool | Reference | None
    storage_type: str | None
    tags: Mapping[str, str] | None
    tags_all: Mapping[str, str] | None
    vpc_security_group_ids: Sequence[str] | Reference | None
    restore_to_point_in_time: RdsClusterRestoreToPointInTime | None
    s3_import: RdsClusterS3Import | None
    scaling_configuration: RdsClusterScalingConfiguration | None
    serverlessv2_scaling_configuration: RdsClusterServerlessv2ScalingConfiguration | None
    timeouts: RdsClusterTimeouts | None


class RdsCluster(Resource):
    """The resource ``aws_rds_cluster``."""

    TYPE = "aws_rds_cluster"
    ARGUMENTS = RdsClusterArguments
    ATTRIBUTES = frozenset(
        {
            "allocated_storage",
            "apply_immediately",
            "arn",
            "availability_zones",
            "backup_retention_period",
            "ca_certificate_identifier",
            "ca_certificate_valid_till",
            "cluster_identifier",
            "cluster_identifier_prefix",
            "cluster_members",
            "cluster_resource_id",
            "cluster_scalability_type",
            "database_insights_mode",
            "database_name",
            "db_cluster_parameter_group_name",
            "db_subnet_group_name",
            "db_system_id",
            "endpoint",
            "engine_lifecycle_support",
            "engine_version",
            "engine_version_actual",
            "hosted_zone_id",
            "iam_roles",
            "id",
            "kms_key_id",
            "master_user_secret",
            "master_user_secret_kms_key_id",
            "master_username",
            "monitoring_interval",
            "monitoring_role_arn",
            "network_type",
            "performance_insights_kms_key_id",
            "performance_insights_retention_period",
            "port",
            "preferred_backup_window",
            "preferred_maintenance_window",
            "reader_endpoint",
            "storage_encrypted",
            "storage_type",
            "tags_all",
            "vpc_security_group_ids",
        }
    )

    def __init__(
        self,
        part: Part,
        use: str = "",
        *,
        depends_on: Sequence[Block] = (),
        lifecycle: Lifecycle | None = None,
        **arguments: Unpack[RdsClusterArguments],
    ) -> None:
        super().__init__(part, use, arguments, depends_on, lifecycle)
