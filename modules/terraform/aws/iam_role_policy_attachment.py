"""aws_iam_role_policy_attachment, a resource of hashicorp/aws 5.100.0; by modules.terraform.generate."""

from collections.abc import Sequence
from typing import Required, TypedDict, Unpack

from modules.terraform.block import Block, Lifecycle, Resource
from modules.terraform.stack import Part


class IamRolePolicyAttachmentArguments(TypedDict, total=False):
    policy_arn: Required[str]
    role: Required[str]


class IamRolePolicyAttachment(Resource):
    """The resource ``aws_iam_role_policy_attachment``."""

    TYPE = "aws_iam_role_policy_attachment"
    ARGUMENTS = IamRolePolicyAttachmentArguments
    ATTRIBUTES = frozenset(
        {
            "id",
        }
    )

    def __init__(
        self,
        part: Part,
        use: str = "",
        *,
        depends_on: Sequence[Block] = (),
        lifecycle: Lifecycle | None = None,
        **arguments: Unpack[IamRolePolicyAttachmentArguments],
    ) -> None:
        super().__init__(part, use, arguments, depends_on, lifecycle)
