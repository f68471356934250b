"""S3 ``PutObjectTagging`` and ``DeleteObjectTagging``: changed tags are replicated.

MiniStack replicates the tags that an object is written with, and no change of them.

AWS: S3 User Guide, "What does Amazon S3 replicate?" (object tags) and "Replicating metadata changes with
replica modification sync": changes made to a replica go back only where the rule has
SourceSelectionCriteria/ReplicaModifications Enabled.
"""

from __future__ import annotations

from typing import Any

from ministack.services import s3

from futago.emulator.additions.around import OK, Response, Wrapper, around

DELETED = 204


@around(s3, "_put_object_tagging")
def put_object_tagging(put: Wrapper, bucket: str, key: str, *request: Any) -> Response:
    """Carry the new tags to the object's other copy."""
    return _replicated(put, bucket, key, *request)


@around(s3, "_delete_object_tagging")
def delete_object_tagging(delete: Wrapper, bucket: str, key: str, *request: Any) -> Response:
    """Take the tags off the object's other copy."""
    return _replicated(delete, bucket, key, *request)


def _replicated(change: Wrapper, bucket: str, key: str, *request: Any) -> Response:
    response: Response = change(bucket, key, *request)
    if response[0] in {OK, DELETED}:
        _copy_tags(bucket, key)
    return response


def _copy_tags(bucket: str, key: str) -> None:
    """Give the current version's tags to the same object in the destination, if a rule says so."""
    record = s3._buckets[bucket]["objects"][key]
    tags = s3._object_tags.get((bucket, key, record.get("version_id")), {})
    rule, role = s3._replication_rule_for(bucket, key, tags)
    if rule is None or not _carries_metadata(rule, record):
        return
    target = s3._replication_destination(bucket, key, rule, role)
    if target is None:
        return
    name, account, destination = target
    copy = destination["objects"].get(key)
    if copy is not None and copy["etag"] == record["etag"]:
        with s3._in_account(account):
            s3._object_tags[name, key, copy.get("version_id")] = dict(tags)


def _carries_metadata(rule: dict[str, Any], record: dict[str, Any]) -> bool:
    if record.get("replication_status") != "REPLICA":
        return True
    criteria = rule.get("SourceSelectionCriteria") or {}
    return bool((criteria.get("ReplicaModifications") or {}).get("Status") == "Enabled")
