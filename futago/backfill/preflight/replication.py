"""The replication of the source bucket: there, enabled, and as the spec wants it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from futago.aws import calling
from futago.backfill.direction import Direction
from futago.backfill.obstacle import Obstacle, Weight
from futago.backfill.preflight.buckets import APPLY
from futago.backfill.refusal import code_of
from futago.errors import AwsError
from modules.proof import Clients

LINKS = "apply the estate's links stack, which holds the replications"


def rule(clients: Clients, direction: Direction) -> Iterator[Obstacle]:
    """``replication-missing``, ``replication-disabled``, ``replication-differs``.

    A job copies by the bucket's own replication: where to, with which key and role is all said there.
    """
    where = f"bucket {direction.source_bucket} in {direction.source.code}"
    try:
        with calling(f"looking at the replication of {where}"):
            answer = clients.client("s3", direction.source).get_bucket_replication(
                Bucket=direction.source_bucket, ExpectedBucketOwner=direction.account
            )
    except AwsError as error:
        if code_of(error) != "ReplicationConfigurationNotFoundError":
            raise
        yield Obstacle("replication-missing", Weight.STOPS, f"{where} has no replication", LINKS)
        return
    configuration = answer["ReplicationConfiguration"]
    own = [each for each in configuration["Rules"] if _goes_to(each, direction.destination_bucket)]
    if not own:
        yield Obstacle(
            "replication-differs",
            Weight.STOPS,
            f"the replication of {where} has no rule to {direction.destination_bucket}",
            LINKS,
        )
    for each in own:
        yield from _faults(each, where, direction)
    if configuration.get("Role") != direction.replication_role_arn:
        yield Obstacle(
            "replication-differs",
            Weight.STOPS,
            f"the replication of {where} takes role {configuration.get('Role')}; by the spec it is "
            f"{direction.replication_role_arn}",
            APPLY,
        )
    others = [each for each in configuration["Rules"] if not _goes_to(each, direction.destination_bucket)]
    if others:
        named = ", ".join(each.get("ID", "without id") for each in others)
        yield Obstacle(
            "replication-others",
            Weight.NOTE,
            f"{where} has rules that are not the spec's ({named}): the job runs for these, too",
            "remove them, or expect their objects in the count and their failures in the report",
        )


def _goes_to(each: Mapping[str, Any], bucket: str) -> bool:
    return bool(each["Destination"]["Bucket"] == f"arn:aws:s3:::{bucket}")


def _faults(each: Mapping[str, Any], where: str, direction: Direction) -> Iterator[Obstacle]:
    if each["Status"] != "Enabled":
        yield Obstacle(
            "replication-disabled",
            Weight.STOPS,
            f"rule {each.get('ID')} of {where} is {each['Status']}: nothing would be found to copy",
            LINKS,
        )
    prefix = each.get("Filter", {}).get("Prefix", each.get("Prefix", ""))
    if prefix != direction.prefix:
        yield _differs(where, each, f"the prefix {prefix!r}", repr(direction.prefix))
    kms = each.get("SourceSelectionCriteria", {}).get("SseKmsEncryptedObjects", {}).get("Status")
    if kms != "Enabled":
        yield _differs(where, each, f"SseKmsEncryptedObjects {kms}", "Enabled: every object is under SSE-KMS")


def _differs(where: str, each: Mapping[str, Any], found: str, wanted: str) -> Obstacle:
    return Obstacle(
        "replication-differs",
        Weight.STOPS,
        f"rule {each.get('ID')} of {where} has {found}; by the spec it is {wanted}",
        LINKS,
    )
