"""aws_s3_bucket_lifecycle_configuration, a resource of hashicorp/aws 5.100.0; by modules.terraform.generate."""

from collections.abc import Mapping, Sequence
from typing import Required, TypedDict, Unpack

from modules.terraform.block import Block, Lifecycle, Resource
from modules.terraform.reference import Reference
from modules.terraform.stack import Part


class S3BucketLifecycleConfigurationRuleAbortIncompleteMultipartUpload(TypedDict, total=False):
    days_after_initiation: int | float | Reference


class S3BucketLifecycleConfigurationRuleExpiration(TypedDict, total=False):
    date: str
    days: int | float | Reference
    expired_object_delete_marker: bool | Reference


class S3BucketLifecycleConfigurationRuleFilterAnd(TypedDict, total=False):
    object_size_greater_than: int | float | Reference
    object_size_less_than: int | float | Reference
    prefix: str
    tags: Mapping[str, str]


class S3BucketLifecycleConfigurationRuleFilterTag(TypedDict, total=False):
    key: Required[str]
    value: Required[str]


S3BucketLifecycleConfigurationRuleFilter = TypedDict(
    "S3BucketLifecycleConfigurationRuleFilter",
    {
        "object_size_greater_than": int | float | Reference,
        "object_size_less_than": int | float | Reference,
        "prefix": str,
        "and": Sequence[S3BucketLifecycleConfigurationRuleFilterAnd],
        "tag": Sequence[S3BucketLifecycleConfigurationRuleFilterTag],
    },
    total=False,
)


class S3BucketLifecycleConfigurationRuleNoncurrentVersionExpiration(TypedDict, total=False):
    newer_noncurrent_versions: int | float | Reference
    noncurrent_days: Required[int | float | Reference]


class S3BucketLifecycleConfigurationRuleNoncurrentVersionTransition(TypedDict, total=False):
    newer_noncurrent_versions: int | float | Reference
    noncurrent_days: Required[int | float | Reference]
    storage_class: Required[str]


class S3BucketLifecycleConfigurationRuleTransition(TypedDict, total=False):
    date: str
    days: int | float | Reference
    storage_class: Required[str]


class S3BucketLifecycleConfigurationRule(TypedDict, total=False):
    id: Required[str]
    prefix: str
    status: Required[str]
    abort_incomplete_multipart_upload: Sequence[S3BucketLifecycleConfigurationRuleAbortIncompleteMultipartUpload]
    expiration: Sequence[S3BucketLifecycleConfigurationRuleExpiration]
    filter: Sequence[S3BucketLifecycleConfigurationRuleFilter]
    noncurrent_version_expiration: Sequence[S3BucketLifecycleConfigurationRuleNoncurrentVersionExpiration]
    noncurrent_version_transition: Sequence[S3BucketLifecycleConfigurationRuleNoncurrentVersionTransition]
    transition: Sequence[S3BucketLifecycleConfigurationRuleTransition]


class S3BucketLifecycleConfigurationTimeouts(TypedDict, total=False):
    create: str
    update: str


class S3BucketLifecycleConfigurationArguments(TypedDict, total=False):
    bucket: Required[str]
    expected_bucket_owner: str | None
    transition_default_minimum_object_size: str | None
    rule: Sequence[S3BucketLifecycleConfigurationRule] | None
    timeouts: S3BucketLifecycleConfigurationTimeouts | None


class S3BucketLifecycleConfiguration(Resource):
    """The resource ``aws_s3_bucket_lifecycle_configuration``."""

    TYPE = "aws_s3_bucket_lifecycle_configuration"
    ARGUMENTS = S3BucketLifecycleConfigurationArguments
    ATTRIBUTES = frozenset(
        {
            "expected_bucket_owner",
            "id",
            "transition_default_minimum_object_size",
        }
    )

    def __init__(
        self,
        part: Part,
        use: str = "",
        *,
        depends_on: Sequence[Block] = (),
        lifecycle: Lifecycle | None = None,
        **arguments: Unpack[S3BucketLifecycleConfigurationArguments],
    ) -> None:
        super().__init__(part, use, arguments, depends_on, lifecycle)
