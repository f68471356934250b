"""How many jobs an account may have at once, and what is said where one more is too many."""

from __future__ import annotations

from typing import Any

import pytest

from futago.backfill.direction import directions
from futago.backfill.obstacle import Weight
from futago.backfill.preflight.jobs import quota
from tests.backfill.applied_buckets import SPEC
from tests.canned_aws import CannedAws
from tests.estates import loaded

(DIRECTION,) = directions(loaded(SPEC), (), "apne1")


def an_account(states: tuple[str, ...], quotas: dict[str, float] | None) -> CannedAws:
    """An account with jobs in these states; its quotas of S3 by name, or None if it may not ask for them."""
    aws = CannedAws()
    jobs: list[dict[str, Any]] = [{"JobId": f"job-{n}", "Status": state} for n, state in enumerate(states)]
    aws.answer("s3control", DIRECTION.source, "list_jobs", {"Jobs": jobs})
    if quotas is None:
        aws.refuse("service-quotas", DIRECTION.source, "list_service_quotas", "AccessDeniedException")
    else:
        listed = [{"QuotaName": name, "Value": value} for name, value in quotas.items()]
        aws.answer("service-quotas", DIRECTION.source, "list_service_quotas", {"Quotas": listed})
    return aws


JOBS = {"General purpose buckets": 1.0, "S3 Batch Operations: Active jobs": 2.0}
CASES = {
    "one more may be": (("Active", "Complete", "Failed"), JOBS, []),
    "as many as may be": (("Active", "Suspended", "Complete"), JOBS, [Weight.STOPS]),
    "none, and nobody tells how many may be": (("Complete",), {}, []),
    "one, and nobody tells how many may be": (("Active",), {}, [Weight.NOTE]),
    "one, and the caller may not ask": (("Active",), None, [Weight.NOTE]),
}


@pytest.mark.parametrize("case", CASES)
def test_quota_of_jobs(case: str) -> None:
    """Only a job that AWS would refuse stops; a quota that nobody tells is a note."""
    states, quotas, weights = CASES[case]
    assert weights == [each.weight for each in quota(an_account(states, quotas), DIRECTION)]


def test_what_stops_says_how_many_and_what_to_do() -> None:
    """Two numbers and two ways out, one of which asks for a higher quota."""
    (obstacle,) = quota(an_account(("Active", "Preparing"), JOBS), DIRECTION)
    assert (
        "2 jobs of S3 Batch Operations are unfinished in ap-northeast-1, and the account's quota is 2"
        == obstacle.wrong
    )
    assert "Service Quotas" in obstacle.remedy
