"""aws_s3_bucket_replication_configuration, a resource of hashicorp/aws 5.100.0; by modules.terraform.generate."""

from collections.abc import Mapping, Sequence
from typing import Required, TypedDict, Unpack

from modules.terraform.block import Block, Lifecycle, Resource
from modules.terraform.reference import Reference
from modules.terraform.stack import Part


class S3BucketReplicationConfigurationRuleDeleteMarkerReplication(TypedDict, total=False):
    status: Required[str]


class S3BucketReplicationConfigurationRuleDestinationAccessControlTranslation(TypedDict, total=False):
    owner: Required[str]


class S3BucketReplicationConfigurationRuleDestinationEncryptionConfiguration(TypedDict, total=False):
    replica_kms_key_id: Required[str]


class S3BucketReplicationConfigurationRuleDestinationMetricsEventThreshold(TypedDict, total=False):
    minutes: Required[int | float | Reference]


class S3BucketReplicationConfigurationRuleDestinationMetrics(TypedDict, total=False):
    status: Required[str]
    event_threshold: S3BucketReplicationConfigurationRuleDestinationMetricsEventThreshold


class S3BucketReplicationConfigurationRuleDestinationReplicationTimeTime(TypedDict, total=False):
    minutes: Required[int | float | Reference]


class S3BucketReplicationConfigurationRuleDestinationReplicationTime(TypedDict, total=False):
    status: Required[str]
    time: Required[S3BucketReplicationConfigurationRuleDestinationReplicationTimeTime]


class S3BucketReplicationConfigurationRuleDestination(TypedDict, total=False):
    account: str
    bucket: Required[str]
    storage_class: str
    access_control_translation: S3BucketReplicationConfigurationRuleDestinationAccessControlTranslation
    encryption_configuration: S3BucketReplicationConfigurationRuleDestinationEncryptionConfiguration
    metrics: S3BucketReplicationConfigurationRuleDestinationMetrics
    replication_time: S3BucketReplicationConfigurationRuleDestinationReplicationTime


class S3BucketReplicationConfigurationRuleExistingObjectReplication(TypedDict, total=False):
    status: Required[str]


class S3BucketReplicationConfigurationRuleFilterAnd(TypedDict, total=False):
    prefix: str
    tags: Mapping[str, str]


class S3BucketReplicationConfigurationRuleFilterTag(TypedDict, total=False):
    key: Required[str]
    value: Required[str]


S3BucketReplicationConfigurationRuleFilter = TypedDict(
    "S3BucketReplicationConfigurationRuleFilter",
    {
        "prefix": str,
        "and": S3BucketReplicationConfigurationRuleFilterAnd,
        "tag": S3BucketReplicationConfigurationRuleFilterTag,
    },
    total=False,
)


class S3BucketReplicationConfigurationRuleSourceSelectionCriteriaReplicaModifications(TypedDict, total=False):
    status: Required[str]


class S3BucketReplicationConfigurationRuleSourceSelectionCriteriaSseKmsEncryptedObjects(TypedDict, total=False):
    status: Required[str]


class S3BucketReplicationConfigurationRuleSourceSelectionCriteria(TypedDict, total=False):
    replica_modifications: S3BucketReplicationConfigurationRuleSourceSelectionCriteriaReplicaModifications
    sse_kms_encrypted_objects: S3BucketReplicationConfigurationRuleSourceSelectionCriteriaSseKmsEncryptedObjects


class S3BucketReplicationConfigurationRule(TypedDict, total=False):
    id: str
    prefix: str
    priority: int | float | Reference
    status: Required[str]
    delete_marker_replication: S3BucketReplicationConfigurationRuleDeleteMarkerReplication
    destination: Required[S3BucketReplicationConfigurationRuleDestination]
    existing_object_replication: S3BucketReplicationConfigurationRuleExistingObjectReplication
    filter: S3BucketReplicationConfigurationRuleFilter
    source_selection_criteria: S3BucketReplicationConfigurationRuleSourceSelectionCriteria


class S3BucketReplicationConfigurationArguments(TypedDict, total=False):
    bucket: Required[str]
    role: Required[str]
    token: str | None
    rule: Required[Sequence[S3BucketReplicationConfigurationRule]]


class S3BucketReplicationConfiguration(Resource):
    """The resource ``aws_s3_bucket_replication_configuration``."""

    TYPE = "aws_s3_bucket_replication_configuration"
    ARGUMENTS = S3BucketReplicationConfigurationArguments
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
        **arguments: Unpack[S3BucketReplicationConfigurationArguments],
    ) -> None:
        super().__init__(part, use, arguments, depends_on, lifecycle)
