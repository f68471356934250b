"""What a module writes in both Regions, parity looks at: read off the JSON that Terraform gets."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from futago.parity.sight import resources_of
from futago.spec import load
from modules.catalog import KINDS
from tests.estates import synthesized
from tests.synthesis.stack_json import resources

EVERYTHING = Path(__file__).with_name("everything.yaml")

OF_TERRAFORM = {"//", "provider", "depends_on", "lifecycle"}
"""Arguments that every block has for Terraform's own use."""

UNSEEN_TYPES = {
    "aws_ssm_parameter": "made of the spec and of what is compared; ten values a call to read back, as "
    "futago env does, which says what AWS lacks",
    "aws_eks_pod_identity_association": "belongs to the application's cluster, not to the pair's data",
    "aws_vpc": "networks of the pair must differ, and hold no data; databases' subnets are counted",
    "aws_subnet": "likewise",
    "aws_route_table": "likewise",
    "aws_route_table_association": "likewise",
    "aws_default_security_group": "likewise",
}
"""Types of resources that parity does not look at, and why."""


@cache
def written() -> frozenset[tuple[str, str]]:
    """Every (type, argument) of a resource that the estate with everything has."""
    estate = load(EVERYTHING).estate
    return frozenset(_arguments(synthesized(estate)))


def _arguments(stacks: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    for stack in stacks.values():
        for address, block in resources(stack).items():
            for argument in set(block) - OF_TERRAFORM:
                yield address.split(".")[0], argument


def comparers() -> list[Any]:
    """The kinds' ``parity`` modules."""
    return [comparer for kind in KINDS if (comparer := kind.comparer()) is not None]


COVERED = frozenset(
    argument
    for comparer in comparers()
    for aspect in comparer.ASPECTS
    for setting in aspect.settings
    for argument in setting.covers
)
EXEMPT = {key: why for comparer in comparers() for key, why in comparer.EXEMPT.items()}


def test_every_written_setting_is_seen() -> None:
    """Each argument that a module writes is covered by a fact, or exempt for a reason."""
    missed = sorted(
        f"{kind}.{argument}"
        for kind, argument in written()
        if kind not in UNSEEN_TYPES and f"{kind}.{argument}" not in COVERED | set(EXEMPT)
    )
    assert [] == missed


def test_no_fact_covers_what_nobody_writes() -> None:
    """A cover that names no written argument is a misspelling, or outlived its argument."""
    everything = {f"{kind}.{argument}" for kind, argument in written()}
    assert [] == sorted((COVERED | set(EXEMPT)) - everything)


def test_nothing_is_both_seen_and_exempt() -> None:
    """What is exempt is not covered, and whole types that nobody looks at are covered by nobody."""
    assert set() == COVERED & set(EXEMPT)
    assert set() == {each.split(".")[0] for each in COVERED} & set(UNSEEN_TYPES)


@pytest.mark.parametrize("key", sorted({**EXEMPT, **UNSEEN_TYPES}))
def test_every_exemption_has_a_reason(key: str) -> None:
    """Whoever exempts something says why."""
    assert len({**EXEMPT, **UNSEEN_TYPES}[key]) >= len("likewise")


def test_every_kind_with_resources_of_its_own_is_compared() -> None:
    """Keys, databases, secrets, tables and buckets have a comparer, and the estate has one of each."""
    nouns = {each.noun for each in resources_of(load(EVERYTHING).estate, KINDS)}
    assert {"key", "database", "secret", "table", "bucket"} <= nouns
