"""aws_s3_bucket_object_lock_configuration, a resource of hashicorp/aws 5.100.0; by modules.terraform.generate."""

from collections.abc import Sequence
from typing import Required, TypedDict, Unpack

from modules.terraform.block import Block, Lifecycle, Resource
from modules.terraform.reference import Reference
from modules.terraform.stack import Part


class S3BucketObjectLockConfigurationRuleDefaultRetention(TypedDict, total=False):
    days: int | float | Reference
    mode: str
    years: int | float | Reference


class S3BucketObjectLockConfigurationRule(TypedDict, total=False):
    default_retention: Required[S3BucketObjectLockConfigurationRuleDefaultRetention]


class S3BucketObjectLockConfigurationArguments(TypedDict, total=False):
    bucket: Required[str]
    expected_bucket_owner: str | None
    object_lock_enabled: str | None
    token: str | None
    rule: S3BucketObjectLockConfigurationRule | None


class S3BucketObjectLockConfiguration(Resource):
    """The resource ``aws_s3_bucket_object_lock_configuration``."""

    TYPE = "aws_s3_bucket_object_lock_configuration"
    ARGUMENTS = S3BucketObjectLockConfigurationArguments
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
        **arguments: Unpack[S3BucketObjectLockConfigurationArguments],
    ) -> None:
        super().__init__(part, use, arguments, depends_on, lifecycle)
