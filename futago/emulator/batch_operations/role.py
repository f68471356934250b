"""What an IAM role may do, asked of the policies that are really there.

MiniStack enforces no policy on requests; S3 Batch Operations is the one caller here whose role is looked at,
because a role that lacks a permission is the most common reason for a job to fail.

AWS: IAM User Guide, "Policy evaluation logic"; Amazon S3 User Guide, "Configuring an IAM role for S3 Batch
Replication", "Setting up permissions for live replication" and "Replicating encrypted objects".
"""

from __future__ import annotations

import json
import re
from typing import Any

from ministack.core.iam_evaluator import (
    EvalContext,
    EvalResult,
    _gather_role_policies,
    combine_resource_policy,
    evaluate,
    parse_policy_document,
)
from ministack.services import iam, s3

from futago.emulator.batch_operations.service_model import Record

SESSION = "s3-batch-operations"

_ROLE = re.compile(r"arn:[^:]+:iam::(\d{12}):role/(?:.*/)?([^/]+)")


class Role:
    """A role, its permissions as they were when this was made.

    Args:
        arn: the role's ARN.
        region: where it is used.
        trusted: the AWS service that takes it, such as ``s3.amazonaws.com``.
        source_arn: on whose behalf the service takes it.
    """

    def __init__(self, arn: str, region: str, trusted: str, source_arn: str) -> None:
        self.arn = arn
        found = _ROLE.fullmatch(arn)  # S3 takes any text for a replication's role
        self._account, self._name = found.groups() if found else ("", "")
        self._region = region
        self._service = trusted
        self._source_arn = source_arn
        self._policies = _gather_role_policies(self._name, self._account)

    def can_be_assumed(self) -> bool:
        """Whether the role exists and trusts the service, on behalf of this account and resource."""
        role = iam._roles.get_scoped(self._account, None, self._name)
        if role is None or role["Arn"] != self.arn:
            return False
        context = self._context("sts:AssumeRole", self.arn)
        context.service_context = {
            "aws:sourceaccount": self._account,
            "aws:sourcearn": self._source_arn,
        }
        statements = [
            {**statement, "Resource": self.arn}
            for statement in _statements(role["AssumeRolePolicyDocument"])
            if _names_service(statement, self._service)
        ]
        return bool(evaluate(context, [parse_policy_document({"Statement": statements})]).decision == "Allow")

    def may(self, action: str, arn: str) -> bool:
        """Whether the role may do something to a bucket or an object.

        Args:
            action: such as ``s3:PutObject``.
            arn: of the bucket or the object.
        """
        bucket = arn.removeprefix("arn:aws:s3:::").partition("/")[0]
        owner = s3._bucket_owner_account(bucket)
        policy = s3._bucket_policies.get_scoped(owner, None, bucket) if owner else None
        context = self._context(action, arn)
        return bool(self._decide(context, policy or "", owner).decision == "Allow")

    def may_use_key(self, action: str, key: Record, context_arn: str) -> bool:
        """Whether the role may use a key through S3.

        Args:
            action: such as ``kms:Encrypt``.
            key: MiniStack's record of the key.
            context_arn: the encryption context: the bucket's ARN with a Bucket Key, else the object's.
        """
        region = key["Arn"].split(":")[3]
        context = self._context(action, key["Arn"])
        context.service_context = {
            "kms:viaservice": f"s3.{region}.amazonaws.com",
            "kms:encryptioncontext:aws:s3:arn": context_arn,
        }
        owner = key["Arn"].split(":")[4]
        decision = self._decide(context, key.get("Policy") or "", owner, required=True).decision
        return bool(decision == "Allow")

    def _decide(self, context: EvalContext, policy: str, owner: str | None, **options: Any) -> EvalResult:
        identity = evaluate(context, self._policies)
        return combine_resource_policy(identity, context, policy, owner, **options)

    def _context(self, action: str, arn: str) -> EvalContext:
        return EvalContext(
            principal_arn=f"arn:aws:sts::{self._account}:assumed-role/{self._name}/{SESSION}",
            principal_type="AssumedRole",
            principal_account=self._account,
            action=action,
            resource_arn=arn,
            region=self._region,
            secure_transport=True,  # AWS's services speak TLS among themselves
        )


def _statements(document: str | Record) -> list[Record]:
    parsed = json.loads(document) if isinstance(document, str) else document
    statements = parsed["Statement"]
    return [statements] if isinstance(statements, dict) else list(statements)


def _names_service(statement: Record, service: str) -> bool:
    principal = statement.get("Principal", {})
    return principal == "*" or (isinstance(principal, dict) and service in _listed(principal.get("Service")))


def _listed(value: str | list[str] | None) -> list[str]:
    if value is None:
        return []
    return [value] if isinstance(value, str) else value
