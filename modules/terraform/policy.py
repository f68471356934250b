"""IAM policy documents as Terraform takes them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NotRequired, TypedDict

from modules.terraform.reference import Reference, json_text


class Statement(TypedDict):
    """A statement (IAM User Guide, "IAM JSON policy elements reference")."""

    Sid: NotRequired[str]
    Effect: str
    Principal: NotRequired[str | Mapping[str, str | Sequence[str]]]
    Action: str | Sequence[str]
    Resource: NotRequired[str | Sequence[str]]
    Condition: NotRequired[Mapping[str, Mapping[str, str | Sequence[str]]]]


def policy(statements: Sequence[Statement]) -> Reference:
    """A policy document with these statements, as JSON text."""
    return json_text({"Version": "2012-10-17", "Statement": statements})


def trust(service: str, account: str, source_arn: str | None = None) -> list[Statement]:
    """A role's trust in one AWS service, and only on behalf of this account.

    The conditions keep another account's resource from using the role through the service (IAM User
    Guide, "The confused deputy problem").
    """
    conditions: dict[str, Mapping[str, str | Sequence[str]]] = {
        "StringEquals": {"aws:SourceAccount": account}
    }
    if source_arn is not None:
        conditions["ArnLike"] = {"aws:SourceArn": source_arn}
    return [
        {
            "Effect": "Allow",
            "Principal": {"Service": service},
            "Action": "sts:AssumeRole",
            "Condition": conditions,
        }
    ]
