"""What is wrong with a table that takes more than one of its fields, or the estate, to see."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from futago.names import TABLE_MAX, TABLE_MIN
from modules.consistency import check_home, foreseen, home_of
from modules.dynamodb.inputs import HOME, TableInputs, key_attributes
from modules.dynamodb.schema import AttributeType
from modules.estate import Estate
from modules.kind import Finding
from modules.kms.inputs import check_key

PROJECTED_MAX = 100
"""Attributes that all of a table's indexes may include together (DynamoDB API Reference, Projection)."""
_TABLE_NAME = re.compile(rf"[a-zA-Z0-9_.-]{{{TABLE_MIN},{TABLE_MAX}}}")


def check(estate: Estate, name: str, inputs: TableInputs) -> Iterable[Finding]:
    """Every finding of a table."""
    yield from check_key(estate, inputs.key)
    yield from check_home(estate, inputs)
    yield from _name(estate, name, inputs)
    yield from _strong_reads(estate, inputs)
    yield from _attributes(inputs)
    yield from _indexes(inputs)
    yield from _capacities(estate, inputs)


def _name(estate: Estate, name: str, inputs: TableInputs) -> Iterator[Finding]:
    path = () if inputs.name is None else ("name",)
    full = estate.names.table(estate.names.label(name, inputs.name))
    if not _TABLE_NAME.fullmatch(full):
        yield Finding(
            path,
            f"'{full}' ({len(full)} characters) is no name for a table",
            f"allowed are {TABLE_MIN} to {TABLE_MAX} letters, digits, '_', '.' and '-'",
        )
    if inputs.name is None:
        return
    for other, its in estate.sections.get("tables", {}).items():
        if other != name and estate.names.table(estate.names.label(other, its.name)) == full:
            yield Finding(
                path, f"table '{other}' is named '{full}' too", "allowed is a name that no other has"
            )


def _strong_reads(estate: Estate, inputs: TableInputs) -> Iterator[Finding]:
    """A consistent read sees its own Region's writes only (Developer Guide, "DynamoDB read consistency")."""
    codes = {region.code for region in estate.pair}
    if inputs.home is not None and inputs.home not in codes:
        return  # said already; which Region may read follows from it
    home = home_of(estate, inputs)
    for written in inputs.strong_reads_in:
        code = (home or estate.home).code if written == HOME else written
        if code not in codes:
            yield Finding(
                ("strong_reads_in",), f"'{code}' is not a Region of the pair", f"allowed is {home or 'none'}"
            )
        elif home is None:
            yield Finding(
                ("strong_reads_in",),
                f"a consistent read in {code} sees that Region's writes only, and with consistency: eventual "
                "both Regions write",
                "say consistency: strong, or leave strong_reads_in out",
            )
        elif code != home.code:
            yield Finding(
                ("strong_reads_in",),
                f"a consistent read in {code} doesn't see what {home.code} has just written: replication "
                "between Regions is asynchronous",
                f"allowed is {home.code}, the table's home",
            )
        elif written != HOME:
            yield foreseen(
                estate.pair.other(home),
                ("strong_reads_in",),
                f"{code} is home today",
                f"say {HOME}, which goes with it",
            )


def _attributes(inputs: TableInputs) -> Iterator[Finding]:
    seen: dict[str, tuple[str, AttributeType]] = {}
    for path, attribute in key_attributes(inputs):
        place, known = seen.setdefault(attribute.name, (".".join(path), attribute.type))
        if known != attribute.type:
            yield Finding(
                path,
                f"attribute '{attribute.name}' has type {attribute.type} here and {known} in {place}",
                "allowed is one type for an attribute",
            )
    if inputs.sort_key is not None and inputs.sort_key.name == inputs.partition_key.name:
        yield Finding(
            ("sort_key",),
            f"'{inputs.sort_key.name}' is the partition key too",
            "allowed is another attribute",
        )
    if inputs.ttl is not None:
        place, known = seen.get(inputs.ttl.attribute_name, ("", "N"))
        if known != "N":
            yield Finding(
                ("ttl",),
                f"'{inputs.ttl.attribute_name}' has type {known} in {place}, and items expire by a number",
                "allowed is an attribute of type N",
            )


def _indexes(inputs: TableInputs) -> Iterator[Finding]:
    for name in inputs.local_secondary_indexes.keys() & inputs.global_secondary_indexes.keys():
        yield Finding(
            ("local_secondary_indexes", name),
            f"index '{name}' is there already, under global_secondary_indexes",
            "allowed is a name that no other index of the table has",
        )
    indexes = (*inputs.global_secondary_indexes.values(), *inputs.local_secondary_indexes.values())
    projected = sum(len(index.non_key_attributes) for index in indexes)
    if projected > PROJECTED_MAX:
        yield Finding(
            (),
            f"the indexes include {projected} non_key_attributes together",
            f"at most {PROJECTED_MAX} are allowed; projection ALL has no such limit",
        )


def _capacities(estate: Estate, inputs: TableInputs) -> Iterator[Finding]:
    provisioned = inputs.billing_mode == "PROVISIONED"
    unfit = ("on_demand_throughput",) if provisioned else ("read_capacity", "write_capacity")
    for name, index in inputs.global_secondary_indexes.items():
        for field in unfit:
            if getattr(index, field) is not None:
                yield Finding(
                    ("global_secondary_indexes", name, field),
                    f"{field} with billing_mode {inputs.billing_mode}",
                    f"allowed with billing_mode {'PAY_PER_REQUEST' if provisioned else 'PROVISIONED'} only",
                )
    for region in estate.pair:
        override = inputs.regions.get(region.code)
        if override is None or "read_capacity" not in override.model_fields_set:
            continue
        if provisioned == (override.read_capacity is None):
            yield Finding(
                ("regions", region.code, "read_capacity"),
                "read_capacity is empty"
                if provisioned
                else "read_capacity with billing_mode PAY_PER_REQUEST",
                "allowed is a range such as {min: 5, max: 100}, with billing_mode PROVISIONED only",
            )
