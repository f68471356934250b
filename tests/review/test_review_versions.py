"""Versions of Terraform and of providers: told where stacks differ, or differ from the estate."""

from __future__ import annotations

from typing import Any

from futago.review.model import PlanSummary
from futago.review.policy import ReviewPolicy
from futago.review.versions import version_findings
from modules.terraform.provider import VERSION
from tests.estates import an_estate


def plan(stack: str, terraform: str = "1.11.4", aws: str | None = None) -> PlanSummary:
    constraints = {} if aws is None else {"hashicorp/aws": aws}
    return PlanSummary(f"{stack}.json", stack, terraform, constraints, False, True, True, "")  # noqa: FBT003 # a record


def told(*plans: PlanSummary, **more: Any) -> list[tuple[str, str]]:
    return [(each.rule.id, each.says) for each in version_findings(plans, **{"policy": None, **more})]


def test_same_versions_say_nothing() -> None:
    """Stacks with one version are as they should be."""
    assert [] == told(plan("a", aws="5.100.0"), plan("b", aws="5.100.0"))


def test_other_terraform_is_told_of_the_odd_one() -> None:
    """Of three stacks the one with another version is named."""
    expected = ("terraform-version-differs", "c has Terraform 1.12.0, others have 1.11.4")
    assert [expected] == told(plan("a"), plan("b"), plan("c", "1.12.0"))


def test_other_provider_is_told() -> None:
    """Stacks that ask for different versions of a provider are named."""
    expected = ("provider-version-differs", "b has hashicorp/aws ~> 6.0, others have 5.100.0")
    assert [expected] == told(plan("a", aws="5.100.0"), plan("b", aws="~> 6.0"))


def test_unpinned_provider_of_an_estate_is_told() -> None:
    """An estate's stack with another provider than the constructs were tried with is named."""
    estate = an_estate()
    stack = estate.names.stack("apne1")
    assert [] == told(plan(stack, aws=VERSION), estate=estate)
    assert [
        ("provider-version-differs", f"{stack} has hashicorp/aws 6.2.0, the estate's stacks pin {VERSION}")
    ] == told(plan(stack, aws="6.2.0"), estate=estate)


def test_rule_switched_off_says_nothing() -> None:
    """The project's levels hold for versions, too."""
    policy = ReviewPolicy({"terraform-version-differs": None})
    assert [] == told(plan("a"), plan("b", "1.12.0"), policy=policy)
