"""An access point says whether its policy is public."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest
from botocore.exceptions import ClientError

ACCOUNT_ID = "111122223333"
OSAKA = "ap-northeast-3"
ACCESS_POINT = f"arn:aws:s3:{OSAKA}:{ACCOUNT_ID}:accesspoint/receipts"
Aws = Callable[..., Any]


@pytest.fixture
def control(aws: Aws) -> Any:
    """S3 Control of Osaka, which has an access point."""
    aws("s3", OSAKA).create_bucket(Bucket="receipts", CreateBucketConfiguration={"LocationConstraint": OSAKA})
    control = aws("s3control", OSAKA)
    control.create_access_point(AccountId=ACCOUNT_ID, Name="receipts", Bucket="receipts")
    return control


def put(control: Any, effect: str) -> None:
    """Put a policy about everybody."""
    statement = {
        "Effect": effect,
        "Principal": "*",
        "Action": "s3:PutObject",
        "Resource": f"{ACCESS_POINT}/object/*",
    }
    policy = json.dumps({"Version": "2012-10-17", "Statement": [statement]})
    control.put_access_point_policy(AccountId=ACCOUNT_ID, Name="receipts", Policy=policy)


@pytest.mark.parametrize(("effect", "is_public"), [("Deny", False), ("Allow", True)])
def test_who_allows_everybody_is_public(control: Any, effect: str, *, is_public: bool) -> None:
    """A policy that allows everybody is public, one that denies everybody is not."""
    put(control, effect)
    status = control.get_access_point_policy_status(AccountId=ACCOUNT_ID, Name="receipts")
    assert {"IsPublic": is_public} == status["PolicyStatus"]


@pytest.mark.parametrize(
    ("name", "code"), [("receipts", "NoSuchAccessPointPolicy"), ("none", "NoSuchAccessPoint")]
)
def test_what_is_missing_is_said(control: Any, name: str, code: str) -> None:
    """No policy, and no access point, are two errors."""
    with pytest.raises(ClientError) as refused:
        control.get_access_point_policy_status(AccountId=ACCOUNT_ID, Name=name)
    assert code == refused.value.response["Error"]["Code"]
