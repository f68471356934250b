"""A table's indexes and ceilings, as parity sees them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from modules.dynamodb.schema import GlobalSecondaryIndex, Index, OnDemandThroughput
from modules.dynamodb.seen import described, key_names, table_setting, wanted_keys
from modules.parity import Aspect, Fact, Look, Value

GLOBAL_INDEXES = table_setting("global_secondary_indexes", "global_secondary_index")
LOCAL_INDEXES = table_setting("local_secondary_indexes", "local_secondary_index")
CEILING = table_setting("on_demand_throughput", "on_demand_throughput")


def _see_indexes(look: Look) -> Iterator[Fact]:
    its, here = described(look), look.here
    yield Fact(
        GLOBAL_INDEXES,
        {each["IndexName"]: _index(each) for each in its.get("GlobalSecondaryIndexes") or ()},
        {name: _wanted_global(index) for name, index in here.global_secondary_indexes.items()},
    )
    yield Fact(
        LOCAL_INDEXES,
        {each["IndexName"]: _index(each) for each in its.get("LocalSecondaryIndexes") or ()},
        {
            name: _wanted_index(here.partition_key, index.sort_key, index)
            for name, index in here.local_secondary_indexes.items()
        },
    )
    yield Fact(CEILING, _ceiling(its), _wanted_ceiling(here.on_demand_throughput))


def _index(its: Mapping[str, Any]) -> dict[str, Value]:
    projection = its.get("Projection", {})
    found: dict[str, Value] = {
        **key_names(its["KeySchema"]),
        "projection": projection.get("ProjectionType"),
        "non_key_attributes": sorted(projection.get("NonKeyAttributes") or ()),
    }
    ceiling = _ceiling(its)
    return {**found, "on_demand_throughput": ceiling} if ceiling else found


def _wanted_index(partition: Any, sort: Any, index: Index) -> dict[str, Value]:
    return {
        **wanted_keys(partition, sort),
        "projection": index.projection,
        "non_key_attributes": sorted(index.non_key_attributes),
    }


def _wanted_global(index: GlobalSecondaryIndex) -> dict[str, Value]:
    wanted = _wanted_index(index.partition_key, index.sort_key, index)
    ceiling = _wanted_ceiling(index.on_demand_throughput)
    return {**wanted, "on_demand_throughput": ceiling} if ceiling else wanted


def _ceiling(its: Mapping[str, Any]) -> dict[str, Value] | None:
    """DynamoDB says -1 where there is none (API Reference, OnDemandThroughput)."""
    given = its.get("OnDemandThroughput") or {}
    names = {
        "MaxReadRequestUnits": "max_read_request_units",
        "MaxWriteRequestUnits": "max_write_request_units",
    }
    return {ours: given[name] for name, ours in names.items() if given.get(name, -1) > 0} or None


def _wanted_ceiling(throughput: OnDemandThroughput | None) -> dict[str, Value] | None:
    return throughput.model_dump(exclude_none=True) if throughput else None


INDEX_ASPECTS = (Aspect((GLOBAL_INDEXES, LOCAL_INDEXES, CEILING), _see_indexes),)
