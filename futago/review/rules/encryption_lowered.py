"""Encryption switched off, or its key dropped."""

from collections.abc import Iterator

from modules.losses import any_of, destroyed, equals, is_given, is_on, no_longer, only
from modules.review import Change, Concern, Level, Plans, Rule

SAYS = "it does not stay encrypted"
KEY = "its key is dropped"


def _queue(change: Change, plans: Plans) -> Iterator[Concern]:
    """SQS's own encryption gives way to a key without a loss."""
    if not is_given(change.will_be("kms_master_key_id")):
        yield from no_longer(("sqs_managed_sse_enabled",), is_on, SAYS)(change, plans)


RULE = Rule(
    id="encryption-lowered",
    level=Level.ERROR,
    title="Encryption is lowered",
    why=(
        "Its data is readable without the key, or under a key of AWS that no policy of yours guards (KMS "
        "Developer Guide, 'AWS KMS keys'). Often the resource has to be made again for it, empty."
    ),
    remedy="Keep the encryption and the Region's own replica of the multi-Region key.",
    types=frozenset(
        {
            *("aws_cloudwatch_log_group", "aws_db_instance", "aws_docdb_cluster", "aws_ebs_volume"),
            *("aws_ebs_encryption_by_default", "aws_ebs_snapshot_copy", "aws_efs_file_system"),
            *("aws_elasticache_replication_group", "aws_kinesis_stream", "aws_neptune_cluster"),
            *("aws_opensearch_domain", "aws_elasticsearch_domain", "aws_redshift_cluster"),
            *("aws_sns_topic", "aws_sqs_queue", "aws_ssm_parameter", "aws_backup_vault"),
            *("aws_db_instance_automated_backups_replication", "aws_ecr_repository", "aws_msk_cluster"),
        }
    ),
    find=any_of(
        no_longer(("storage_encrypted",), is_on, SAYS),
        no_longer(("encrypted",), is_on, SAYS),
        only("aws_ebs_encryption_by_default", no_longer(("enabled",), is_on, SAYS)),
        only("aws_ebs_encryption_by_default", destroyed("new volumes are no longer encrypted by default")),
        only("aws_ssm_parameter", no_longer(("type",), equals("SecureString"), SAYS)),
        no_longer(("at_rest_encryption_enabled",), is_on, SAYS),
        no_longer(("transit_encryption_enabled",), is_on, "its connections do not stay encrypted"),
        no_longer(("encrypt_at_rest", 0, "enabled"), is_on, SAYS),
        no_longer(("node_to_node_encryption", 0, "enabled"), is_on, "its connections do not stay encrypted"),
        _queue,
        no_longer(("kms_key_id",), is_given, KEY),
        no_longer(("kms_key_arn",), is_given, KEY),
        no_longer(("kms_master_key_id",), is_given, KEY),
        no_longer(("key_id",), is_given, KEY),
        no_longer(("encryption_configuration", 0, "kms_key"), is_given, KEY),
        no_longer(("encryption_info", 0, "encryption_at_rest_kms_key_arn"), is_given, KEY),
    ),
)
