"""aws_dynamodb_table_replica, a resource of hashicorp/aws 5.100.0; by modules.terraform.generate."""

from collections.abc import Mapping, Sequence
from typing import Required, TypedDict, Unpack

from modules.terraform.block import Block, Lifecycle, Resource
from modules.terraform.reference import Reference
from modules.terraform.stack import Part


class DynamodbTableReplicaTimeouts(TypedDict, total=False):
    create: str
    delete: str
    update: str


class DynamodbTableReplicaArguments(TypedDict, total=False):
    deletion_protection_enabled: bool | Reference | None
    global_table_arn: Required[str]
    kms_key_arn: str | None
    point_in_time_recovery: bool | Reference | None
    table_class_override: str | None
    tags: Mapping[str, str] | None
    tags_all: Mapping[str, str] | None
    timeouts: DynamodbTableReplicaTimeouts | None


class DynamodbTableReplica(Resource):
    """The resource ``aws_dynamodb_table_replica``."""

    TYPE = "aws_dynamodb_table_replica"
    ARGUMENTS = DynamodbTableReplicaArguments
    ATTRIBUTES = frozenset(
        {
            "arn",
            "deletion_protection_enabled",
            "id",
            "kms_key_arn",
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
        **arguments: Unpack[DynamodbTableReplicaArguments],
    ) -> None:
        super().__init__(part, use, arguments, depends_on, lifecycle)
