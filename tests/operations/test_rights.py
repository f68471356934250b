"""Rights that are missing are told before anything is touched."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

import pytest
from botocore.exceptions import ClientError, EndpointConnectionError

from futago.operations.decide import Decision
from futago.operations.prepare import prepare
from futago.operations.rights import rights
from modules.operation import Mode, Permission, Promotion
from modules.proof import Clients
from regions import OSAKA, Region
from tests.operations.ledgers import resources
from tests.operations.promotions import Place, Scene

USER = "arn:aws:iam::123456789012:user/ops/ann"
SESSION = "arn:aws:sts::123456789012:assumed-role/promoters/ann"
ROLE = "arn:aws:iam::123456789012:role/platform/promoters"
NEEDED = (
    Permission(("ssm:PutParameter", "ssm:GetParameter"), ("arn:aws:ssm:x:1:parameter/home",), OSAKA.code),
)
PATTERN = (replace(NEEDED[0], resources=("arn:aws:ssm:x:1:parameter/*",)),)

Verdict = Callable[[str], str]


class Iam:
    """STS and IAM, where a test says who calls and what is allowed."""

    def __init__(self, verdict: Verdict, arn: str = USER, *missing: str) -> None:
        self._verdict = verdict
        self._arn = arn
        self._missing = missing
        self.asked: list[dict[str, Any]] = []

    def client(self, *_: object) -> Iam:
        return self

    def get_caller_identity(self) -> dict[str, str]:
        return {"Arn": self._arn}

    def get_role(self, RoleName: str) -> dict[str, Any]:  # noqa: N803 # the API's name
        assert "promoters" == RoleName
        return {"Role": {"Arn": ROLE}}

    def get_paginator(self, name: str) -> Iam:
        assert "simulate_principal_policy" == name
        return self

    def paginate(self, **question: Any) -> Iterator[dict[str, Any]]:
        self.asked.append(question)
        yield {
            "EvaluationResults": [
                {
                    "EvalActionName": action,
                    "EvalResourceName": question["ResourceArns"][0],
                    "EvalDecision": self._verdict(action),
                    "MissingContextValues": list(self._missing),
                }
                for action in question["ActionNames"]
            ]
        }


def allowed(_action: str) -> str:
    return "allowed"


def no_writes(action: str) -> str:
    return "implicitDeny" if "Put" in action else "allowed"


def unreachable(_action: str) -> str:
    raise EndpointConnectionError(endpoint_url="https://iam.amazonaws.com")


def no_questions(_action: str) -> str:
    answer: Any = {"Error": {"Code": "AccessDenied", "Message": "no"}}
    raise ClientError(answer, "SimulatePrincipalPolicy")


def test_nothing_is_missing() -> None:
    """Where all is allowed nothing is said; the question names the caller and the Region."""
    iam = Iam(allowed)
    assert ((), None) == (rights(iam, OSAKA, NEEDED).missing, rights(iam, OSAKA, NEEDED).unasked)
    assert USER == iam.asked[0]["PolicySourceArn"]
    assert ["ap-northeast-3"] == iam.asked[0]["ContextEntries"][0]["ContextKeyValues"]


def test_what_is_missing_is_named() -> None:
    """Every action that is denied is an obstacle, with who lacks it."""
    (obstacle,) = rights(Iam(no_writes), OSAKA, NEEDED).missing
    assert f"{USER} may not do ssm:PutParameter on arn:aws:ssm:x:1:parameter/home" == obstacle.wrong
    assert "--print-policy" in obstacle.remedy


def test_role_of_a_session_is_asked_for() -> None:
    """A session is simulated as its role, whose path only IAM knows."""
    iam = Iam(allowed, SESSION)
    rights(iam, OSAKA, NEEDED)
    assert ROLE == iam.asked[0]["PolicySourceArn"]


def test_root_is_not_simulated() -> None:
    """The account's root may do everything, and IAM simulates it not."""
    iam = Iam(no_writes, "arn:aws:iam::123456789012:root")
    assert () == rights(iam, OSAKA, NEEDED).missing
    assert [] == iam.asked


def test_open_condition_is_no_denial() -> None:
    """Where the simulation lacks a condition's value its denial says nothing."""
    found = rights(Iam(no_writes, USER, "aws:MultiFactorAuthPresent"), OSAKA, NEEDED)
    assert ((), True) == (found.missing, "ssm:PutParameter" in str(found.unasked))


def test_denied_pattern_is_no_denial() -> None:
    """Each that there is may be allowed by its own name: that is said, and nobody is kept back."""
    found = rights(Iam(no_writes), OSAKA, PATTERN)
    assert () == found.missing
    assert "IAM can't say for sure whether the caller may do ssm:PutParameter" == found.unasked


@pytest.mark.parametrize("verdict", [unreachable, no_questions])
def test_question_that_can_not_be_asked(verdict: Verdict) -> None:
    """Where IAM is dark or lets nobody ask, that is said, and nothing is taken for missing."""
    found = rights(Iam(verdict), OSAKA, NEEDED)
    assert () == found.missing
    assert "could not be asked" in str(found.unasked)


class With:
    """The simulated AWS's clients, and an IAM beside them."""

    def __init__(self, clients: Clients, iam: Iam) -> None:
        self._clients = clients
        self._iam = iam

    def client(self, service: str, region: Region) -> Any:
        if service == "iam":
            return self._iam
        return self._clients.client(service, region)


def prepared(place: Place, mode: Mode, verdict: Verdict) -> Decision:
    calls = place.calls(mode)
    reading = With(calls.reading, Iam(verdict))
    with_iam = replace(calls, reading=reading, has_iam=True)
    return prepare(with_iam, Promotion(place.estate, mode, OSAKA, "test"), resources=resources(place.names))


@pytest.mark.parametrize("mode", [Mode.SWITCHOVER, Mode.FAILBACK])
def test_planned_promotion_waits_for_the_right(place: Place, aws_scene: Scene, mode: Mode) -> None:
    """What is planned is refused while a right is missing, with nothing touched."""
    aws_scene.set_for(mode)
    decision = prepared(place, mode, no_writes)
    assert not decision.is_allowed
    assert {} == dict(aws_scene.aws.effects)


def test_failover_is_warned_only(place: Place, aws_scene: Scene) -> None:
    """An emergency is not stopped by a simulation that may err: the operator is told."""
    aws_scene.set_for(Mode.FAILOVER)
    decision = prepared(place, Mode.FAILOVER, no_writes)
    assert decision.is_allowed
    assert any("may not do ssm:PutParameter" in warning for warning in decision.warnings)


@pytest.mark.parametrize("verdict", [allowed, unreachable])
def test_allowed_or_unknown_stops_nothing(place: Place, aws_scene: Scene, verdict: Verdict) -> None:
    """With every right, or with an IAM that is dark, a promotion may begin."""
    aws_scene.set_for(Mode.SWITCHOVER)
    assert prepared(place, Mode.SWITCHOVER, verdict).is_allowed
