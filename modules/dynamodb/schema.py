"""A table's keys and indexes, as the spec gives them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Literal, Self

from pydantic import AfterValidator, BeforeValidator, Field, ValidationInfo, field_validator, model_validator

from futago.names import INDEX_PATTERN
from modules.inputs import Inputs, RefusedError

AttributeType = Literal["S", "N", "B"]
"""String, number or binary: what a key may be (DynamoDB API Reference, AttributeDefinition)."""
AttributeName = Annotated[str, Field(min_length=1, max_length=255)]


class KeyAttribute(Inputs):
    """An attribute that is part of a key."""

    name: AttributeName
    type: AttributeType = "S"


def _key_attribute(value: object) -> object:
    if isinstance(value, str):
        return {"name": value}
    if isinstance(value, Mapping | KeyAttribute):
        return value
    raise RefusedError(
        f"'{value}' is no key attribute",
        "allowed are a name (a string then) and a mapping such as {name: id, type: N}",
    )


Key = Annotated[KeyAttribute, BeforeValidator(_key_attribute, json_schema_input_type=str | KeyAttribute)]
"""A key attribute; its name alone stands for a string."""


class Capacity(Inputs):
    """Between which capacities DynamoDB scales, and how full it keeps them (Application Auto Scaling)."""

    min: Annotated[int, Field(ge=1, description="Capacity units")]
    max: Annotated[int, Field(ge=1, description="Capacity units")]
    target_utilization: Annotated[
        int, Field(ge=20, le=90, description="Percent of the capacity in use that scaling aims at")
    ] = 70

    @model_validator(mode="after")
    def _ordered(self) -> Self:
        if self.min > self.max:
            raise RefusedError(f"min {self.min} is above max {self.max}", "allowed is a min of at most max")
        return self


class OnDemandThroughput(Inputs):
    """A ceiling for on-demand capacity (DynamoDB API Reference, OnDemandThroughput)."""

    max_read_request_units: Annotated[int | None, Field(ge=1)] = None
    max_write_request_units: Annotated[int | None, Field(ge=1)] = None

    @model_validator(mode="after")
    def _one_at_least(self) -> Self:
        if self.max_read_request_units is None and self.max_write_request_units is None:
            raise RefusedError(
                "on_demand_throughput says nothing",
                "allowed are max_read_request_units, max_write_request_units or both",
            )
        return self


class Index(Inputs):
    """What an index copies of each item."""

    projection: Annotated[
        Literal["ALL", "KEYS_ONLY", "INCLUDE"], Field(description="INCLUDE: the keys and non_key_attributes")
    ] = "ALL"
    non_key_attributes: Annotated[tuple[AttributeName, ...], Field(max_length=20)] = ()

    @field_validator("non_key_attributes")
    @classmethod
    def _for_include(cls, value: tuple[str, ...], info: ValidationInfo) -> tuple[str, ...]:
        projection = info.data.get("projection")
        if value and projection in {"ALL", "KEYS_ONLY"}:
            raise RefusedError(
                f"non_key_attributes with projection {projection}", "allowed with projection INCLUDE only"
            )
        if not value and projection == "INCLUDE":
            raise RefusedError(
                "projection INCLUDE without non_key_attributes", "allowed are 1 to 20 attribute names"
            )
        return value


class GlobalSecondaryIndex(Index):
    """An index with keys of its own; both Regions have it."""

    partition_key: Key
    sort_key: Key | None = None
    read_capacity: Annotated[Capacity | None, Field(description="By default the table's")] = None
    write_capacity: Annotated[Capacity | None, Field(description="By default the table's")] = None
    on_demand_throughput: OnDemandThroughput | None = None


class LocalSecondaryIndex(Index):
    """An index with the table's partition key and another sort key; made with the table or never."""

    sort_key: Key


def _index_name(value: str) -> str:
    if not INDEX_PATTERN.fullmatch(value):
        raise RefusedError(
            f"'{value}' is no name for an index",
            "allowed are 3 to 255 letters, digits, '_' and '-' (a '.' can't stand in a Terraform address)",
        )
    return value


IndexName = Annotated[str, AfterValidator(_index_name)]
"""An index's name (DynamoDB API Reference, GlobalSecondaryIndex), without the dot."""
