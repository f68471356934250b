"""Replication that goes on and takes less along."""

from modules.blocks import no_longer_in_blocks
from modules.losses import any_of, equals
from modules.review import CHANGING, Level, Rule

CRITERIA = ("source_selection_criteria", 0)
DESTINATION = ("destination", 0)
SWITCHES = (
    ((*CRITERIA, "sse_kms_encrypted_objects", 0, "status"), "objects encrypted with KMS are left out"),
    ((*CRITERIA, "replica_modifications", 0, "status"), "changes made to replicas do not come back"),
    (("delete_marker_replication", 0, "status"), "delete markers are no longer replicated"),
    (("existing_object_replication", 0, "status"), "existing objects are no longer replicated"),
    ((*DESTINATION, "replication_time", 0, "status"), "the time control of 15 minutes is dropped"),
    ((*DESTINATION, "metrics", 0, "status"), "the metrics that show the lag are dropped"),
)

RULE = Rule(
    id="s3-replication-narrowed",
    level=Level.WARNING,
    title="Replication of a bucket takes less along",
    why=(
        "What is switched off inside a rule stays behind without an error: objects under KMS keys, delete "
        "markers, changes of replicas; without metrics nobody sees how far the other Region is behind "
        "(Amazon S3 User Guide, 'Replication configuration file elements')."
    ),
    remedy="Keep the setting in both directions, or write down why the copies may differ.",
    types=frozenset({"aws_s3_bucket_replication_configuration"}),
    find=any_of(
        *(no_longer_in_blocks(("rule",), "id", path, equals("Enabled"), says) for path, says in SWITCHES)
    ),
    actions=CHANGING,
)
