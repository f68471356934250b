"""aws_iam_role_policy, a resource of hashicorp/aws 5.100.0; by modules.terraform.generate."""

from collections.abc import Sequence
from typing import Required, TypedDict, Unpack

from modules.terraform.block import Block, Lifecycle, Resource
from modules.terraform.stack import Part


class IamRolePolicyArguments(TypedDict, total=False):
    name: str | None
    name_prefix: str | None
    policy: Required[str]
    role: Required[str]


class IamRolePolicy(Resource):
    """The resource ``aws_iam_role_policy``."""

    TYPE = "aws_iam_role_policy"
    ARGUMENTS = IamRolePolicyArguments
    ATTRIBUTES = frozenset(
        {
            "id",
            "name",
            "name_prefix",
        }
    )

    def __init__(
        self,
        part: Part,
        use: str = "",
        *,
        depends_on: Sequence[Block] = (),
        lifecycle: Lifecycle | None = None,
        **arguments: Unpack[IamRolePolicyArguments],
    ) -> None:
        super().__init__(part, use, arguments, depends_on, lifecycle)
