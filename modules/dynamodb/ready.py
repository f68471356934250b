"""Whether a promotion would find a table's replica working, current and large enough."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import partial
from typing import Any

from modules.dynamodb.inputs import TableInputs
from modules.dynamodb.promotion.observation import ACTIVE, WORKING_STATES, TableObservation
from modules.dynamodb.promotion.table import NOUN, Table
from modules.lag_answer import lag_answer
from modules.operation import Permission, Promotion, Seen, Unreachable
from modules.proof import Clients
from modules.readiness import Answer, Question, State, is_missing, known, unseen
from regions import Region

LIMITS = (
    "AccountMaxReadCapacityUnits",
    "AccountMaxWriteCapacityUnits",
    "TableMaxReadCapacityUnits",
    "TableMaxWriteCapacityUnits",
)
"""The members of DescribeLimits' answer (DynamoDB API Reference)."""


def questions(promotion: Promotion, name: str, inputs: TableInputs, seen: Seen) -> Iterator[Question]:
    """Whether the replica works, and how far it is behind: DynamoDB says it in the Region that writes."""
    table = Table(promotion.estate, name, inputs)
    to, source = promotion.to, promotion.source
    target, writer = seen[to.code], seen[source.code]
    if is_missing(target) or is_missing(writer):
        return
    if isinstance(target, TableObservation):
        what = f"the replica of {table.in_aws} in {to.city} works"
        yield known(f"{NOUN}/{name}/replica", what, to, _replica(promotion, target, writer))
    what = f"how long a write of {table.in_aws} takes from {source.city} to {to.city}"
    if isinstance(writer, Unreachable):
        yield known(f"{NOUN}/{name}/lag", what, source, unseen(writer), leading=True)
    elif isinstance(writer, TableObservation):
        remedy = f"the metric comes with writes: put an item in {source.city} and read it in {to.city}"
        answer = lag_answer(promotion, writer.lag, remedy)
        yield known(f"{NOUN}/{name}/lag", what, source, answer, leading=True)


def questions_of_all(promotion: Promotion, resources: Mapping[str, Any]) -> Iterator[Question]:
    """Whether DynamoDB lets the tables have there what they have in the Region that is left."""
    if not resources:
        return
    to, source = promotion.to, promotion.source
    provisioned = {
        name: inputs.in_region(to)
        for name, inputs in resources.items()
        if inputs.billing_mode == "PROVISIONED"
    }
    if provisioned:
        yield Question(
            f"{NOUN}//capacity",
            f"the tables' greatest capacity is within the quotas of {to.city}",
            to.code,
            partial(_capacity, tables=provisioned, region=to),
            (_limits_permission(to),),
            leading=True,
        )
    yield Question(
        f"{NOUN}//quotas",
        f"the quotas of DynamoDB in {to.city} are no lower than those in {source.city}",
        source.code,
        partial(_same_limits, to=to, source=source),
        (_limits_permission(to), _limits_permission(source)),
    )


def _replica(promotion: Promotion, target: TableObservation, writer: object) -> Answer:
    to = promotion.to
    statuses = {f"{to.city} says": target.status}
    if isinstance(writer, TableObservation) and writer.exists:
        statuses[f"{promotion.source.city} says"] = writer.replicas.get(to.code, "not there")
    seen = ", ".join(f"{who} {status or 'nothing'}" for who, status in statuses.items())
    if all(status == ACTIVE for status in statuses.values()):
        return Answer(State.OK, seen)
    works = all(status in WORKING_STATES for status in statuses.values())
    remedy = f"apply the stack {promotion.estate.names.stack('links')}, or wait until it is {ACTIVE}"
    return Answer(State.WARNING if works else State.BLOCKS, seen, remedy)


def _capacity(clients: Clients, *, tables: Mapping[str, TableInputs], region: Region) -> Answer:
    limits = _limits(clients, region)
    wrong = []
    for what, field in (("Read", "read_capacity"), ("Write", "write_capacity")):
        wanted = {name: getattr(table, field).max for name, table in tables.items()}
        name = max(wanted, key=lambda each: wanted[each])
        a_table, all_tables = limits[f"TableMax{what}CapacityUnits"], limits[f"AccountMax{what}CapacityUnits"]
        if wanted[name] > a_table:
            wrong.append(
                f"table {name} may grow to {wanted[name]:,} {what.lower()} units, allowed are {a_table:,}"
            )
        if sum(wanted.values()) > all_tables:
            told = f"all may grow to {sum(wanted.values()):,} {what.lower()} units"
            wrong.append(f"{told}, allowed in the account are {all_tables:,}")
    if wrong:
        return Answer(State.WARNING, "; ".join(wrong), _more(region))
    return Answer(State.OK, f"there is room for all with provisioned capacity: {len(tables)}")


def _same_limits(clients: Clients, *, to: Region, source: Region) -> Answer:
    here, there = _limits(clients, to), _limits(clients, source)
    lower = [
        f"{name} is {here[name]:,} in {to.city} and {there[name]:,} in {source.city}"
        for name in LIMITS
        if here[name] < there[name]
    ]
    return Answer(State.WARNING, "; ".join(lower), _more(to)) if lower else Answer(State.OK, "none is lower")


def _limits(clients: Clients, region: Region) -> Mapping[str, int]:
    found = clients.client("dynamodb", region).describe_limits()
    return {name: int(found[name]) for name in LIMITS}


def _limits_permission(region: Region) -> Permission:
    """DescribeLimits knows no resources (Service Authorization Reference, "Amazon DynamoDB")."""
    return Permission(("dynamodb:DescribeLimits",), ("*",), region.code)


def _more(region: Region) -> str:
    return f"aws service-quotas list-service-quotas --region {region.code} --service-code dynamodb"
