"""A small AWS for a made-up kind, ledgers, held in memory: a state machine that counts what changed it.

A ledger has a writer's Region. SSM's API carries it, so that the real SDK makes the calls: GetParameter of
``ledger/NAME`` looks, PutParameter of ``ledger/NAME/VERB`` acts. A promotion goes on for some looks.
"""

from __future__ import annotations

import json
import threading
from collections import Counter
from dataclasses import asdict, dataclass, field
from typing import Any

from tests.operations.faulty_aws import Request, Response

ACCOUNT = "123456789012"
LOOKS_OF_A_MOVE = 2


@dataclass
class Side:
    """A ledger in one Region."""

    role: str = "reader"
    fenced: bool = False
    joined: bool = True
    probes: list[str] = field(default_factory=list)
    looks_left: int = 0


class RefusedError(Exception):
    """The call is no good now."""

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code = code


class SimulatedAws:
    """An upstream of ``faulty_aws`` for two Regions.

    Attributes:
        sides: the ledgers, by Region and name.
        effects: how often each call took effect, by ``REGION ledger/NAME/VERB``.
        account: what STS says.
    """

    def __init__(self, regions: tuple[str, str], names: tuple[str, ...], writer: str) -> None:
        self.regions = regions
        self.names = names
        self.effects: Counter[str] = Counter()
        self.account = ACCOUNT
        self._lock = threading.Lock()
        self.sides: dict[tuple[str, str], Side] = {}
        self.reset(writer)

    def reset(self, writer: str) -> None:
        """Everything well, with one Region as the writer of all ledgers."""
        with self._lock:
            self.effects.clear()
            self.sides = {
                (region, name): Side("writer" if region == writer else "reader")
                for region in self.regions
                for name in self.names
            }

    def end_state(self) -> dict[str, Any]:
        """All there is, as plain data."""
        return {" ".join(key): asdict(side) for key, side in sorted(self.sides.items())}

    def __call__(self, request: Request) -> Response:
        if request.service == "sts":
            return self._caller()
        if request.service == "s3":
            body = b"<Error><Code>NoSuchBucket</Code><Message>there is none</Message></Error>"
            return Response(404, {"content-type": "application/xml"}, body)
        with self._lock:
            try:
                answer = self._ssm(request)
            except RefusedError as refused:
                return _json(400, {"__type": refused.code, "message": str(refused)})
            return _json(200, answer)

    def _caller(self) -> Response:
        body = (
            '<GetCallerIdentityResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/">'
            f"<GetCallerIdentityResult><Arn>arn:aws:iam::{self.account}:user/ann</Arn>"
            f"<Account>{self.account}</Account></GetCallerIdentityResult>"
            "</GetCallerIdentityResponse>"
        )
        return Response(200, {"content-type": "text/xml"}, body.encode())

    def _ssm(self, request: Request) -> dict[str, Any]:
        _, name, *verb = request.parameters["Name"].split("/")
        side = self.sides.get((request.region, name))
        if side is None:
            raise RefusedError("ParameterNotFound", f"no ledger {name} in {request.region}")
        if request.operation == "GetParameter":
            return {"Parameter": {"Name": name, "Value": json.dumps(self._look(request.region, name, side))}}
        self._act(request.region, name, side, verb[0], request.parameters["Value"])
        self.effects[f"{request.region} ledger/{name}/{verb[0]}"] += 1
        return {"Version": 1}

    def _look(self, region: str, name: str, side: Side) -> dict[str, Any]:
        if side.looks_left:
            side.looks_left -= 1
            if side.looks_left == 0:
                side.role = "writer"
                self._other(region, name).role = "reader"
        return asdict(side)

    def _act(self, region: str, name: str, side: Side, verb: str, value: str) -> None:
        if verb == "fence":
            side.fenced = True
        elif verb == "rejoin":
            side.joined = True
        elif verb == "promote":
            if side.role == "writer" or side.looks_left:
                raise RefusedError("InvalidLedgerStateFault", f"{name} is promoted or being promoted already")
            side.looks_left = LOOKS_OF_A_MOVE
        elif verb == "probe":
            if side.role != "writer":
                raise RefusedError("ValidationException", f"{name} is no writer in {region}")
            side.probes.append(value)
        else:
            raise RefusedError("ValidationException", verb)

    def _other(self, region: str, name: str) -> Side:
        return next(side for (other, its), side in self.sides.items() if its == name and other != region)


def _json(status: int, body: dict[str, Any]) -> Response:
    return Response(status, {"content-type": "application/x-amz-json-1.1"}, json.dumps(body).encode())
