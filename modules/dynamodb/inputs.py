"""The ``tables`` section: DynamoDB global tables."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Annotated, Literal

from pydantic import BeforeValidator, Field, ValidationInfo, field_validator

from modules.consistency import DataStoreInputs
from modules.dynamodb.schema import (
    AttributeName,
    AttributeType,
    Capacity,
    GlobalSecondaryIndex,
    IndexName,
    Key,
    KeyAttribute,
    LocalSecondaryIndex,
    OnDemandThroughput,
)
from modules.inputs import Inputs, Overrides, RefusedError, Tags

GLOBAL_INDEXES_MAX = 20
LOCAL_INDEXES_MAX = 5
"""Indexes of one table (DynamoDB Developer Guide, "Service, account, and table quotas")."""

HOME = "home"
"""In ``strong_reads_in``: the table's home, wherever a promotion moves it."""

BillingMode = Literal["PAY_PER_REQUEST", "PROVISIONED"]
TableClass = Literal["STANDARD", "STANDARD_INFREQUENT_ACCESS"]
Duration = Annotated[str, Field(pattern=r"^([0-9]+[hms])+$", examples=["90m"])]


class TimeoutsInputs(Inputs):
    """How long Terraform waits for DynamoDB; by default as long as the provider does."""

    create: Duration | None = None
    update: Duration | None = None
    delete: Duration | None = None


class TimeToLiveInputs(Inputs):
    """Which attribute says when an item expires (DynamoDB API Reference, TimeToLiveSpecification)."""

    attribute_name: AttributeName
    enabled: Annotated[
        bool, Field(description="false turns it off again; leaving ttl out leaves it as it is")
    ] = True


def _time_to_live(value: object) -> object:
    return {"attribute_name": value} if isinstance(value, str) else value


class TableOverrides(Overrides):
    """What a table may have otherwise in one Region.

    DynamoDB keeps write capacity, indexes, encryption's type and TTL equal by itself; point-in-time
    recovery and deletion protection it doesn't, and so they are equal here (Developer Guide, "Global
    tables: how it works").
    """

    table_class: TableClass = "STANDARD"
    read_capacity: Capacity | None = None
    timeouts: TimeoutsInputs = TimeoutsInputs()
    tags: Tags = {}


class TableInputs(DataStoreInputs):
    """A global table (version 2019.11.21) with a replica in each Region of the pair.

    Writes replicate both ways and the last writer wins. With ``consistency: strong`` only the home
    Region's applications write: DynamoDB would let both, the gates of the replicas don't.
    """

    partition_key: Annotated[Key, Field(examples=["id"])]
    sort_key: Key | None = None
    global_secondary_indexes: Annotated[
        Mapping[IndexName, GlobalSecondaryIndex], Field(max_length=GLOBAL_INDEXES_MAX)
    ] = {}
    local_secondary_indexes: Annotated[
        Mapping[IndexName, LocalSecondaryIndex], Field(max_length=LOCAL_INDEXES_MAX)
    ] = {}
    ttl: Annotated[
        TimeToLiveInputs | None,
        BeforeValidator(_time_to_live, json_schema_input_type=str | TimeToLiveInputs | None),
        Field(description="The attribute with the time at which an item expires"),
    ] = None
    billing_mode: BillingMode = "PAY_PER_REQUEST"
    read_capacity: Annotated[Capacity | None, Field(description="With PROVISIONED; of each Region")] = None
    write_capacity: Annotated[Capacity | None, Field(description="With PROVISIONED; of each Region")] = None
    on_demand_throughput: Annotated[
        OnDemandThroughput | None, Field(description="A ceiling, with PAY_PER_REQUEST")
    ] = None
    point_in_time_recovery: Annotated[bool, Field(description="35 days, in both Regions")] = True
    deletion_protection: Annotated[
        bool, Field(description="In both Regions; set it to false and apply before destroying the table")
    ] = True
    table_class: TableClass = "STANDARD"
    multi_region_consistency: Literal["EVENTUAL", "STRONG"] = "EVENTUAL"
    strong_reads_in: Annotated[
        tuple[str, ...],
        Field(
            description="Codes of the Regions whose applications read with ConsistentRead; "
            "home is wherever the home is, after a promotion too"
        ),
    ] = ()
    timeouts: TimeoutsInputs = TimeoutsInputs()
    regions: Mapping[str, TableOverrides] = {}

    @field_validator("local_secondary_indexes")
    @classmethod
    def _need_sort_key(
        cls, value: Mapping[str, LocalSecondaryIndex], info: ValidationInfo
    ) -> Mapping[str, LocalSecondaryIndex]:
        if value and info.data.get("sort_key", True) is None:
            raise RefusedError(
                "a table without a sort key can't have local secondary indexes",
                "give the table a sort_key, or use global_secondary_indexes",
            )
        return value

    @field_validator("read_capacity", "write_capacity")
    @classmethod
    def _capacity_if_provisioned(cls, value: Capacity | None, info: ValidationInfo) -> Capacity | None:
        billing_mode = info.data.get("billing_mode")
        if billing_mode == "PROVISIONED" and value is None:
            raise RefusedError(
                f"billing_mode PROVISIONED without {info.field_name}",
                "allowed is a range such as {min: 5, max: 100}, between which both Regions scale",
            )
        if billing_mode == "PAY_PER_REQUEST" and value is not None:
            raise RefusedError(
                f"{info.field_name} with billing_mode PAY_PER_REQUEST",
                "allowed with billing_mode PROVISIONED only",
            )
        return value

    @field_validator("on_demand_throughput")
    @classmethod
    def _ceiling_if_on_demand(
        cls, value: OnDemandThroughput | None, info: ValidationInfo
    ) -> OnDemandThroughput | None:
        if value is not None and info.data.get("billing_mode") == "PROVISIONED":
            raise RefusedError(
                "on_demand_throughput with billing_mode PROVISIONED",
                "allowed with billing_mode PAY_PER_REQUEST only; a provisioned capacity has its max",
            )
        return value

    @field_validator("multi_region_consistency")
    @classmethod
    def _eventual(cls, value: str) -> str:
        if value == "STRONG":
            raise RefusedError(
                "multi_region_consistency STRONG needs exactly three Regions, and this is a pair",
                "allowed is EVENTUAL; reads are consistent within one Region, see strong_reads_in",
            )
        return value


def key_attributes(inputs: TableInputs) -> Iterable[tuple[tuple[str, ...], KeyAttribute]]:
    """Every attribute that is part of a key of the table or an index, with its path in the spec."""
    yield ("partition_key",), inputs.partition_key
    if inputs.sort_key is not None:
        yield ("sort_key",), inputs.sort_key
    for name, index in inputs.global_secondary_indexes.items():
        yield ("global_secondary_indexes", name, "partition_key"), index.partition_key
        if index.sort_key is not None:
            yield ("global_secondary_indexes", name, "sort_key"), index.sort_key
    for name, local in inputs.local_secondary_indexes.items():
        yield ("local_secondary_indexes", name, "sort_key"), local.sort_key


def attribute_types(inputs: TableInputs) -> dict[str, AttributeType]:
    """The type of every key attribute by name: exactly what DynamoDB wants defined, no more."""
    return {attribute.name: attribute.type for _, attribute in key_attributes(inputs)}
