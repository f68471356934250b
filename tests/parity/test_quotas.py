"""A quota that was raised in one Region only is found, with the command for the other."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest

from futago.parity.finding import Finding, Sort
from modules.promotion.parity import LowerQuota
from tests.parity.compared import parity_of, small_estate
from tests.parity.paper_aws import PaperAws

TOKYO = "ap-northeast-1"
OSAKA = "ap-northeast-3"
QUOTA = {"QuotaCode": "L-kms", "QuotaName": "Requests", "Adjustable": True, "GlobalQuota": False}


def found(raised: Mapping[str, float]) -> tuple[Finding, ...]:
    """The findings where these Regions' requests to KMS, by default 20,000 and 10,000, were raised."""
    aws = PaperAws(small_estate())
    for code, value in raised.items():

        def add(answer: dict[str, Any], value: float = value) -> None:
            if not answer["Quotas"]:
                answer["Quotas"].append({**QUOTA, "Value": value})

        aws.changed[code, "list_service_quotas"] = add
    return parity_of(aws).findings


@pytest.mark.parametrize(
    "raised",
    [{}, {OSAKA: 20_000.0}, {TOKYO: 30_000.0, OSAKA: 30_000.0}],
    ids=["defaults", "raised to the other's default", "raised alike"],
)
def test_quotas_that_are_enough_for_each_other_are_no_finding(raised: Mapping[str, float]) -> None:
    """Nor is it one that AWS's defaults differ."""
    assert () == found(raised)


@pytest.mark.parametrize(
    ("raised", "lower", "wanted"),
    [
        ({TOKYO: 40_000.0}, OSAKA, 40_000),
        ({OSAKA: 40_000.0}, TOKYO, 40_000),
        ({OSAKA: 15_000.0}, OSAKA, 20_000),
        ({TOKYO: 50_000.0, OSAKA: 40_000.0}, OSAKA, 50_000),
    ],
)
def test_the_lower_one_is_found_with_its_command(
    raised: Mapping[str, float], lower: str, wanted: int
) -> None:
    """Whichever Region it is."""
    (finding,) = found(raised)
    assert (Sort.DIFFERENT, "promotion", "quotas of kms.Requests", (lower,)) == (
        finding.sort,
        finding.noun,
        finding.setting,
        finding.regions,
    )
    assert (
        f"aws service-quotas request-service-quota-increase --region {lower} --service-code kms "
        f"--quota-code L-kms --desired-value {wanted}"
    ) in finding.remedies


def test_a_quota_that_one_region_lacks_is_no_finding() -> None:
    """Nobody can raise what is not there."""
    its = {"value": 2.0, "default": 1.0, "code": "L-1"}
    assert not LowerQuota("kms").wrong({TOKYO: its, OSAKA: None})


def test_quotas_that_were_not_seen_are_unknown() -> None:
    """A denied listing is never taken for equal."""
    aws = PaperAws(small_estate())
    aws.deny(aws.estate.pair.second, "list_aws_default_service_quotas")
    findings = parity_of(aws, ["promotion"]).findings
    assert {(Sort.UNKNOWN, (OSAKA,))} == {(each.sort, each.regions) for each in findings}
