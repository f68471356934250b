"""Drift that is news, told from computed values that settle after an apply.

The first plan after an apply can hold an entry for every resource: ``tags`` from null to ``{}``, a bucket's
``versioning`` that another resource manages. Nobody changed anything, and Terraform does nothing about it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from msgspec.structs import replace

from modules.review import Action, Change, Special

_EMPTY: tuple[Any, ...] = (None, "", [], {}, False, 0)
_MIRRORED = {
    "aws_s3_bucket": frozenset(
        [
            "acceleration_status",
            "acl",
            "cors_rule",
            "grant",
            "lifecycle_rule",
            "logging",
            "object_lock_configuration",
            "policy",
            "replication_configuration",
            "request_payer",
            "server_side_encryption_configuration",
            "versioning",
            "website",
            "website_domain",
            "website_endpoint",
        ]
    ),
    "aws_iam_role": frozenset({"inline_policy", "managed_policy_arns"}),
    "aws_security_group": frozenset({"ingress", "egress"}),
    "aws_route_table": frozenset({"route"}),
    "aws_default_route_table": frozenset({"route"}),
    "aws_network_acl": frozenset({"ingress", "egress"}),
    "aws_rds_cluster": frozenset({"cluster_members", "iam_roles"}),
    "aws_rds_global_cluster": frozenset({"global_cluster_members"}),
    "aws_kms_key": frozenset(),
    "aws_dynamodb_table": frozenset({"replica"}),
    "aws_secretsmanager_secret": frozenset({"policy"}),
    "aws_sns_topic": frozenset({"policy"}),
    "aws_sqs_queue": frozenset({"policy", "redrive_allow_policy", "redrive_policy"}),
}
"""Attributes that resources of their own manage; their drift is seen there (AWS provider, each type)."""


def split_drift(drift: Iterable[Change], changes: Iterable[Change]) -> tuple[tuple[Change, ...], int]:
    """The drift that is news, and how many other entries there were.

    Args:
        drift: the ``resource_drift`` of one plan.
        changes: its ``resource_changes``: what Terraform would undo is news, whatever it is.
    """
    entries = tuple(drift)
    addresses = {entry.address for entry in entries}
    intents = {change.address: change for change in changes if change.address in addresses}
    news = [_news(entry, intents.get(entry.address)) for entry in entries]
    return tuple(each for each in news if each), news.count(None)


def _news(drift: Change, intent: Change | None) -> Change | None:
    """The drift without the attributes that only settle; None where nothing is left."""
    if drift.action is not Action.UPDATE or drift.before is None or drift.after is None:
        return drift
    differing = [
        name
        for name in dict.fromkeys((*drift.before, *drift.after))
        if drift.before.get(name) != drift.after.get(name)
    ]
    settling = {name for name in differing if not _attribute_is_news(name, drift, intent)}
    if len(settling) == len(differing):
        return None
    kept = {name: value for name, value in drift.before.items() if name not in settling}
    return replace(drift, before=kept, after={n: v for n, v in drift.after.items() if n not in settling})


def _attribute_is_news(name: str, drift: Change, intent: Change | None) -> bool:
    before, after = (_value(side, name) for side in (drift.before, drift.after))
    if before in _EMPTY and after in _EMPTY:
        return False
    if name in drift.configured or (intent is not None and _is_undone(name, intent)):
        return True
    return before not in _EMPTY and name not in _MIRRORED.get(drift.type, ())


def _is_undone(name: str, intent: Change) -> bool:
    """Whether the plan sets the attribute anew; of what is made again every computed value is unknown."""
    if intent.action not in (Action.UPDATE, Action.REPLACE):
        return False
    return intent.changes(name) and intent.will_be(name) is not Special.UNKNOWN


def _value(side: Mapping[str, Any] | None, name: str) -> Any:
    return (side or {}).get(name)
