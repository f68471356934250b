"""aws_s3_bucket_ownership_controls, a resource of hashicorp/aws 5.100.0; by modules.terraform.generate."""

from collections.abc import Sequence
from typing import Required, TypedDict, Unpack

from modules.terraform.block import Block, Lifecycle, Resource
from modules.terraform.stack import Part


class S3BucketOwnershipControlsRule(TypedDict, total=False):
    object_ownership: Required[str]


class S3BucketOwnershipControlsArguments(TypedDict, total=False):
    bucket: Required[str]
    rule: Required[S3BucketOwnershipControlsRule]


class S3BucketOwnershipControls(Resource):
    """The resource ``aws_s3_bucket_ownership_controls``."""

    TYPE = "aws_s3_bucket_ownership_controls"
    ARGUMENTS = S3BucketOwnershipControlsArguments
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
        **arguments: Unpack[S3BucketOwnershipControlsArguments],
    ) -> None:
        super().__init__(part, use, arguments, depends_on, lifecycle)
