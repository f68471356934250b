"""aws_kms_replica_key, a resource of hashicorp/aws 5.100.0; by modules.terraform.generate."""

from collections.abc import Mapping, Sequence
from typing import Required, TypedDict, Unpack

from modules.terraform.block import Block, Lifecycle, Resource
from modules.terraform.reference import Reference
from modules.terraform.stack import Part


class KmsReplicaKeyArguments(TypedDict, total=False):
    bypass_policy_lockout_safety_check: bool | Reference | None
    deletion_window_in_days: int | float | Reference | None
    description: str | None
    enabled: bool | Reference | None
    policy: str | None
    primary_key_arn: Required[str]
    tags: Mapping[str, str] | None
    tags_all: Mapping[str, str] | None


class KmsReplicaKey(Resource):
    """The resource ``aws_kms_replica_key``."""

    TYPE = "aws_kms_replica_key"
    ARGUMENTS = KmsReplicaKeyArguments
    ATTRIBUTES = frozenset(
        {
            "arn",
            "id",
            "key_id",
            "key_rotation_enabled",
            "key_spec",
            "key_usage",
            "policy",
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
        **arguments: Unpack[KmsReplicaKeyArguments],
    ) -> None:
        super().__init__(part, use, arguments, depends_on, lifecycle)
