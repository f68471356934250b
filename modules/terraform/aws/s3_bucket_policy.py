"""aws_s3_bucket_policy, a resource of hashicorp/aws 5.100.0; by modules.terraform.generate."""

from collections.abc import Sequence
from typing import Required, TypedDict, Unpack

from modules.terraform.block import Block, Lifecycle, Resource
from modules.terraform.stack import Part


class S3BucketPolicyArguments(TypedDict, total=False):
    bucket: Required[str]
    policy: Required[str]


class S3BucketPolicy(Resource):
    """The resource ``aws_s3_bucket_policy``."""

    TYPE = "aws_s3_bucket_policy"
    ARGUMENTS = S3BucketPolicyArguments
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
        **arguments: Unpack[S3BucketPolicyArguments],
    ) -> None:
        super().__init__(part, use, arguments, depends_on, lifecycle)
