"""The arguments of a table's indexes."""

from __future__ import annotations

from modules.dynamodb.inputs import TableInputs
from modules.dynamodb.schema import GlobalSecondaryIndex, LocalSecondaryIndex, OnDemandThroughput
from modules.terraform.aws.dynamodb_table import (
    DynamodbTableGlobalSecondaryIndex,
    DynamodbTableLocalSecondaryIndex,
    DynamodbTableOnDemandThroughput,
)


def global_index(
    name: str, index: GlobalSecondaryIndex, table: TableInputs
) -> DynamodbTableGlobalSecondaryIndex:
    """A global secondary index; a provisioned one starts at its least capacity, or the table's."""
    arguments: DynamodbTableGlobalSecondaryIndex = {
        "name": name,
        "hash_key": index.partition_key.name,
        "projection_type": index.projection,
    }
    if index.sort_key is not None:
        arguments["range_key"] = index.sort_key.name
    if index.non_key_attributes:
        arguments["non_key_attributes"] = index.non_key_attributes
    if read := index.read_capacity or table.read_capacity:
        arguments["read_capacity"] = read.min
    if write := index.write_capacity or table.write_capacity:
        arguments["write_capacity"] = write.min
    if index.on_demand_throughput is not None:
        arguments["on_demand_throughput"] = ceiling(index.on_demand_throughput)
    return arguments


def local_index(name: str, index: LocalSecondaryIndex) -> DynamodbTableLocalSecondaryIndex:
    """A local secondary index; it shares the table's partition key and capacity."""
    arguments: DynamodbTableLocalSecondaryIndex = {
        "name": name,
        "range_key": index.sort_key.name,
        "projection_type": index.projection,
    }
    if index.non_key_attributes:
        arguments["non_key_attributes"] = index.non_key_attributes
    return arguments


def ceiling(throughput: OnDemandThroughput) -> DynamodbTableOnDemandThroughput:
    """The most that a table or index with PAY_PER_REQUEST takes."""
    arguments: DynamodbTableOnDemandThroughput = {}
    if throughput.max_read_request_units is not None:
        arguments["max_read_request_units"] = throughput.max_read_request_units
    if throughput.max_write_request_units is not None:
        arguments["max_write_request_units"] = throughput.max_write_request_units
    return arguments
