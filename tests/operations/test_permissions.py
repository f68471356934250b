"""The policy of an operator, and that no call is made that is not in it."""

from __future__ import annotations

import json

import pytest

from futago.operations.decide import decide
from futago.operations.permissions import permissions_of, policies
from futago.operations.prepare import assumed
from modules.operation import Mode, Permission
from regions import OSAKA, TOKYO
from tests.iam_findings import iam_findings
from tests.operations.ledgers import resources
from tests.operations.promotions import Place, Scene


def a_permission(action: str, resource: str, region: str = OSAKA.code) -> Permission:
    return Permission((action,), (resource,), region)


def test_one_policy_a_region() -> None:
    """What is called in a Region stands in that Region's policy, and is bound to it."""
    made = policies([a_permission("a:B", "x"), a_permission("a:B", "x", TOKYO.code)])
    assert {OSAKA.code, TOKYO.code} == set(made)
    (statement,) = made[OSAKA.code]["Statement"]
    assert {"StringEquals": {"aws:RequestedRegion": OSAKA.code}} == statement["Condition"]


def test_statements_are_merged() -> None:
    """What is allowed on the same resources is one statement; nothing is allowed on more than was said."""
    given = [
        a_permission("a:B", "x"),
        a_permission("a:C", "x"),
        a_permission("a:B", "y"),
        a_permission("a:C", "y"),
    ]
    (statement,) = policies([*given, given[0]])[OSAKA.code]["Statement"]
    assert (["a:B", "a:C"], ["x", "y"]) == (statement["Action"], statement["Resource"])
    apart = policies([a_permission("a:B", "x"), a_permission("a:C", "y")])[OSAKA.code]["Statement"]
    assert [(["a:B"], ["x"]), (["a:C"], ["y"])] == [(each["Action"], each["Resource"]) for each in apart]


@pytest.mark.parametrize("mode", Mode)
def test_every_call_is_declared(place: Place, aws_scene: Scene, mode: Mode) -> None:
    """Whatever a promotion calls, its policy for that Region allows."""
    aws_scene.set_for(mode)
    decision, _ = place.prepare(mode)
    place.run_prepared(mode, decision)
    made = policies(permissions_of([decision], resources(place.names)))
    allowed = {
        (region, action)
        for region, policy in made.items()
        for statement in policy["Statement"]
        for action in statement["Action"]
    }
    called = {
        (region, f"{service}:{operation}")
        for region, service, operation in (label.split()[:3] for label in aws_scene.faults.calls)
        if service != "sts"  # GetCallerIdentity needs no right
    }
    assert called <= allowed


def test_policies_are_sound(place: Place) -> None:
    """A tool that looks for faults in IAM policies finds none."""
    decision, _ = place.prepare(Mode.SWITCHOVER)
    for policy in policies(permissions_of([decision], resources(place.names))).values():
        assert [] == iam_findings(json.dumps(policy))


def test_policy_without_asking_anybody(place: Place, aws_scene: Scene) -> None:
    """What all being well would need is known without a call."""
    decision, _ = place.prepare(Mode.FAILOVER)
    aws_scene.faults.forget()
    promotion = decision.promotion
    made = decide(promotion, resources(place.names), assumed(promotion, resources(place.names)))
    assert policies(permissions_of([made], resources(place.names)))
    assert {} == dict(aws_scene.faults.calls)
