"""The classes of Aurora global databases can be ordered, where their family is offered."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

TOKYO = "ap-northeast-1"
OSAKA = "ap-northeast-3"
Aws = Callable[..., Any]


def zones(aws: Aws, region: str, instance_class: str) -> list[str]:
    """The zones in which a class can be ordered."""
    options = aws("rds", region).describe_orderable_db_instance_options(
        Engine="aurora-postgresql", EngineVersion="17.7", DBInstanceClass=instance_class
    )["OrderableDBInstanceOptions"]
    return [zone["Name"] for option in options for zone in option["AvailabilityZones"]]


@pytest.mark.parametrize("instance_class", ["db.r7g.large", "db.serverless"])
def test_offered(aws: Aws, instance_class: str) -> None:
    """In every zone of the Region."""
    assert [f"{OSAKA}{zone}" for zone in "abc"] == zones(aws, OSAKA, instance_class)


@pytest.mark.parametrize("instance_class", ["db.r5.nano", "db.t3.medium", "db.r6a.large"])
def test_not_offered(aws: Aws, instance_class: str) -> None:
    """What no global database may have, and what there is not."""
    assert [] == zones(aws, OSAKA, instance_class)


def test_page_by_page(aws: Aws) -> None:
    """Every class comes once, however many come at a time."""
    pages = aws("rds", TOKYO).get_paginator("describe_orderable_db_instance_options")
    found = list(
        pages.paginate(
            Engine="aurora-mysql", EngineVersion="8.0.mysql_aurora.3.08.0", PaginationConfig={"PageSize": 20}
        )
    )
    classes = [each["DBInstanceClass"] for page in found for each in page["OrderableDBInstanceOptions"]]
    assert 1 < len(found)
    assert (len(classes), True) == (len(set(classes)), "db.serverless" in classes)
