"""aws_kms_key, a resource of hashicorp/aws 5.100.0; by modules.terraform.generate."""

from collections.abc import Mapping, Sequence
from typing import TypedDict, Unpack

from modules.terraform.block import Block, Lifecycle, Resource
from modules.terraform.reference import Reference
from modules.terraform.stack import Part


class KmsKeyTimeouts(TypedDict, total=False):
    create: str


class KmsKeyArguments(TypedDict, total=False):
    bypass_policy_lockout_safety_check: bool | Reference | None
    custom_key_store_id: str | None
    customer_master_key_spec: str | None
    deletion_window_in_days: int | float | Reference | None
    description: str | None
    enable_key_rotation: bool | Reference | None
    is_enabled: bool | Reference | None
    key_usage: str | None
    multi_region: bool | Reference | None
    policy: str | None
    rotation_period_in_days: int | float | Reference | None
    tags: Mapping[str, str] | None
    tags_all: Mapping[str, str] | None
    xks_key_id: str | None
    timeouts: KmsKeyTimeouts | None


class KmsKey(Resource):
    """The resource ``aws_kms_key``."""

    TYPE = "aws_kms_key"
    ARGUMENTS = KmsKeyArguments
    ATTRIBUTES = frozenset(
        {
            "arn",
            "description",
            "id",
            "key_id",
            "multi_region",
            "policy",
            "rotation_period_in_days",
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
        **arguments: Unpack[KmsKeyArguments],
    ) -> None:
        super().__init__(part, use, arguments, depends_on, lifecycle)
