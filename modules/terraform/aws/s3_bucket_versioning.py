"""aws_s3_bucket_versioning, a resource of hashicorp/aws 5.100.0; by modules.terraform.generate."""

from collections.abc import Sequence
from typing import Required, TypedDict, Unpack

from modules.terraform.block import Block, Lifecycle, Resource
from modules.terraform.stack import Part


class S3BucketVersioningVersioningConfiguration(TypedDict, total=False):
    mfa_delete: str
    status: Required[str]


class S3BucketVersioningArguments(TypedDict, total=False):
    bucket: Required[str]
    expected_bucket_owner: str | None
    mfa: str | None
    versioning_configuration: Required[S3BucketVersioningVersioningConfiguration]


class S3BucketVersioning(Resource):
    """The resource ``aws_s3_bucket_versioning``."""

    TYPE = "aws_s3_bucket_versioning"
    ARGUMENTS = S3BucketVersioningArguments
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
        **arguments: Unpack[S3BucketVersioningArguments],
    ) -> None:
        super().__init__(part, use, arguments, depends_on, lifecycle)
