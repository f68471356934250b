"""aws_dynamodb_resource_policy, a resource of hashicorp/aws 5.100.0; by modules.terraform.generate."""

from collections.abc import Sequence
from typing import Required, TypedDict, Unpack

from modules.terraform.block import Block, Lifecycle, Resource
from modules.terraform.reference import Reference
from modules.terraform.stack import Part


class DynamodbResourcePolicyArguments(TypedDict, total=False):
    confirm_remove_self_resource_access: bool | Reference | None
    policy: Required[str]
    resource_arn: Required[str]


class DynamodbResourcePolicy(Resource):
    """The resource ``aws_dynamodb_resource_policy``."""

    TYPE = "aws_dynamodb_resource_policy"
    ARGUMENTS = DynamodbResourcePolicyArguments
    ATTRIBUTES = frozenset(
        {
            "confirm_remove_self_resource_access",
            "id",
            "revision_id",
        }
    )

    def __init__(
        self,
        part: Part,
        use: str = "",
        *,
        depends_on: Sequence[Block] = (),
        lifecycle: Lifecycle | None = None,
        **arguments: Unpack[DynamodbResourcePolicyArguments],
    ) -> None:
        super().__init__(part, use, arguments, depends_on, lifecycle)
