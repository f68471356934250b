"""Whether the caller has the rights that a promotion needs, asked before anything is touched.

IAM answers by simulation (IAM API Reference, SimulatePrincipalPolicy), which no step depends on: IAM lives in
us-east-1, and where it does not answer, or does not let the caller ask, a promotion goes on without.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import wait
from dataclasses import dataclass
from functools import partial
from typing import Any, Final

from futago.aws import trouble_of
from futago.operations.permissions import policies
from futago.operations.threads import DaemonThreads
from modules.operation import Obstacle, Permission
from modules.proof import Clients
from regions import Region

_PATIENCE_SECONDS: Final = 8.0
_LATE: Final = f"IAM did not answer within {_PATIENCE_SECONDS:g} s"
_AT_ONCE: Final = 8
_ASKED_FOR: Final = 100
"""Resources in one question."""


@dataclass(frozen=True)
class Rights:
    """What IAM says of the caller's rights.

    Attributes:
        missing: an obstacle for every action that is denied.
        unasked: why it could not all be asked; None if it was.
    """

    missing: tuple[Obstacle, ...]
    unasked: str | None


def rights(clients: Clients, region: Region, permissions: Sequence[Permission]) -> Rights:
    """Ask what the caller may not do of what it must.

    Args:
        clients: reading clients.
        region: the Region that is activated; its STS says who calls.
        permissions: what is needed.
    """
    threads = DaemonThreads(_AT_ONCE)
    try:
        principal = threads.submit(partial(_principal, clients, region)).result(_PATIENCE_SECONDS)
        if principal.endswith(":root"):  # may do anything, and can't be simulated
            return Rights((), None)
        asked = [
            threads.submit(partial(_denied, clients, region, principal, code, statement))
            for code, policy in policies(permissions).items()
            for statement in policy["Statement"]
        ]
        done, late = wait(asked, _PATIENCE_SECONDS)
        denied = tuple(obstacle for each in done for obstacle in each.result())
    except TimeoutError:
        return Rights((), f"whether the caller has all rights could not be asked: {_LATE}")
    except Exception as error:
        if trouble_of(error) is None:
            raise
        return Rights((), f"whether the caller has all rights could not be asked: {error}")
    finally:
        threads.close()
    return Rights(denied, f"IAM left {len(late)} questions about rights open" if late else None)


def _principal(clients: Clients, region: Region) -> str:
    """The user's or role's ARN: that of a role's session names neither its path nor its kind."""
    arn = str(clients.client("sts", region).get_caller_identity()["Arn"])
    kind, _, rest = arn.rpartition(":")[2].partition("/")
    if kind != "assumed-role":
        return arn
    name = rest.partition("/")[0]
    return str(clients.client("iam", region).get_role(RoleName=name)["Role"]["Arn"])


def _denied(
    clients: Clients, region: Region, principal: str, code: str, statement: Mapping[str, Any]
) -> list[Obstacle]:
    iam = clients.client("iam", region)
    context = {
        "ContextKeyName": "aws:RequestedRegion",
        "ContextKeyValues": [code],
        "ContextKeyType": "string",
    }
    found: dict[str, Obstacle] = {}
    for resources in _in_parts(statement["Resource"]):
        pages = iam.get_paginator("simulate_principal_policy").paginate(
            PolicySourceArn=principal,
            ActionNames=statement["Action"],
            ResourceArns=[_example(each) for each in resources],
            ContextEntries=[context],
        )
        for result in (each for page in pages for each in page["EvaluationResults"]):
            # Without a value that a condition asks for the simulation knows no better than we do.
            if result["EvalDecision"] != "allowed" and not result.get("MissingContextValues"):
                action = result["EvalActionName"]
                found[action] = _obstacle(principal, action, result["EvalResourceName"], code)
    return list(found.values())


def _obstacle(principal: str, action: str, resource: str, code: str) -> Obstacle:
    wrong = f"{principal} may not do {action} on {resource}"
    return Obstacle("", "", code, wrong, "get the rights that futago promote … --print-policy shows")


def _in_parts(resources: Sequence[str]) -> Iterator[Sequence[str]]:
    for start in range(0, len(resources), _ASKED_FOR):
        yield resources[start : start + _ASKED_FOR]


def _example(resource: str) -> str:
    """A resource of a pattern: a simulation takes no wildcards in ARNs."""
    return resource if resource == "*" else resource.replace("?", "x").replace("*", "example")
