"""All that comes before the yes: who calls, what time it is, what is seen, and what that comes to."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import Any, Final

from futago.aws import Trouble, trouble_of
from futago.errors import AwsError
from futago.operations.calls import Calls
from futago.operations.decide import Decision, decide
from futago.operations.observe import (
    DARK_AFTER_SECONDS,
    Observations,
    Resource,
    observe,
    resources_of,
    unknown_caller,
)
from futago.operations.permissions import permissions_of
from futago.operations.rights import rights
from futago.operations.selection import ALL, Selection
from modules.operation import Mode, Promotion, Seen, Unreachable
from modules.proof import Clients
from regions import Region

SKEW_SECONDS: Final = 120.0
"""How wrong this machine's clock may be. AWS refuses signatures that are 5 minutes off, S3 those of 15 (IAM
User Guide, "Elements of an AWS API request signature"); lags and times are measured by it before that."""


def prepare(
    calls: Calls,
    promotion: Promotion,
    selection: Selection = ALL,
    resources: Sequence[Resource] | None = None,
) -> Decision:
    """See what is there and decide what is to be done. Changes nothing.

    Args:
        calls: SDK clients.
        promotion: what is asked for.
        selection: what the operator wants of it.
        resources: what takes part; by default all that the estate has.

    Raises:
        AwsError: AWS does not know the caller, the account is another, or the clock is wrong.
        SelectionError: the selection names what there is not.
        DecisionError: the kinds' steps do not fit together.
    """
    taking_part = resources_of(promotion.estate) if resources is None else resources
    check_caller(calls.reading, promotion.to, promotion.estate.account)
    # Nobody waits for the Region that is left because it is dark; any other gets the time that it needs.
    dark = {promotion.source.code: DARK_AFTER_SECONDS} if promotion.mode is Mode.FAILOVER else {}
    observations = observe(
        calls.reading, promotion.estate, taking_part, calls.breakers, dark_after_seconds=dark
    )
    _give_up_if_dark(calls, promotion, observations)
    decision = decide(promotion, taking_part, observations, selection)
    return _with_rights(calls, decision, taking_part) if calls.has_iam else decision


def _with_rights(calls: Calls, decision: Decision, resources: Sequence[Resource]) -> Decision:
    """The decision with what the caller may not do: an obstacle, and in a failover a warning only.

    IAM's simulation can err: it does not see policies of resources, and not every condition. What is planned
    can wait for the right; an emergency is not stopped by a guess.
    """
    if not decision.is_allowed:
        return decision
    promotion = decision.promotion
    found = rights(calls.reading, promotion.to, permissions_of([decision], resources))
    warnings = (*decision.warnings, *filter(None, [found.unasked]))
    if promotion.mode is Mode.FAILOVER:
        return replace(decision, warnings=(*warnings, *(each.wrong for each in found.missing)))
    return replace(decision, warnings=warnings, obstacles=found.missing)


def _give_up_if_dark(calls: Calls, promotion: Promotion, observations: Observations) -> None:
    """In a failover, ask a Region of which nothing answered for nothing more, not even for its fences."""
    source = promotion.source.code
    seen = [regions[source] for regions in observations.values()]
    is_dark = bool(seen) and all(isinstance(each, Unreachable) and each.dark for each in seen)
    if promotion.mode is Mode.FAILOVER and is_dark:
        calls.breakers.give_up(source, f"nothing in {source} answered when it was looked at")


def assumed(promotion: Promotion, resources: Sequence[Resource]) -> Observations:
    """What would be seen if all were well; the other Region dark or just back, if the mode is for that."""
    source = promotion.source
    dark = Unreachable(source.code, "", f"{source.city} does not answer", dark=True)
    seen: dict[tuple[str, str], Seen] = {}
    for each in resources:
        here, there = (
            each.operator.expected(
                promotion.estate,
                each.name,
                each.inputs,
                region,
                source,
                after_failover=promotion.mode is Mode.FAILBACK,
            )
            for region in (promotion.to, source)
        )
        other = dark if promotion.mode is Mode.FAILOVER else there
        seen[each.key] = {promotion.to.code: here, source.code: other}
    return seen


def check_caller(clients: Clients, region: Region, account: str) -> None:
    """See that AWS knows the caller, that the account is the spec's, and what time it is there.

    Asks STS in the Region that is activated, which needs no right at all (STS API Reference,
    GetCallerIdentity) and no other Region.

    Raises:
        AwsError: it is not so.
    """
    try:
        answer = clients.client("sts", region).get_caller_identity()
    except Exception as error:
        _check_clock(getattr(error, "response", None) or {})  # a wrong clock makes wrong signatures
        if trouble_of(error) is Trouble.CREDENTIALS:
            raise unknown_caller(error) from error
        if trouble_of(error) is None:
            raise
        raise AwsError(
            f"sts in {region.code} does not say who calls: {error}; a Region that does not answer can't be "
            "activated",
            next_command=f"aws sts get-caller-identity --region {region.code}",
        ) from error
    _check_clock(answer)
    if answer["Account"] != account:
        raise AwsError(
            f"these are credentials of account {answer['Account']}, and the spec says {account}",
            next_command="aws sts get-caller-identity",
        )


def _check_clock(answer: Mapping[str, Any]) -> None:
    date = answer.get("ResponseMetadata", {}).get("HTTPHeaders", {}).get("date")
    if date is None:
        return
    skew_seconds = (datetime.now(UTC) - parsedate_to_datetime(date)).total_seconds()
    if abs(skew_seconds) > SKEW_SECONDS:
        direction = "ahead of" if skew_seconds > 0 else "behind"
        raise AwsError(
            f"this machine's clock is {abs(skew_seconds):.0f} s {direction} AWS's; allowed are "
            f"{SKEW_SECONDS:.0f} s: times and lags would be wrong",
            next_command="timedatectl status   # and set the clock, for example: chronyc makestep",
        )
