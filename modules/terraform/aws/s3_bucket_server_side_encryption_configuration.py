"""aws_s3_bucket_server_side_encryption_configuration, a resource of hashicorp/aws 5.100.0; by modules.terraform.generate."""

from collections.abc import Sequence
from typing import Required, TypedDict, Unpack

from modules.terraform.block import Block, Lifecycle, Resource
from modules.terraform.reference import Reference
from modules.terraform.stack import Part


class S3BucketServerSideEncryptionConfigurationRuleApplyServerSideEncryptionByDefault(TypedDict, total=False):
    kms_master_key_id: str
    sse_algorithm: Required[str]


class S3BucketServerSideEncryptionConfigurationRule(TypedDict, total=False):
    bucket_key_enabled: bool | Reference
    apply_server_side_encryption_by_default: S3BucketServerSideEncryptionConfigurationRuleApplyServerSideEncryptionByDefault


class S3BucketServerSideEncryptionConfigurationArguments(TypedDict, total=False):
    bucket: Required[str]
    expected_bucket_owner: str | None
    rule: Required[Sequence[S3BucketServerSideEncryptionConfigurationRule]]


class S3BucketServerSideEncryptionConfiguration(Resource):
    """The resource ``aws_s3_bucket_server_side_encryption_configuration``."""

    TYPE = "aws_s3_bucket_server_side_encryption_configuration"
    ARGUMENTS = S3BucketServerSideEncryptionConfigurationArguments
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
        **arguments: Unpack[S3BucketServerSideEncryptionConfigurationArguments],
    ) -> None:
        super().__init__(part, use, arguments, depends_on, lifecycle)
