"""The policies allow what the spec states in every cell: application, action, resource, Region, when."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given

from futago.spec import load
from modules.applications.matrix import Rights, matrix
from modules.estate import Estate
from regions import Region
from tests.estates import loaded
from tests.policies.authorization import Authorization, Role, Verb, When, resources_of
from tests.strategies import estates, synthesizing

ROOT = Path(__file__).parents[2]
SPECS = (ROOT / "examples" / "payments.yaml", ROOT / "tests" / "synthesis" / "everything.yaml")
WHENS: tuple[When, ...] = ("now", "after")
VERBS: tuple[Verb, ...] = ("read", "write")

Cell = tuple[str, str, str, str, When, Verb]
"""Application, section, name, Region, when and verb."""


@pytest.fixture(scope="module", params=SPECS, ids=lambda path: path.stem)
def authorization(request: pytest.FixtureRequest) -> Authorization:
    """An estate's policies."""
    return Authorization(load(request.param).estate)


def stated(estate: Estate) -> dict[Cell, bool]:
    """What the spec's matrix says of every cell; what it says nothing of is not allowed."""
    cells: dict[Cell, bool] = {}
    for row in matrix(estate).rows:
        for when, by_region in zip(WHENS, (row.now, row.after), strict=True):
            for code, rights in by_region.items():
                for verb in VERBS:
                    cells[row.application, row.section, row.name, code, when, verb] = _right(
                        row.section, rights, verb
                    )
    return cells


def _right(section: str, rights: Rights, verb: str) -> bool:
    if section == "databases":  # whoever uses one may connect; where the cluster reads, it refuses to write
        return rights.runs
    return rights.reads if verb == "read" else rights.writes


def decided(authorization: Authorization) -> dict[Cell, bool]:
    """What the policies say of every cell, each role in its own Region."""
    regions = {region.code: region for region in authorization.estate.pair}
    return {
        (application, section, name, code, when, verb): authorization.allows(
            role, verb, section, name, regions[code], when
        )
        for (application, code), role in authorization.roles.items()
        for section, name in resources_of(authorization.estate)
        for when in WHENS
        for verb in VERBS
    }


def test_policies_allow_what_the_spec_states(authorization: Authorization) -> None:
    """No cell less, and none more: not for what an application does not use either."""
    said = stated(authorization.estate)
    assert {cell: said.get(cell, False) for cell in decided(authorization)} == decided(authorization)


@synthesizing
@given(estates())
def test_so_they_do_for_any_estate(document: dict[str, Any]) -> None:
    """The same for every valid spec."""
    authorization = Authorization(loaded(document))
    said = stated(authorization.estate)
    assert {cell: said.get(cell, False) for cell in decided(authorization)} == decided(authorization)


def test_the_examples_have_cells_that_tell(authorization: Authorization) -> None:
    """Among them are writes that a promotion takes away, and some that it gives."""
    cells = decided(authorization)
    moved = {
        (code, now, cells[application, section, name, code, "after", "write"])
        for (application, section, name, code, when, verb), now in cells.items()
        if (when, verb) == ("now", "write")
    }
    assert {("ap-northeast-1", True, False), ("ap-northeast-3", False, True)} <= moved


def test_other_regions_role_may_nothing(authorization: Authorization) -> None:
    """A role is of its Region: whatever the gates say, it gets to no resource of the other."""
    for role, region in foreign_roles(authorization):
        for section, name in resources_of(authorization.estate):
            for when in WHENS:
                assert [False, False] == [
                    authorization.allows(role, verb, section, name, region, when) for verb in VERBS
                ]


def foreign_roles(authorization: Authorization) -> list[tuple[Role, Region]]:
    """Each role with the Region that it is not of."""
    regions = {region.code: region for region in authorization.estate.pair}
    return [
        (role, authorization.estate.pair.other(regions[code]))
        for (_, code), role in authorization.roles.items()
    ]
