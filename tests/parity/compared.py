"""A small estate compared with an AWS on paper; what the tests of parity share."""

from __future__ import annotations

from collections.abc import Sequence

from futago.breaker import Breakers
from futago.parity.parity import Parity, compare, selected
from futago.parity.sight import resources_of
from futago.parity.survey import look
from modules.alarms.inputs import AlarmsInputs
from modules.catalog import KINDS
from modules.dynamodb.inputs import TableInputs
from modules.estate import Estate
from tests.estates import an_estate
from tests.parity.paper_aws import PaperAws

TABLES = ("carts", "clicks", "visits")


def small_estate() -> Estate:
    """One key and three tables, and no alarms."""
    table = TableInputs.model_validate({"consistency": "eventual", "partition_key": "id", "key": "main"})
    return an_estate(
        {"tables": dict.fromkeys(TABLES, table)}, settings={"alarms": AlarmsInputs(enabled=False)}
    )


def parity_of(aws: PaperAws, only: Sequence[str] = (), *, dark_after_seconds: float = 4.5) -> Parity:
    """The comparison of the estate with that AWS."""
    resources = resources_of(aws.estate, KINDS)
    chosen = selected(resources, only)
    return compare(look(aws, aws.estate, resources, chosen, Breakers(), dark_after_seconds))
