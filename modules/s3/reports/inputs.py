"""The ``reports`` setting: how long the reports of S3 Batch Operations are kept."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Annotated

from pydantic import Field

from modules.estate import Estate
from modules.inputs import Inputs
from modules.kind import Finding
from modules.s3.names import name_fault


class ReportsInputs(Inputs):
    """The report bucket that an estate with buckets has in each Region."""

    retention_days: Annotated[
        int, Field(ge=1, le=3650, description="Days until a completion report or manifest is deleted")
    ] = 90


def check(estate: Estate, name: str, inputs: ReportsInputs) -> Iterable[Finding]:  # noqa: ARG001 # a kind's signature
    """What only the whole estate shows: the report buckets' names, made of the estate's, fit S3's limit."""
    if not estate.sections.get("buckets"):
        return
    fault = name_fault(estate.names.report_bucket(estate.pair.first.short_code))
    if fault is not None:
        wrong, allowed = fault
        yield Finding((), f"report {wrong}", f"{allowed}: shorten the estate's or the environment's name")
