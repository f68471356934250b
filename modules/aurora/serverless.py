"""Capacity of Aurora Serverless v2 instances."""

from __future__ import annotations

from typing import Annotated, Self

from pydantic import AfterValidator, Field, model_validator

from modules.inputs import Inputs, RefusedError

CAPACITY_MIN, CAPACITY_MAX = 0.5, 256.0
"""Aurora capacity units (RDS API Reference, ServerlessV2ScalingConfiguration)."""


def _capacity(value: float) -> float:
    allowed = f"allowed are {CAPACITY_MIN} to {CAPACITY_MAX:g} ACU in steps of 0.5"
    if value == 0:
        raise RefusedError(
            "0 ACU pauses the instances, and a Region that sleeps can't take over at once", allowed
        )
    if not CAPACITY_MIN <= value <= CAPACITY_MAX or value * 2 != int(value * 2):
        raise RefusedError(f"{value:g} ACU can't be chosen", allowed)
    return value


Capacity = Annotated[
    float,
    AfterValidator(_capacity),
    Field(json_schema_extra={"minimum": CAPACITY_MIN, "maximum": CAPACITY_MAX, "multipleOf": 0.5}),
]


class ServerlessV2(Inputs):
    """Between which capacities each instance scales, in Aurora capacity units (ACU)."""

    min_capacity: Capacity
    max_capacity: Capacity

    @model_validator(mode="after")
    def _ordered(self) -> Self:
        if self.min_capacity > self.max_capacity:
            raise RefusedError(
                f"min_capacity {self.min_capacity:g} is above max_capacity {self.max_capacity:g}",
                "allowed is a min_capacity up to max_capacity",
            )
        return self
