"""Who calls, and whether IAM would let them do every step of the promotion."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from typing import Any, Final

from futago.aws import trouble_of
from futago.errors import AwsError
from futago.operations import simulation
from futago.operations.permissions import policies
from futago.operations.prepare import check_caller
from futago.operations.simulation import Denied
from futago.rendering.listing import listed
from modules.operation import Permission, Promotion
from modules.proof import Clients
from modules.readiness import Answer, Question, State

IAM_REGION: Final = "us-east-1"
"""Where IAM's control plane is, and so what its calls are allowed in."""
_MOST_TOLD: Final = 5


def caller(promotion: Promotion) -> Question:
    """Whether AWS knows the caller, in the spec's account, and at the same time of day."""
    return Question(
        "estate//caller",
        f"the caller is of account {promotion.estate.account}, and this machine's clock is right",
        promotion.to.code,
        partial(_caller, promotion=promotion),
    )


def questions(promotion: Promotion, needed: Sequence[Permission]) -> Iterator[Question]:
    """One a Region: whether the caller may do there what the promotion does.

    Args:
        promotion: what is asked about.
        needed: what the promotion needs to be allowed.
    """
    account = promotion.estate.account
    principals = tuple(f"arn:aws:iam::{account}:{kind}/*" for kind in ("role", "user"))
    asking = Permission(("iam:SimulatePrincipalPolicy", "iam:GetRole"), principals, IAM_REGION)
    for code, policy in policies(needed).items():
        region = promotion.estate.pair[code]
        yield Question(
            f"estate//rights-{region.short_code}",
            f"the caller may do in {region.city} what the promotion does there",
            promotion.to.code,  # IAM is asked, whatever becomes of that Region
            partial(_rights, promotion=promotion, code=code, statements=policy["Statement"]),
            (asking,),
        )


def _caller(clients: Clients, *, promotion: Promotion) -> Answer:
    try:
        check_caller(clients, promotion.to, promotion.estate.account)
    except AwsError as error:
        if error.__cause__ is not None and trouble_of(error.__cause__) is not None:  # type: ignore[arg-type] # raised from an Exception
            raise
        return Answer(State.BLOCKS, error.message, error.next_command or "")
    return Answer(State.OK, f"account {promotion.estate.account}")


def _rights(
    clients: Clients, *, promotion: Promotion, code: str, statements: Sequence[Mapping[str, Any]]
) -> Answer:
    arn = simulation.caller_arn(clients, promotion.to)
    if simulation.is_root(arn):
        return Answer(
            State.WARNING,
            "the caller is the account's root user, whom IAM simulates nothing for",
            "promote with a role that has the policy of futago promote --print-policy",
        )
    principal = simulation.principal_of(clients, promotion.to, arn)
    if principal is None:
        return Answer(State.UNKNOWN, f"IAM simulates nothing for {arn}", "promote with a role or a user")
    iam = clients.client("iam", promotion.to)
    asked = sum(len(each["Action"]) * len(each["Resource"]) for each in statements)
    denied = [each for statement in statements for each in simulation.denied(iam, principal, code, statement)]
    return _judged(promotion, principal, asked, denied)


def _judged(promotion: Promotion, principal: str, asked: int, denied: Sequence[Denied]) -> Answer:
    name = principal.rpartition("/")[2]
    if not denied:
        return Answer(State.OK, f"{name} may do all {asked}, as IAM simulates its own policies")
    certain = [each for each in denied if each.certain]
    shown = certain or denied
    told = listed([f"{each.action} on {each.resource}" for each in shown], _MOST_TOLD)
    words = "may not" if certain else "may perhaps not"
    return Answer(
        State.BLOCKS if certain else State.UNKNOWN,
        f"{name} {words} {told}",
        f"futago promote {promotion.to.code} --mode {promotion.mode.value} --print-policy",
    )
