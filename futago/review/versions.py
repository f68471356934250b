"""Different versions of Terraform or of a provider among the plans under review, or against the estate."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from futago.review.model import Finding, PlanSummary, Policy
from futago.review.rules.provider_version_differs import RULE as PROVIDER
from futago.review.rules.terraform_version_differs import RULE as TERRAFORM
from modules.estate import Estate
from modules.review import Rule
from modules.terraform.provider import SOURCE, VERSION


def version_findings(
    plans: Sequence[PlanSummary], policy: Policy | None, estate: Estate | None = None
) -> tuple[Finding, ...]:
    """What is to say about versions; each finding is about the review, and not about one change.

    Args:
        plans: the plan files under review.
        policy: the project's levels; None for those of the rules.
        estate: the estate, whose stacks pin the provider that their constructs were tried with.
    """
    found = [
        *(
            (TERRAFORM, says)
            for says in _apart({plan.stack: plan.terraform_version for plan in plans}, "Terraform")
        ),
        *((PROVIDER, says) for says in _providers_apart(plans)),
        *((PROVIDER, says) for says in _unpinned(plans, estate)),
    ]
    return tuple(_findings(found, policy))


def _findings(found: Sequence[tuple[Rule, str]], policy: Policy | None) -> Iterator[Finding]:
    for rule, says in found:
        level = policy.level(rule) if policy else rule.level
        if level is not None:
            yield Finding(rule, level, says)


def _apart(version_of: Mapping[str, str], what: str) -> Iterator[str]:
    """A sentence for each stack whose version is not that of most."""
    told = {stack: version for stack, version in version_of.items() if version}
    if len(set(told.values())) <= 1:
        return
    usual, _ = min(Counter(told.values()).items(), key=lambda item: (-item[1], item[0]))
    for stack, version in told.items():
        if version != usual:
            yield f"{stack} has {what} {version}, others have {usual}"


def _providers_apart(plans: Sequence[PlanSummary]) -> Iterator[str]:
    for name in sorted({name for plan in plans for name in plan.provider_constraints}):
        yield from _apart({plan.stack: plan.provider_constraints.get(name, "") for plan in plans}, name)


def _unpinned(plans: Sequence[PlanSummary], estate: Estate | None) -> Iterator[str]:
    """The estate's own stacks whose provider is not the pinned one."""
    for plan in plans if estate else ():
        constraint = plan.provider_constraints.get(SOURCE, VERSION)
        if estate and plan.stack.startswith(f"{estate.names.prefix}-") and constraint != VERSION:
            yield f"{plan.stack} has {SOURCE} {constraint}, the estate's stacks pin {VERSION}"
