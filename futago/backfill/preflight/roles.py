"""The two roles: the one that the job takes, and the one that the copying itself takes."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any
from urllib.parse import unquote

from futago.aws import calling
from futago.backfill.direction import Direction
from futago.backfill.obstacle import Obstacle, Weight
from futago.backfill.preflight.buckets import APPLY
from futago.backfill.refusal import code_of
from futago.errors import AwsError
from futago.names import Names
from modules.proof import Clients

BATCH, S3 = "batchoperations.s3.amazonaws.com", "s3.amazonaws.com"


def trust(clients: Clients, direction: Direction) -> Iterator[Obstacle]:
    """``role-missing`` and ``role-trust``: each is there and trusts the service that takes it."""
    for arn, service in ((direction.role_arn, BATCH), (direction.replication_role_arn, S3)):
        document = _trust_document(clients, direction, arn)
        if document is None:
            yield Obstacle("role-missing", Weight.STOPS, f"there is no role {arn}", APPLY)
        elif service not in set(_trusted(document)):
            yield Obstacle(
                "role-trust",
                Weight.STOPS,
                f"role {arn} does not trust {service}: S3 can't take it",
                f"let {service} sts:AssumeRole it ({APPLY})",
            )


def permissions(clients: Clients, direction: Direction) -> Iterator[Obstacle]:
    """``role-permissions``: each may do what Batch Replication needs, as IAM itself evaluates it.

    What is needed: Amazon S3 User Guide, "Configuring an IAM role for S3 Batch Replication" and "Setting up
    permissions for live replication".
    """
    for arn, action, resource, why in _needed(direction):
        if not _may(clients, direction, arn, action, resource):
            yield Obstacle(
                "role-permissions",
                Weight.STOPS,
                f"role {arn} may not {action} on {resource}: {why}",
                f"allow it, and look for a permissions boundary or an organization's policy ({APPLY})",
            )


def _needed(direction: Direction) -> Iterator[tuple[str, str, str, str]]:
    source = f"arn:aws:s3:::{direction.source_bucket}"
    destination = f"arn:aws:s3:::{direction.destination_bucket}"
    names = Names(prefix=direction.estate, account=direction.account)
    reports = f"arn:aws:s3:::{direction.report_bucket}/{names.job_reports(direction.name)}/manifest.json"
    objects = f"{source}/{direction.prefix}any"
    replicas = f"{destination}/{direction.prefix}any"
    job, copy = direction.role_arn, direction.replication_role_arn
    yield job, "s3:InitiateReplication", objects, "no object would be copied"
    yield job, "s3:GetReplicationConfiguration", source, "S3 could not find the objects"
    yield job, "s3:PutInventoryConfiguration", source, "S3 could not find the objects"
    yield job, "s3:PutObject", reports, "the report could not be written"
    yield job, "s3:GetObject", reports, "the list of objects could not be read"
    yield copy, "s3:GetObjectVersionForReplication", objects, "no object could be read"
    yield copy, "s3:GetObjectVersionAcl", objects, "no object could be read"
    yield copy, "s3:ReplicateObject", replicas, "no object could be written"
    if direction.inputs.replication.delete_markers:
        yield copy, "s3:ReplicateDelete", replicas, "no delete marker could be written"


def _may(clients: Clients, direction: Direction, arn: str, action: str, resource: str) -> bool:
    try:
        with calling(f"asking IAM whether role {arn} may {action}"):
            answer = clients.client("iam", direction.source).simulate_principal_policy(
                PolicySourceArn=arn, ActionNames=[action], ResourceArns=[resource]
            )
    except AwsError as error:
        if code_of(error) == "NoSuchEntity":
            return True  # told as role-missing
        raise
    return all(each["EvalDecision"] == "allowed" for each in answer["EvaluationResults"])


def _trust_document(clients: Clients, direction: Direction, arn: str) -> Mapping[str, Any] | None:
    try:
        with calling(f"looking at role {arn}"):
            answer = clients.client("iam", direction.source).get_role(RoleName=arn.rpartition("/")[2])
    except AwsError as error:
        if code_of(error) == "NoSuchEntity":
            return None
        raise
    document = answer["Role"]["AssumeRolePolicyDocument"]
    decoded: Mapping[str, Any] = json.loads(unquote(document)) if isinstance(document, str) else document
    return decoded


def _trusted(document: Mapping[str, Any]) -> Iterator[str]:
    """The services that a trust policy allows."""
    statements = document["Statement"]
    for statement in statements if isinstance(statements, list) else [statements]:
        principal = statement.get("Principal", {})
        if statement.get("Effect") == "Allow" and isinstance(principal, dict):
            services = principal.get("Service", [])
            yield from services if isinstance(services, list) else [services]
