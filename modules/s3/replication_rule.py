"""The rule by which one bucket of a pair replicates to the other."""

from __future__ import annotations

from modules.s3.names import rule_id
from modules.s3.replication_inputs import TIME_CONTROL_MINUTES, ReplicationInputs
from modules.terraform.aws.s3_bucket_replication_configuration import (
    S3BucketReplicationConfigurationRule,
    S3BucketReplicationConfigurationRuleDestination,
)
from modules.terraform.reference import Reference
from regions import Region


def replication_rule(
    inputs: ReplicationInputs, to: Region, bucket_arn: str, key_arn: Reference
) -> S3BucketReplicationConfigurationRule:
    """The rule that replicates to the bucket with this ARN in ``to``, encrypted with the key there.

    Id, priority and filter are always said: left to S3 they make the plan differ for ever
    (terraform-provider-aws, issue 665).
    """
    return {
        "id": rule_id(to),
        "priority": 1,
        "status": "Enabled",
        "filter": {"prefix": inputs.prefix},
        "delete_marker_replication": {"status": _status(inputs.delete_markers)},
        "source_selection_criteria": {
            "replica_modifications": {"status": _status(inputs.replica_modifications)},
            "sse_kms_encrypted_objects": {"status": "Enabled"},
        },
        "destination": _destination(inputs, bucket_arn, key_arn),
    }


def _destination(
    inputs: ReplicationInputs, bucket_arn: str, key_arn: Reference
) -> S3BucketReplicationConfigurationRuleDestination:
    """The destination. Metrics are on without time control too: they are how the lag is seen."""
    destination: S3BucketReplicationConfigurationRuleDestination = {
        "bucket": bucket_arn,
        "encryption_configuration": {"replica_kms_key_id": key_arn},
        "metrics": {"status": "Enabled"},
    }
    if inputs.storage_class is not None:
        destination["storage_class"] = inputs.storage_class
    if inputs.time_control:
        destination["replication_time"] = {"status": "Enabled", "time": {"minutes": TIME_CONTROL_MINUTES}}
        destination["metrics"] = {"status": "Enabled", "event_threshold": {"minutes": TIME_CONTROL_MINUTES}}
    return destination


def _status(on: bool) -> str:  # noqa: FBT001 # a translation of the value, not a switch
    return "Enabled" if on else "Disabled"
