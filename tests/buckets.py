"""Buckets for tests, and what their stacks hold."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

from modules.s3.inputs import BucketInputs

CODES = {"apne1": "ap-northeast-1", "apne3": "ap-northeast-3"}
OTHER = {"apne1": "apne3", "apne3": "apne1"}


def bucket(**values: Any) -> BucketInputs:
    return BucketInputs.model_validate({"consistency": "eventual", **values})


def resource(stack: Mapping[str, Any], kind: str, name: str) -> dict[str, Any]:
    found: dict[str, Any] = stack["resource"][kind][name]
    return {argument: value for argument, value in found.items() if argument != "//"}


def statements(stacks: Mapping[str, Any], short_code: str, role: str) -> dict[str, dict[str, Any]]:
    policy = resource(stacks[short_code], "aws_iam_role_policy", f"bucket_{role}_{short_code}")["policy"]
    return {statement["Sid"]: statement for statement in json.loads(policy)["Statement"]}


def documents(stack: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    for kind, argument in (
        ("aws_iam_role", "assume_role_policy"),
        ("aws_iam_role_policy", "policy"),
        ("aws_s3_bucket_policy", "policy"),
    ):
        for name, each in stack["resource"][kind].items():
            yield f"{kind}.{name}", each[argument]
