"""The made-up kind ``ledger``: its part in a promotion, against ``simulated_aws``."""

# ruff: noqa: ARG002 # an operator's signatures

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from typing import Any

from futago.operations.observe import Resource as TakingPart
from modules.estate import Estate
from modules.operation import (
    Command,
    Loss,
    Mode,
    Observation,
    Obstacle,
    Permission,
    Phase,
    Progress,
    Promotion,
    Resource,
    Seen,
    Step,
    Unreachable,
)
from modules.proof import Clients
from regions import Region

POLL_SECONDS = 0.005
SETTLE_SECONDS = 0.02
TIMEOUT_SECONDS = 20.0
NOUN = "ledger"
LAG_SECONDS = 1.5


@dataclass(frozen=True)
class LedgerObservation(Observation):
    """What was seen of a ledger."""

    role: str = "reader"
    joined: bool = True
    lag_seconds: float | None = None


class Ledgers:
    """The operator of the kind; a module in real kinds."""

    def observe(
        self,
        clients: Clients,
        estate: Estate,
        name: str,
        inputs: Any,
        region: Region,
    ) -> LedgerObservation:
        side = look(clients, region, name)
        return LedgerObservation(region.code, True, side["role"], side["joined"], LAG_SECONDS)  # noqa: FBT003

    def expected(
        self,
        estate: Estate,
        name: str,
        inputs: Any,
        region: Region,
        writer: Region,
        *,
        after_failover: bool = False,
    ) -> LedgerObservation:
        return LedgerObservation(region.code, exists=True, role="writer" if region == writer else "reader")

    def observe_permissions(
        self,
        estate: Estate,
        name: str,
        inputs: Any,
        region: Region,
    ) -> tuple[Permission, ...]:
        return (Permission(("ssm:GetParameter",), (arn(estate, region, name),), region.code),)

    def resources(self, estate: Estate, name: str, inputs: Any, region: Region) -> tuple[Resource, ...]:
        return (Resource("ledger", arn(estate, region, name)),)

    def plan(
        self,
        promotion: Promotion,
        name: str,
        inputs: Any,
        seen: Seen,
    ) -> Iterator[Step | Obstacle | Loss]:
        here, there = seen[promotion.to.code], seen[promotion.source.code]
        if not isinstance(here, LedgerObservation) or here.role == "writer":
            return
        source_is_seen = not isinstance(there, Unreachable)
        if promotion.mode is Mode.FAILOVER:
            yield Loss(NOUN, name, here.lag_seconds, 3.0, f"the last of {promotion.source.city}")
        if source_is_seen:
            yield step(promotion, promotion.source, name, "fence", Phase.FENCE)
        needs: tuple[str, ...] = ()
        if promotion.mode is Mode.FAILBACK:
            yield step(promotion, promotion.to, name, "rejoin", Phase.REJOIN)
            needs = (f"ledger/{name}/rejoin",)
        yield step(promotion, promotion.to, name, "promote", Phase.PROMOTE, needs)
        yield step(promotion, promotion.to, name, "probe", Phase.VERIFY, (f"ledger/{name}/promote",))


def step(  # noqa: PLR0917 # as a row of a table
    promotion: Promotion, region: Region, name: str, verb: str, phase: Phase, needs: tuple[str, ...] = ()
) -> Step:
    path, ledger = f"ledger/{name}/{verb}", arn(promotion.estate, region, name)
    return Step(
        id=path,
        noun=NOUN,
        name=name,
        region=region.code,
        phase=phase,
        title=f"{verb.capitalize()} ledger {name} in {region.city}",
        why="so that there is one writer",
        cost_if_skipped=f"{name} is without {verb}",
        undo="none is needed",
        expected_seconds=1.0,
        commands=(Command(("aws", "ssm", "put-parameter", "--name", path), "Version"),),
        permissions=(
            Permission(("ssm:GetParameter",), (ledger,), region.code),
            Permission(("ssm:PutParameter",), (f"{ledger}/{verb}",), region.code),
        ),
        check=partial(check, region=region, name=name, verb=verb, operation=promotion.operation),
        act=partial(act, region=region, path=path, operation=promotion.operation),
        needs=needs,
        timeout_seconds=TIMEOUT_SECONDS,
        poll_seconds=POLL_SECONDS,
        settle_seconds=SETTLE_SECONDS,
    )


def check(clients: Clients, *, region: Region, name: str, verb: str, operation: str) -> Progress:
    side = look(clients, region, name)
    seen = f"{side['role']} in {region.city}"
    done = {
        "fence": side["fenced"],
        "rejoin": side["joined"],
        "promote": side["role"] == "writer",
        "probe": operation in side["probes"],
    }[verb]
    if done:
        return Progress("done", seen)
    if verb == "promote" and side["looks_left"]:
        return Progress("running", seen)
    return Progress("todo", seen, lag_seconds=0.7 if verb == "promote" else None)


def act(clients: Clients, *, region: Region, path: str, operation: str) -> None:
    clients.client("ssm", region).put_parameter(Name=path, Value=operation, Type="String")


def look(clients: Clients, region: Region, name: str) -> Any:
    answer = clients.client("ssm", region).get_parameter(Name=f"ledger/{name}")
    return json.loads(answer["Parameter"]["Value"])


def arn(estate: Estate, region: Region, name: str) -> str:
    return f"arn:aws:ssm:{region.code}:{estate.account}:parameter/ledger/{name}"


def resources(names: tuple[str, ...]) -> tuple[TakingPart, ...]:
    """The ledgers as resources of the engine."""
    return tuple(TakingPart(NOUN, name, None, Ledgers()) for name in names)
