"""Policies in JSON: what widens them and what does not."""

from __future__ import annotations

import json
from typing import Any

from tests.review.rules.changes import Cases, created, deleted, replaced, updated

ROOT = {"AWS": "arn:aws:iam::111122223333:root"}
ROLE = {"AWS": "arn:aws:iam::111122223333:role/reader"}
TLS = {"Bool": {"aws:SecureTransport": "false"}}
ORGANIZATION = {"StringEquals": {"aws:PrincipalOrgID": "o-1"}}


def statement(action: Any, principal: Any = None, effect: str = "Allow", **more: Any) -> dict[str, Any]:
    whose = {} if principal is None else {"Principal": principal}
    return {"Effect": effect, "Action": action, "Resource": "*", **whose, **more}


def policy(*statements: dict[str, Any]) -> dict[str, Any]:
    return {"policy": json.dumps({"Version": "2012-10-17", "Statement": list(statements)})}


def iam(before: Any, after: Any) -> Any:
    return updated("aws_iam_policy", policy(*before), policy(*after))


def bucket(before: Any, after: Any) -> Any:
    return updated("aws_s3_bucket_policy", policy(*before), policy(*after))


def moved(before: Any, after: Any) -> Any:
    return replaced("aws_s3_bucket_policy", policy(*before), policy(*after), ("bucket",))


READ = statement("s3:GetObject")
DENY_PLAIN = statement("s3:*", "*", "Deny", Condition=TLS)
AT: tuple[str] = ("policy",)

(
    Cases("policy-widened")
    .finds("every action", iam([READ], [statement("*")]), AT)
    .finds("every action of a service", iam([READ], [READ, statement(["S3:*"])]), AT)
    .finds("a new policy with a wildcard", created("aws_iam_role_policy", policy(statement("kms:*"))), AT)
    .finds(
        "all actions but some", iam([READ], [{"Effect": "Allow", "NotAction": "iam:*", "Resource": "*"}]), AT
    )
    .finds("everybody", bucket([statement("s3:GetObject", ROLE)], [statement("s3:GetObject", "*")]), AT)
    .finds("every AWS account", bucket([], [statement("s3:GetObject", {"AWS": ["*"]})]), AT)
    .finds(
        "a condition gone, and so everybody let in",
        bucket([statement("s3:GetObject", "*", Condition=ORGANIZATION)], [statement("s3:GetObject", "*")]),
        AT,
        AT,
    )
    .finds(
        "a condition gone",
        bucket([statement("s3:GetObject", ROLE, Condition=ORGANIZATION)], [statement("s3:GetObject", ROLE)]),
        AT,
    )
    .finds("a denial gone", bucket([DENY_PLAIN, READ], [READ]), AT)
    .finds(
        "a trust policy",
        updated(
            "aws_iam_role",
            {"assume_role_policy": policy(statement("sts:AssumeRole", ROLE))["policy"]},
            {"assume_role_policy": policy(statement("sts:AssumeRole", "*"))["policy"]},
        ),
        ("assume_role_policy",),
    )
    .finds(
        "a role's inline policy",
        updated(
            "aws_iam_role",
            {"inline_policy": [policy(READ)]},
            {"inline_policy": [policy(statement("dynamodb:*"))]},
        ),
        ("inline_policy", 0, "policy"),
    )
    .finds(
        "unknown until apply",
        updated("aws_sqs_queue_policy", policy(READ), {}, unknown={"policy": True}),
        AT,
        unknown=True,
    )
    .lets_pass("narrowed", iam([statement("s3:*")], [statement("s3:Get*"), READ]))
    .lets_pass(
        "order, case, lists and Sids",
        iam(
            [statement(["s3:GetObject", "s3:Put*"], Sid="A")],
            [statement(["s3:Put*", "s3:getobject"], Sid="B")],
        ),
    )
    .lets_pass("a denial added", bucket([READ], [READ, DENY_PLAIN]))
    .lets_pass(
        "a denial that became wider",
        bucket([DENY_PLAIN], [statement("s3:*", "*", "Deny")]),
    )
    .lets_pass(
        "everybody under a condition", bucket([], [statement("s3:GetObject", "*", Condition=ORGANIZATION)])
    )
    .lets_pass(
        "the account's own statement of a key", created("aws_kms_key", policy(statement("kms:*", ROOT)))
    )
    .lets_pass("text that is no policy", updated("aws_iot_policy", {"policy": "{"}, {"policy": "*"}))
    .lets_pass("deleted", deleted("aws_iam_policy", policy(READ)))
    .lets_pass(
        "a denial that moves with its bucket",
        moved(
            [{**DENY_PLAIN, "Resource": "arn:aws:s3:::old/*"}],
            [{**DENY_PLAIN, "Resource": "arn:aws:s3:::new/*"}],
        ),
    )
    .finds("a denial that does not move with its bucket", moved([DENY_PLAIN], [READ]), AT)
    .finds(
        "a denial of another resource",
        bucket(
            [{**DENY_PLAIN, "Resource": "arn:aws:s3:::old/*"}],
            [{**DENY_PLAIN, "Resource": "arn:aws:s3:::new/*"}],
        ),
        AT,
    )
    .lets_pass(
        "a bucket's policy, which AWS reports",
        created("aws_s3_bucket", {}, unknown={"policy": True}, configured=frozenset({"bucket"})),
    )
)
