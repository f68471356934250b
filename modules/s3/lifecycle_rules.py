"""Lifecycle rules as the provider takes them."""

from __future__ import annotations

from modules.s3.lifecycle_inputs import LifecycleRuleInputs
from modules.terraform.aws.s3_bucket_lifecycle_configuration import (
    S3BucketLifecycleConfigurationRule,
    S3BucketLifecycleConfigurationRuleFilter,
    S3BucketLifecycleConfigurationRuleNoncurrentVersionExpiration,
)


def lifecycle_rule(rule_id: str, rule: LifecycleRuleInputs) -> S3BucketLifecycleConfigurationRule:
    """One rule; actions that it does not have are left out."""
    made: S3BucketLifecycleConfigurationRule = {
        "id": rule_id,
        "status": "Enabled" if rule.enabled else "Disabled",
        "filter": [_filter(rule)],
    }
    if rule.transitions:
        made["transition"] = [
            {"days": move.days, "storage_class": move.storage_class} for move in rule.transitions
        ]
    if rule.expiration_days is not None:
        made["expiration"] = [{"days": rule.expiration_days}]
    elif rule.expired_object_delete_marker:
        made["expiration"] = [{"expired_object_delete_marker": True}]
    if rule.noncurrent_transitions:
        made["noncurrent_version_transition"] = [
            {"noncurrent_days": move.days, "storage_class": move.storage_class}
            for move in rule.noncurrent_transitions
        ]
    if rule.noncurrent_expiration_days is not None:
        end: S3BucketLifecycleConfigurationRuleNoncurrentVersionExpiration = {
            "noncurrent_days": rule.noncurrent_expiration_days
        }
        if rule.noncurrent_versions is not None:
            end["newer_noncurrent_versions"] = rule.noncurrent_versions
        made["noncurrent_version_expiration"] = [end]
    if rule.abort_incomplete_multipart_upload_days is not None:
        made["abort_incomplete_multipart_upload"] = [
            {"days_after_initiation": rule.abort_incomplete_multipart_upload_days}
        ]
    return made


def _filter(rule: LifecycleRuleInputs) -> S3BucketLifecycleConfigurationRuleFilter:
    """The filter in the one form that S3 gives back for it; any other never settles."""
    if not rule.tags:
        return {"prefix": rule.prefix}
    if len(rule.tags) == 1 and not rule.prefix:
        ((key, value),) = rule.tags.items()
        return {"tag": [{"key": key, "value": value}]}
    return {"and": [{"prefix": rule.prefix, "tags": rule.tags} if rule.prefix else {"tags": rule.tags}]}
