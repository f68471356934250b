"""Who calls, and whether IAM would let them do every step of the promotion."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any, Final

from futago.aws import trouble_of
from futago.errors import AwsError
from futago.operations.permissions import policies
from futago.operations.prepare import check_caller
from modules.operation import Permission, Promotion
from modules.proof import Clients
from modules.readiness import Answer, Question, State

IAM_REGION: Final = "us-east-1"
"""Where IAM's control plane is, and so what its calls are allowed in (AWS Fault Isolation Boundaries,
"Global services"). Where it is dark nobody knows the rights, and whoever has them keeps them."""
_RESOURCES_A_CALL: Final = 50
_MOST_TOLD: Final = 5
_ALLOWED: Final = "allowed"


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


@dataclass(frozen=True)
class _Denied:
    """An action that is not allowed.

    Attributes:
        action: the IAM action.
        resource: the ARN it was asked for.
        certain: whether it is known: a pattern of ARNs may be allowed for each that there is, and a
            condition may hold that the simulation knows no value for.
    """

    action: str
    resource: str
    certain: bool


def _rights(
    clients: Clients, *, promotion: Promotion, code: str, statements: Sequence[Mapping[str, Any]]
) -> Answer:
    arn = str(clients.client("sts", promotion.to).get_caller_identity()["Arn"])
    if arn.endswith(":root"):
        return Answer(
            State.WARNING,
            "the caller is the account's root user, whom IAM simulates nothing for",
            "promote with a role that has the policy of futago promote --print-policy",
        )
    principal = _principal(clients, promotion, arn)
    if principal is None:
        return Answer(State.UNKNOWN, f"IAM simulates nothing for {arn}", "promote with a role or a user")
    iam = clients.client("iam", promotion.to)
    asked, denied = 0, list[_Denied]()
    for statement in statements:
        for resources in _parts(statement["Resource"]):
            asked += len(statement["Action"]) * len(resources)
            denied += _simulated(iam, principal, code, statement["Action"], resources)
    return _judged(promotion, principal, asked, denied)


def _principal(clients: Clients, promotion: Promotion, arn: str) -> str | None:
    """Whose policies count: those of a session's role, whose path only IAM knows."""
    kind, _, name = arn.rpartition(":")[2].partition("/")
    if kind == "user":
        return arn
    if kind != "assumed-role":
        return None
    role = clients.client("iam", promotion.to).get_role(RoleName=name.partition("/")[0])
    return str(role["Role"]["Arn"])


def _simulated(
    iam: Any, principal: str, code: str, actions: Sequence[str], resources: Sequence[str]
) -> list[_Denied]:
    """Ask for all at once; what IAM says nothing of is not known (IAM API Reference, EvaluationResult)."""
    region = {
        "ContextKeyName": "aws:RequestedRegion",
        "ContextKeyValues": [code],
        "ContextKeyType": "string",
    }
    pages = iam.get_paginator("simulate_principal_policy")
    told: dict[tuple[str, str], tuple[str, bool]] = {}
    for page in pages.paginate(
        PolicySourceArn=principal,
        ActionNames=list(actions),
        ResourceArns=[_example(resource) for resource in resources],
        ContextEntries=[region],
    ):
        for result in page["EvaluationResults"]:
            told |= _decisions(result)
    found = []
    for action in actions:
        for resource in resources:
            decision, misses_context = told.get((action, _example(resource)), ("", True))
            if decision != _ALLOWED:
                is_one = resource == _example(resource)
                found.append(_Denied(action, resource, is_one and not misses_context))
    return found


def _decisions(result: Mapping[str, Any]) -> dict[tuple[str, str], tuple[str, bool]]:
    """The decision for each action and resource, and whether a value was missing that it hangs on.

    Several resources of one action come below it, or each as a result of its own.
    """
    action = result["EvalActionName"]
    decisions = {
        (action, each["EvalResourceName"]): (
            each["EvalResourceDecision"],
            bool(each.get("MissingContextValues")),
        )
        for each in result.get("ResourceSpecificResults") or ()
    }
    if not decisions:
        misses = bool(result.get("MissingContextValues"))
        decisions[action, result.get("EvalResourceName", "*")] = result["EvalDecision"], misses
    return decisions


def _judged(promotion: Promotion, principal: str, asked: int, denied: Sequence[_Denied]) -> Answer:
    name = principal.rpartition("/")[2]
    if not denied:
        return Answer(State.OK, f"{name} may do all {asked}, as IAM simulates its own policies")
    certain = [each for each in denied if each.certain]
    shown = certain or denied
    told = ", ".join(f"{each.action} on {each.resource}" for each in shown[:_MOST_TOLD])
    more = f" and {len(shown) - _MOST_TOLD} more" if len(shown) > _MOST_TOLD else ""
    words = "may not" if certain else "may perhaps not"
    return Answer(
        State.BLOCKS if certain else State.UNKNOWN,
        f"{name} {words} {told}{more}",
        f"futago promote {promotion.to.code} --mode {promotion.mode.value} --print-policy",
    )


def _example(resource: str) -> str:
    """One of a pattern's resources: a simulation takes an ARN as it stands, wildcards and all."""
    return resource if resource == "*" else resource.replace("*", "example").replace("?", "x")


def _parts(resources: Sequence[str]) -> Iterator[Sequence[str]]:
    for start in range(0, len(resources), _RESOURCES_A_CALL):
        yield resources[start : start + _RESOURCES_A_CALL]
