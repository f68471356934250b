"""IAM simulates every resource, in the Region that is asked about, for a role with a path."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest

TOKYO = "ap-northeast-1"
OSAKA = "ap-northeast-3"
MINE, OTHER = (f"arn:aws:dynamodb:{OSAKA}:111122223333:table/{name}" for name in ("mine", "other"))
Aws = Callable[..., Any]


@pytest.fixture
def role(aws: Aws) -> str:
    """A role with a path that may read the table ``mine``, in calls to Osaka only; and never delete it."""
    iam = aws("iam", OSAKA)
    trust = {
        "Version": "2012-10-17",
        "Statement": [{"Effect": "Allow", "Action": "sts:AssumeRole", "Principal": "*"}],
    }
    made = iam.create_role(Path="/people/", RoleName="operator", AssumeRolePolicyDocument=json.dumps(trust))
    in_osaka = {"StringEquals": {"aws:RequestedRegion": OSAKA}}
    statements = [
        {"Effect": "Allow", "Action": "dynamodb:*", "Resource": MINE, "Condition": in_osaka},
        {"Effect": "Deny", "Action": "dynamodb:DeleteTable", "Resource": "*"},
    ]
    policy = json.dumps({"Version": "2012-10-17", "Statement": statements})
    iam.put_role_policy(RoleName="operator", PolicyName="mine", PolicyDocument=policy)
    return str(made["Role"]["Arn"])


def simulated(aws: Aws, role: str, action: str, region: str) -> dict[str, str]:
    """The decision on each table."""
    (result,) = aws("iam", OSAKA).simulate_principal_policy(
        PolicySourceArn=role,
        ActionNames=[action],
        ResourceArns=[MINE, OTHER],
        ContextEntries=[
            {
                "ContextKeyName": "aws:RequestedRegion",
                "ContextKeyValues": [region],
                "ContextKeyType": "string",
            }
        ],
    )["EvaluationResults"]
    return {
        each["EvalResourceName"].rpartition("/")[2]: each["EvalResourceDecision"]
        for each in result["ResourceSpecificResults"]
    }


def test_each_resource_is_decided(aws: Aws, role: str) -> None:
    """What is allowed on one table is not on another."""
    allowed = {"mine": "allowed", "other": "implicitDeny"}
    assert allowed == simulated(aws, role, "dynamodb:GetItem", OSAKA)


def test_conditions_see_the_region(aws: Aws, role: str) -> None:
    """What is allowed in calls to Osaka is not in calls to Tokyo."""
    assert {"implicitDeny"} == set(simulated(aws, role, "dynamodb:GetItem", TOKYO).values())


def test_a_deny_is_told_as_one(aws: Aws, role: str) -> None:
    """What a statement denies is told apart from what none allows."""
    assert {"explicitDeny"} == set(simulated(aws, role, "dynamodb:DeleteTable", OSAKA).values())
