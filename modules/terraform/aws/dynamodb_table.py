"""aws_dynamodb_table, a resource of hashicorp/aws 5.100.0; by modules.terraform.generate."""

from collections.abc import Mapping, Sequence
from typing import Required, TypedDict, Unpack

from modules.terraform.block import Block, Lifecycle, Resource
from modules.terraform.reference import Reference
from modules.terraform.stack import Part


class DynamodbTableAttribute(TypedDict, total=False):
    name: Required[str]
    type: Required[str]


class DynamodbTableGlobalSecondaryIndexOnDemandThroughput(TypedDict, total=False):
    max_read_request_units: int | float | Reference
    max_write_request_units: int | float | Reference


class DynamodbTableGlobalSecondaryIndex(TypedDict, total=False):
    hash_key: Required[str]
    name: Required[str]
    non_key_attributes: Sequence[str] | Reference
    projection_type: Required[str]
    range_key: str
    read_capacity: int | float | Reference
    write_capacity: int | float | Reference
    on_demand_throughput: DynamodbTableGlobalSecondaryIndexOnDemandThroughput


class DynamodbTableImportTableInputFormatOptionsCsv(TypedDict, total=False):
    delimiter: str
    header_list: Sequence[str] | Reference


class DynamodbTableImportTableInputFormatOptions(TypedDict, total=False):
    csv: DynamodbTableImportTableInputFormatOptionsCsv


class DynamodbTableImportTableS3BucketSource(TypedDict, total=False):
    bucket: Required[str]
    bucket_owner: str
    key_prefix: str


class DynamodbTableImportTable(TypedDict, total=False):
    input_compression_type: str
    input_format: Required[str]
    input_format_options: DynamodbTableImportTableInputFormatOptions
    s3_bucket_source: Required[DynamodbTableImportTableS3BucketSource]


class DynamodbTableLocalSecondaryIndex(TypedDict, total=False):
    name: Required[str]
    non_key_attributes: Sequence[str] | Reference
    projection_type: Required[str]
    range_key: Required[str]


class DynamodbTableOnDemandThroughput(TypedDict, total=False):
    max_read_request_units: int | float | Reference
    max_write_request_units: int | float | Reference


class DynamodbTablePointInTimeRecovery(TypedDict, total=False):
    enabled: Required[bool | Reference]
    recovery_period_in_days: int | float | Reference


class DynamodbTableReplica(TypedDict, total=False):
    kms_key_arn: str
    point_in_time_recovery: bool | Reference
    propagate_tags: bool | Reference
    region_name: Required[str]


class DynamodbTableServerSideEncryption(TypedDict, total=False):
    enabled: Required[bool | Reference]
    kms_key_arn: str


class DynamodbTableTimeouts(TypedDict, total=False):
    create: str
    delete: str
    update: str


class DynamodbTableTtl(TypedDict, total=False):
    attribute_name: str
    enabled: bool | Reference


class DynamodbTableArguments(TypedDict, total=False):
    billing_mode: str | None
    deletion_protection_enabled: bool | Reference | None
    hash_key: str | None
    name: Required[str]
    range_key: str | None
    read_capacity: int | float | Reference | None
    restore_date_time: str | None
    restore_source_name: str | None
    restore_source_table_arn: str | None
    restore_to_latest_time: bool | Reference | None
    stream_enabled: bool | Reference | None
    stream_view_type: str | None
    table_class: str | None
    tags: Mapping[str, str] | None
    tags_all: Mapping[str, str] | None
    write_capacity: int | float | Reference | None
    attribute: Sequence[DynamodbTableAttribute] | None
    global_secondary_index: Sequence[DynamodbTableGlobalSecondaryIndex] | None
    import_table: DynamodbTableImportTable | None
    local_secondary_index: Sequence[DynamodbTableLocalSecondaryIndex] | None
    on_demand_throughput: DynamodbTableOnDemandThroughput | None
    point_in_time_recovery: DynamodbTablePointInTimeRecovery | None
    replica: Sequence[DynamodbTableReplica] | None
    server_side_encryption: DynamodbTableServerSideEncryption | None
    timeouts: DynamodbTableTimeouts | None
    ttl: DynamodbTableTtl | None


class DynamodbTable(Resource):
    """The resource ``aws_dynamodb_table``."""

    TYPE = "aws_dynamodb_table"
    ARGUMENTS = DynamodbTableArguments
    ATTRIBUTES = frozenset(
        {
            "arn",
            "hash_key",
            "id",
            "read_capacity",
            "stream_arn",
            "stream_label",
            "stream_view_type",
            "tags_all",
            "write_capacity",
        }
    )

    def __init__(
        self,
        part: Part,
        use: str = "",
        *,
        depends_on: Sequence[Block] = (),
        lifecycle: Lifecycle | None = None,
        **arguments: Unpack[DynamodbTableArguments],
    ) -> None:
        super().__init__(part, use, arguments, depends_on, lifecycle)
