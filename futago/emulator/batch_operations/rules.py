"""Which replication rules of a bucket apply to a version of an object.

AWS: Amazon S3 User Guide, "Replication configuration file elements" (filter, priority: of the rules with the
same destination the one with the highest priority applies), "What does Amazon S3 replicate?" and "Replicating
delete markers between buckets". An object in S3 Glacier Flexible Retrieval or Deep Archive is not eligible
("Troubleshooting replication", Batch Replication errors), nor is one under SSE-KMS for a rule without
SseKmsEncryptedObjects ("Replicating encrypted objects").
"""

from __future__ import annotations

from ministack.services import s3

from futago.emulator.batch_operations.service_model import Record
from futago.emulator.batch_operations.versions import SSE, Version

ARCHIVED = frozenset({"GLACIER", "DEEP_ARCHIVE"})


def configuration(bucket: str) -> Record | None:
    """The bucket's replication configuration, if it has one and versioning is enabled."""
    found: Record | None = s3._bucket_replication.get(bucket)
    return found if s3._bucket_versioning.get(bucket) == "Enabled" else None


def rules_for(version: Version, rules: list[Record]) -> list[Record]:
    """The rules by which a version is replicated, one for each destination; none if it is not eligible.

    Args:
        version: the version.
        rules: the rules of the bucket's configuration.
    """
    if version.storage_class in ARCHIVED:
        return []
    tags = version.tags
    by_destination: dict[str, Record] = {}
    for rule in sorted(rules, key=lambda rule: int(rule.get("Priority") or 0)):
        if _applies(rule, version, tags):
            by_destination[rule["Destination"]["Bucket"]] = rule
    return list(by_destination.values())


def _applies(rule: Record, version: Version, tags: dict[str, str]) -> bool:
    prefix: str = s3._replication_rule_prefix(rule)
    if rule.get("Status") != "Enabled" or not version.key.startswith(prefix):
        return False
    wanted_tags: dict[str, str] = s3._replication_rule_tags(rule)
    if version.is_delete_marker:
        return "Filter" not in rule or (not wanted_tags and _enabled(rule, "DeleteMarkerReplication"))
    if version.encryption.get(SSE) in {"aws:kms", "aws:kms:dsse"}:
        criteria = rule.get("SourceSelectionCriteria") or {}
        if not _enabled(criteria, "SseKmsEncryptedObjects"):
            return False
    return wanted_tags.items() <= tags.items()


def _enabled(options: Record, name: str) -> bool:
    return bool((options.get(name) or {}).get("Status") == "Enabled")
