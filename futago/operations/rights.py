"""Whether the caller has the rights that a promotion needs, asked before anything is touched.

IAM answers by simulation (IAM API Reference, SimulatePrincipalPolicy), which no step depends on: IAM lives in
us-east-1, and where it does not answer, or does not let the caller ask, a promotion goes on without.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from concurrent.futures import wait
from dataclasses import dataclass
from functools import partial
from typing import Any, Final

from futago.aws import trouble_of
from futago.operations import simulation
from futago.operations.permissions import policies
from futago.operations.simulation import Denied
from futago.operations.threads import DaemonThreads
from modules.operation import Obstacle, Permission
from modules.proof import Clients
from regions import Region

_PATIENCE_SECONDS: Final = 8.0
_LATE: Final = f"IAM did not answer within {_PATIENCE_SECONDS:g} s"
_AT_ONCE: Final = 8


@dataclass(frozen=True)
class Rights:
    """What IAM says of the caller's rights.

    Attributes:
        missing: an obstacle for every action that is certainly denied.
        unasked: what is not known of them, and why; None if all is.
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
        if principal is None:
            return Rights((), None)
        asked = [
            threads.submit(partial(_denied, clients, region, principal, code, statement))
            for code, policy in policies(permissions).items()
            for statement in policy["Statement"]
        ]
        done, late = wait(asked, _PATIENCE_SECONDS)
        denied = [pair for each in done for pair in each.result()]
    except TimeoutError:
        return Rights((), f"whether the caller has all rights could not be asked: {_LATE}")
    except Exception as error:
        if trouble_of(error) is None:
            raise
        return Rights((), f"whether the caller has all rights could not be asked: {error}")
    finally:
        threads.close()
    missing = {(code, each.action): each for code, each in reversed(denied) if each.certain}
    return Rights(
        tuple(_obstacle(principal, each, code) for (code, _), each in missing.items()),
        _doubts([each for _, each in denied if not each.certain], len(late)),
    )


def _principal(clients: Clients, region: Region) -> str | None:
    """Whose policies are simulated; None for an account's root user, who may do anything."""
    arn = simulation.caller_arn(clients, region)
    return None if simulation.is_root(arn) else simulation.principal_of(clients, region, arn) or arn


def _denied(
    clients: Clients, region: Region, principal: str, code: str, statement: Mapping[str, Any]
) -> list[tuple[str, Denied]]:
    iam = clients.client("iam", region)
    return [(code, each) for each in simulation.denied(iam, principal, code, statement)]


def _obstacle(principal: str, denied: Denied, code: str) -> Obstacle:
    wrong = f"{principal} may not do {denied.action} on {denied.resource}"
    return Obstacle("", "", code, wrong, "get the rights that futago promote … --print-policy shows")


def _doubts(doubtful: Sequence[Denied], late: int) -> str | None:
    """What a promotion at night goes on without: nobody is kept back by a guess."""
    told = []
    if doubtful:
        actions = ", ".join(sorted({each.action for each in doubtful}))
        told.append(f"IAM can't say for sure whether the caller may do {actions}")
    if late:
        told.append(f"IAM left {late} questions about rights open")
    return "; ".join(told) or None
