"""aws_rds_cluster_instance, a resource of hashicorp/aws 5.100.0; by modules.terraform.generate."""

from collections.abc import Mapping, Sequence
from typing import Required, TypedDict, Unpack

from modules.terraform.block import Block, Lifecycle, Resource
from modules.terraform.reference import Reference
from modules.terraform.stack import Part


class RdsClusterInstanceTimeouts(TypedDict, total=False):
    create: str
    delete: str
    update: str


class RdsClusterInstanceArguments(TypedDict, total=False):
    apply_immediately: bool | Reference | None
    auto_minor_version_upgrade: bool | Reference | None
    availability_zone: str | None
    ca_cert_identifier: str | None
    cluster_identifier: Required[str]
    copy_tags_to_snapshot: bool | Reference | None
    custom_iam_instance_profile: str | None
    db_parameter_group_name: str | None
    db_subnet_group_name: str | None
    engine: Required[str]
    engine_version: str | None
    force_destroy: bool | Reference | None
    identifier: str | None
    identifier_prefix: str | None
    instance_class: Required[str]
    monitoring_interval: int | float | Reference | None
    monitoring_role_arn: str | None
    performance_insights_enabled: bool | Reference | None
    performance_insights_kms_key_id: str | None
    performance_insights_retention_period: int | float | Reference | None
    preferred_backup_window: str | None
    preferred_maintenance_window: str | None
    promotion_tier: int | float | Reference | None
    publicly_accessible: bool | Reference | None
    tags: Mapping[str, str] | None
    tags_all: Mapping[str, str] | None
    timeouts: RdsClusterInstanceTimeouts | None


class RdsClusterInstance(Resource):
    """The resource ``aws_rds_cluster_instance``."""

    TYPE = "aws_rds_cluster_instance"
    ARGUMENTS = RdsClusterInstanceArguments
    ATTRIBUTES = frozenset(
        {
            "apply_immediately",
            "arn",
            "availability_zone",
            "ca_cert_identifier",
            "db_parameter_group_name",
            "db_subnet_group_name",
            "dbi_resource_id",
            "endpoint",
            "engine_version",
            "engine_version_actual",
            "id",
            "identifier",
            "identifier_prefix",
            "kms_key_id",
            "monitoring_role_arn",
            "network_type",
            "performance_insights_enabled",
            "performance_insights_kms_key_id",
            "performance_insights_retention_period",
            "port",
            "preferred_backup_window",
            "preferred_maintenance_window",
            "publicly_accessible",
            "storage_encrypted",
            "tags_all",
            "writer",
        }
    )

    def __init__(
        self,
        part: Part,
        use: str = "",
        *,
        depends_on: Sequence[Block] = (),
        lifecycle: Lifecycle | None = None,
        **arguments: Unpack[RdsClusterInstanceArguments],
    ) -> None:
        super().__init__(part, use, arguments, depends_on, lifecycle)
