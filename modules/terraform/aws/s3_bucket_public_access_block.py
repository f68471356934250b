"""aws_s3_bucket_public_access_block, a resource of hashicorp/aws 5.100.0; by modules.terraform.generate."""

from collections.abc import Sequence
from typing import Required, TypedDict, Unpack

from modules.terraform.block import Block, Lifecycle, Resource
from modules.terraform.reference import Reference
from modules.terraform.stack import Part


class S3BucketPublicAccessBlockArguments(TypedDict, total=False):
    block_public_acls: bool | Reference | None
    block_public_policy: bool | Reference | None
    bucket: Required[str]
    ignore_public_acls: bool | Reference | None
    restrict_public_buckets: bool | Reference | None


class S3BucketPublicAccessBlock(Resource):
    """The resource ``aws_s3_bucket_public_access_block``."""

    TYPE = "aws_s3_bucket_public_access_block"
    ARGUMENTS = S3BucketPublicAccessBlockArguments
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
        **arguments: Unpack[S3BucketPublicAccessBlockArguments],
    ) -> None:
        super().__init__(part, use, arguments, depends_on, lifecycle)
