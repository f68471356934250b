"""The account's authorization details tell what bounds a role."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

Aws = Callable[..., Any]
BOUNDARY = "arn:aws:iam::aws:policy/ReadOnlyAccess"
TRUST = json.dumps(
    {
        "Version": "2012-10-17",
        "Statement": [
            {"Effect": "Allow", "Principal": {"Service": "ec2.amazonaws.com"}, "Action": "sts:AssumeRole"}
        ],
    }
)


def boundaries(aws: Aws, **boundary: str) -> list[str | None]:
    """The boundaries that are told of a role made with ``boundary``."""
    iam = aws("iam", "ap-northeast-1")
    iam.create_role(RoleName="it", AssumeRolePolicyDocument=TRUST, **boundary)
    details = iam.get_account_authorization_details(Filter=["Role"])["RoleDetailList"]
    found = [each for each in details if each["RoleName"] == "it"]
    return [each.get("PermissionsBoundary", {}).get("PermissionsBoundaryArn") for each in found]


def test_a_bounded_role_says_its_boundary(aws: Aws) -> None:
    """The list has what GetRole has."""
    assert [BOUNDARY] == boundaries(aws, PermissionsBoundary=BOUNDARY)


def test_a_role_without_one_says_none(aws: Aws) -> None:
    """What is not set is not in the list."""
    assert [None] == boundaries(aws)
