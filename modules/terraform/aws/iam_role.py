"""aws_iam_role, a resource of hashicorp/aws 5.100.0; by modules.terraform.generate."""

from collections.abc import Mapping, Sequence
from typing import Required, TypedDict, Unpack

from modules.terraform.block import Block, Lifecycle, Resource
from modules.terraform.reference import Reference
from modules.terraform.stack import Part


class IamRoleInlinePolicy(TypedDict, total=False):
    name: str
    policy: str


class IamRoleArguments(TypedDict, total=False):
    assume_role_policy: Required[str]
    description: str | None
    force_detach_policies: bool | Reference | None
    managed_policy_arns: Sequence[str] | Reference | None
    max_session_duration: int | float | Reference | None
    name: str | None
    name_prefix: str | None
    path: str | None
    permissions_boundary: str | None
    tags: Mapping[str, str] | None
    tags_all: Mapping[str, str] | None
    inline_policy: Sequence[IamRoleInlinePolicy] | None


class IamRole(Resource):
    """The resource ``aws_iam_role``."""

    TYPE = "aws_iam_role"
    ARGUMENTS = IamRoleArguments
    ATTRIBUTES = frozenset(
        {
            "arn",
            "create_date",
            "id",
            "managed_policy_arns",
            "name",
            "name_prefix",
            "tags_all",
            "unique_id",
        }
    )

    def __init__(
        self,
        part: Part,
        use: str = "",
        *,
        depends_on: Sequence[Block] = (),
        lifecycle: Lifecycle | None = None,
        **arguments: Unpack[IamRoleArguments],
    ) -> None:
        super().__init__(part, use, arguments, depends_on, lifecycle)
