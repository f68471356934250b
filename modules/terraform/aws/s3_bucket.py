"""aws_s3_bucket, a resource of hashicorp/aws 5.100.0; by modules.terraform.generate."""

from collections.abc import Mapping, Sequence
from typing import Required, TypedDict, Unpack

from modules.terraform.block import Block, Lifecycle, Resource
from modules.terraform.reference import Reference
from modules.terraform.stack import Part


class S3BucketCorsRule(TypedDict, total=False):
    allowed_headers: Sequence[str] | Reference
    allowed_methods: Required[Sequence[str] | Reference]
    allowed_origins: Required[Sequence[str] | Reference]
    expose_headers: Sequence[str] | Reference
    max_age_seconds: int | float | Reference


class S3BucketGrant(TypedDict, total=False):
    id: str
    permissions: Required[Sequence[str] | Reference]
    type: Required[str]
    uri: str


class S3BucketLifecycleRuleExpiration(TypedDict, total=False):
    date: str
    days: int | float | Reference
    expired_object_delete_marker: bool | Reference


class S3BucketLifecycleRuleNoncurrentVersionExpiration(TypedDict, total=False):
    days: int | float | Reference


class S3BucketLifecycleRuleNoncurrentVersionTransition(TypedDict, total=False):
    days: int | float | Reference
    storage_class: Required[str]


class S3BucketLifecycleRuleTransition(TypedDict, total=False):
    date: str
    days: int | float | Reference
    storage_class: Required[str]


class S3BucketLifecycleRule(TypedDict, total=False):
    abort_incomplete_multipart_upload_days: int | float | Reference
    enabled: Required[bool | Reference]
    id: str
    prefix: str
    tags: Mapping[str, str]
    expiration: S3BucketLifecycleRuleExpiration
    noncurrent_version_expiration: S3BucketLifecycleRuleNoncurrentVersionExpiration
    noncurrent_version_transition: Sequence[S3BucketLifecycleRuleNoncurrentVersionTransition]
    transition: Sequence[S3BucketLifecycleRuleTransition]


class S3BucketLogging(TypedDict, total=False):
    target_bucket: Required[str]
    target_prefix: str


class S3BucketObjectLockConfigurationRuleDefaultRetention(TypedDict, total=False):
    days: int | float | Reference
    mode: Required[str]
    years: int | float | Reference


class S3BucketObjectLockConfigurationRule(TypedDict, total=False):
    default_retention: Required[S3BucketObjectLockConfigurationRuleDefaultRetention]


class S3BucketObjectLockConfiguration(TypedDict, total=False):
    object_lock_enabled: str
    rule: S3BucketObjectLockConfigurationRule


class S3BucketReplicationConfigurationRulesDestinationAccessControlTranslation(TypedDict, total=False):
    owner: Required[str]


class S3BucketReplicationConfigurationRulesDestinationMetrics(TypedDict, total=False):
    minutes: int | float | Reference
    status: str


class S3BucketReplicationConfigurationRulesDestinationReplicationTime(TypedDict, total=False):
    minutes: int | float | Reference
    status: str


class S3BucketReplicationConfigurationRulesDestination(TypedDict, total=False):
    account_id: str
    bucket: Required[str]
    replica_kms_key_id: str
    storage_class: str
    access_control_translation: S3BucketReplicationConfigurationRulesDestinationAccessControlTranslation
    metrics: S3BucketReplicationConfigurationRulesDestinationMetrics
    replication_time: S3BucketReplicationConfigurationRulesDestinationReplicationTime


class S3BucketReplicationConfigurationRulesFilter(TypedDict, total=False):
    prefix: str
    tags: Mapping[str, str]


class S3BucketReplicationConfigurationRulesSourceSelectionCriteriaSseKmsEncryptedObjects(TypedDict, total=False):
    enabled: Required[bool | Reference]


class S3BucketReplicationConfigurationRulesSourceSelectionCriteria(TypedDict, total=False):
    sse_kms_encrypted_objects: S3BucketReplicationConfigurationRulesSourceSelectionCriteriaSseKmsEncryptedObjects


class S3BucketReplicationConfigurationRules(TypedDict, total=False):
    delete_marker_replication_status: str
    id: str
    prefix: str
    priority: int | float | Reference
    status: Required[str]
    destination: Required[S3BucketReplicationConfigurationRulesDestination]
    filter: S3BucketReplicationConfigurationRulesFilter
    source_selection_criteria: S3BucketReplicationConfigurationRulesSourceSelectionCriteria


class S3BucketReplicationConfiguration(TypedDict, total=False):
    role: Required[str]
    rules: Required[Sequence[S3BucketReplicationConfigurationRules]]


class S3BucketServerSideEncryptionConfigurationRuleApplyServerSideEncryptionByDefault(TypedDict, total=False):
    kms_master_key_id: str
    sse_algorithm: Required[str]


class S3BucketServerSideEncryptionConfigurationRule(TypedDict, total=False):
    bucket_key_enabled: bool | Reference
    apply_server_side_encryption_by_default: Required[S3BucketServerSideEncryptionConfigurationRuleApplyServerSideEncryptionByDefault]


class S3BucketServerSideEncryptionConfiguration(TypedDict, total=False):
    rule: Required[S3BucketServerSideEncryptionConfigurationRule]


class S3BucketTimeouts(TypedDict, total=False):
    create: str
    delete: str
    read: str
    update: str


class S3BucketVersioning(TypedDict, total=False):
    enabled: bool | Reference
    mfa_delete: bool | Reference


class S3BucketWebsite(TypedDict, total=False):
    error_document: str
    index_document: str
    redirect_all_requests_to: str
    routing_rules: str


class S3BucketArguments(TypedDict, total=False):
    acceleration_status: str | None
    acl: str | None
    bucket: str | None
    bucket_prefix: str | None
    force_destroy: bool | Reference | None
    object_lock_enabled: bool | Reference | None
    policy: str | None
    request_payer: str | None
    tags: Mapping[str, str] | None
    tags_all: Mapping[str, str] | None
    cors_rule: Sequence[S3BucketCorsRule] | None
    grant: Sequence[S3BucketGrant] | None
    lifecycle_rule: Sequence[S3BucketLifecycleRule] | None
    logging: S3BucketLogging | None
    object_lock_configuration: S3BucketObjectLockConfiguration | None
    replication_configuration: S3BucketReplicationConfiguration | None
    server_side_encryption_configuration: S3BucketServerSideEncryptionConfiguration | None
    timeouts: S3BucketTimeouts | None
    versioning: S3BucketVersioning | None
    website: S3BucketWebsite | None


class S3Bucket(Resource):
    """The resource ``aws_s3_bucket``."""

    TYPE = "aws_s3_bucket"
    ARGUMENTS = S3BucketArguments
    ATTRIBUTES = frozenset(
        {
            "acceleration_status",
            "acl",
            "arn",
            "bucket",
            "bucket_domain_name",
            "bucket_prefix",
            "bucket_regional_domain_name",
            "hosted_zone_id",
            "id",
            "object_lock_enabled",
            "policy",
            "region",
            "request_payer",
            "tags_all",
            "website_domain",
            "website_endpoint",
        }
    )

    def __init__(
        self,
        part: Part,
        use: str = "",
        *,
        depends_on: Sequence[Block] = (),
        lifecycle: Lifecycle | None = None,
        **arguments: Unpack[S3BucketArguments],
    ) -> None:
        super().__init__(part, use, arguments, depends_on, lifecycle)
