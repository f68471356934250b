"""What IAM says that a caller may do: asked of its policy simulator, which changes nothing.

IAM lives in us-east-1 (AWS Fault Isolation Boundaries, "Global services"): where that is dark nobody knows
the rights, and whoever has them keeps them. Policies of resources and of sessions are not simulated (IAM API
Reference, SimulatePrincipalPolicy).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from modules.proof import Clients
from regions import Region

_RESOURCES_A_CALL: Final = 50
_ALLOWED: Final = "allowed"


@dataclass(frozen=True)
class Denied:
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


def caller_arn(clients: Clients, region: Region) -> str:
    """Who calls, as that Region's STS says it."""
    return str(clients.client("sts", region).get_caller_identity()["Arn"])


def is_root(arn: str) -> bool:
    """Whether a caller is an account's root user, who may do anything and for whom IAM simulates nothing."""
    return arn.endswith(":root")


def principal_of(clients: Clients, region: Region, arn: str) -> str | None:
    """Whose policies count: those of a session's role, whose path only IAM knows; None for another caller.

    Args:
        clients: reading clients.
        region: whose client of IAM asks.
        arn: of the caller.
    """
    kind, _, name = arn.rpartition(":")[2].partition("/")
    if kind == "user":
        return arn
    if kind != "assumed-role":
        return None
    role = clients.client("iam", region).get_role(RoleName=name.partition("/")[0])
    return str(role["Role"]["Arn"])


def denied(iam: Any, principal: str, region_code: str, statement: Mapping[str, Any]) -> list[Denied]:
    """Which actions of a statement are not allowed on which of its resources.

    Args:
        iam: a client of IAM.
        principal: ARN of the user or role.
        region_code: the Region in which they are wanted.
        statement: of a policy, with lists of ``Action`` and ``Resource``.
    """
    return [
        each
        for resources in _in_parts(statement["Resource"])
        for each in _denied(iam, principal, region_code, statement["Action"], resources)
    ]


def _denied(
    iam: Any, principal: str, region_code: str, actions: Sequence[str], resources: Sequence[str]
) -> Iterator[Denied]:
    """Ask for all at once; what IAM says nothing of is not known (IAM API Reference, EvaluationResult)."""
    region = {
        "ContextKeyName": "aws:RequestedRegion",
        "ContextKeyValues": [region_code],
        "ContextKeyType": "string",
    }
    told: dict[tuple[str, str], tuple[str, bool]] = {}
    for page in iam.get_paginator("simulate_principal_policy").paginate(
        PolicySourceArn=principal,
        ActionNames=list(actions),
        ResourceArns=[_example(resource) for resource in resources],
        ContextEntries=[region],
    ):
        for result in page["EvaluationResults"]:
            told |= _decisions(result)
    for action in actions:
        for resource in resources:
            example = _example(resource)
            decision, misses_context = told.get((action, example), ("", True))
            if decision != _ALLOWED:
                yield Denied(action, resource, certain=resource == example and not misses_context)


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


def _in_parts(resources: Sequence[str]) -> Iterator[Sequence[str]]:
    for start in range(0, len(resources), _RESOURCES_A_CALL):
        yield resources[start : start + _RESOURCES_A_CALL]


def _example(resource: str) -> str:
    """One of a pattern's resources: a simulation takes an ARN as it stands, wildcards and all."""
    return resource if resource == "*" else resource.replace("*", "example").replace("?", "x")
