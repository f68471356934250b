"""aws_rds_global_cluster, a resource of hashicorp/aws 5.100.0; by modules.terraform.generate."""

from collections.abc import Mapping, Sequence
from typing import Required, TypedDict, Unpack

from modules.terraform.block import Block, Lifecycle, Resource
from modules.terraform.reference import Reference
from modules.terraform.stack import Part


class RdsGlobalClusterTimeouts(TypedDict, total=False):
    create: str
    delete: str
    update: str


class RdsGlobalClusterArguments(TypedDict, total=False):
    database_name: str | None
    deletion_protection: bool | Reference | None
    engine: str | None
    engine_lifecycle_support: str | None
    engine_version: str | None
    force_destroy: bool | Reference | None
    global_cluster_identifier: Required[str]
    source_db_cluster_identifier: str | None
    storage_encrypted: bool | Reference | None
    tags: Mapping[str, str] | None
    tags_all: Mapping[str, str] | None
    timeouts: RdsGlobalClusterTimeouts | None


class RdsGlobalCluster(Resource):
    """The resource ``aws_rds_global_cluster``."""

    TYPE = "aws_rds_global_cluster"
    ARGUMENTS = RdsGlobalClusterArguments
    ATTRIBUTES = frozenset(
        {
            "arn",
            "database_name",
            "endpoint",
            "engine",
            "engine_lifecycle_support",
            "engine_version",
            "engine_version_actual",
            "global_cluster_members",
            "global_cluster_resource_id",
            "id",
            "source_db_cluster_identifier",
            "storage_encrypted",
            "tags_all",
        }
    )

    def __init__(
        self,
        part: Part,
        use: str = "",
        *,
        depends_on: Sequence[Block] = (),
        lifecycle: Lifecycle | None = None,
        **arguments: Unpack[RdsGlobalClusterArguments],
    ) -> None:
        super().__init__(part, use, arguments, depends_on, lifecycle)
