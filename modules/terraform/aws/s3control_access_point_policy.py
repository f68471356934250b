"""aws_s3control_access_point_policy, a resource of hashicorp/aws 5.100.0; by modules.terraform.generate."""

from collections.abc import Sequence
from typing import Required, TypedDict, Unpack

from modules.terraform.block import Block, Lifecycle, Resource
from modules.terraform.stack import Part


class S3controlAccessPointPolicyArguments(TypedDict, total=False):
    access_point_arn: Required[str]
    policy: Required[str]


class S3controlAccessPointPolicy(Resource):
    """The resource ``aws_s3control_access_point_policy``."""

    TYPE = "aws_s3control_access_point_policy"
    ARGUMENTS = S3controlAccessPointPolicyArguments
    ATTRIBUTES = frozenset(
        {
            "has_public_access_policy",
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
        **arguments: Unpack[S3controlAccessPointPolicyArguments],
    ) -> None:
        super().__init__(part, use, arguments, depends_on, lifecycle)
