"""The plan that seven reviewers were tried on: every hazard found, in its Region, and no secret told."""

from __future__ import annotations

import time
from collections import Counter
from pathlib import Path

import pytest

from futago.review.catalog import rules
from futago.review.model import Review
from futago.review.plan.reading import read_plans
from futago.review.review import review
from tests.review import peer_plan

TOKYO, OSAKA = peer_plan.REGIONS["tokyo"], peer_plan.REGIONS["osaka"]


@pytest.fixture(scope="module")
def plan(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The plan in a file."""
    path = tmp_path_factory.mktemp("peer") / "shop.json"
    path.write_text(peer_plan.peer_plan())
    return path


@pytest.fixture(scope="module")
def reviewed(plan: Path) -> Review:
    """Its review."""
    return review(read_plans([plan]), rules())


def places(reviewed: Review, rule: str) -> Counter[tuple[str, bool]]:
    """How often a rule found something in each Region, known and unknown apart."""
    return Counter((each.region, each.unknown) for each in reviewed.findings if each.rule.id == rule)


@pytest.mark.parametrize(
    ("rule", "expected"),
    [
        ("s3-versioning-suspended", {(TOKYO, False): 2, (OSAKA, False): 3}),
        ("aurora-deletion-protection-off", {(TOKYO, False): 3, (OSAKA, False): 3}),
        ("aurora-backups-lowered", {(OSAKA, False): 1}),
        ("dynamodb-recovery-off", {(OSAKA, False): 4}),
        ("dynamodb-key-dropped", {(OSAKA, True): 4}),
        ("dynamodb-replica-recreated", {(OSAKA, True): 4}),
        ("kms-replica-destroyed", {(OSAKA, False): 1}),
        ("secret-in-plain-text", {(TOKYO, False): 1, (OSAKA, False): 1}),
    ],
)
def test_hazard_is_found_in_its_region(
    reviewed: Review, rule: str, expected: dict[tuple[str, bool], int]
) -> None:
    """Each hazard is found as often as it is there, and where it takes effect."""
    assert expected == places(reviewed, rule)


def test_asymmetries_are_named(reviewed: Review) -> None:
    """What changes on one side only is told: five versionings, one retention, one key."""
    found = Counter((each.rule.id, each.entry.type if each.entry else "") for each in reviewed.asymmetries)
    expected = {
        ("asymmetry-changed", "aws_s3_bucket_versioning"): 5,
        ("asymmetry-changed", "aws_rds_cluster"): 1,
        ("asymmetry-destroyed", "aws_kms_replica_key"): 1,
    }
    assert expected == found


def test_nothing_else_is_found(reviewed: Review) -> None:
    """There is no false alarm among the 200 resources, beside notes."""
    expected = {
        *("asymmetry-changed", "asymmetry-destroyed", "aurora-backups-lowered", "dynamodb-key-dropped"),
        *("aurora-deletion-protection-off", "dynamodb-needs-other-region", "dynamodb-recovery-off"),
        *("dynamodb-replica-recreated", "kms-needs-other-region", "kms-replica-destroyed"),
        *("s3-versioning-suspended", "secret-in-plain-text"),
    }
    assert expected == {each.rule.id for each in reviewed.findings}


def test_secret_is_told_nowhere(reviewed: Review) -> None:
    """The planted secret is in no finding, no row and no difference."""
    shown = [repr(finding) for finding in reviewed.findings]
    shown += [repr((side, side.differences)) for row in reviewed.rows for side in row.sides.values()]
    assert [] == [each for each in shown if peer_plan.CANARY in each]


def test_two_hundred_resources_take_less_than_a_second(plan: Path) -> None:
    """Reading and reviewing, differences included, ends within a second."""
    start = time.perf_counter()
    done = review(read_plans([plan]), rules())
    assert 0 < sum(len(side.differences) for row in done.rows for side in row.sides.values())
    assert 1 > time.perf_counter() - start
