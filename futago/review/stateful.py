"""The resource types that hold data, beside those of the kinds, which have rules of their own."""

STATEFUL = frozenset(
    {
        # Databases and caches
        *("aws_db_cluster_snapshot", "aws_db_instance", "aws_db_snapshot", "aws_docdb_cluster"),
        *("aws_docdbelastic_cluster", "aws_dsql_cluster", "aws_elasticache_cluster"),
        *("aws_elasticache_replication_group", "aws_elasticache_serverless_cache", "aws_keyspaces_table"),
        *("aws_memorydb_cluster", "aws_memorydb_snapshot", "aws_neptune_cluster", "aws_neptunegraph_graph"),
        *("aws_qldb_ledger", "aws_rds_cluster_snapshot_copy", "aws_redshift_cluster"),
        *("aws_redshiftserverless_namespace", "aws_timestreaminfluxdb_db_instance"),
        *("aws_timestreamwrite_database", "aws_timestreamwrite_table"),
        # Search and analysis
        *("aws_cloudsearch_domain", "aws_elasticsearch_domain"),
        *("aws_glue_catalog_database", "aws_glue_catalog_table", "aws_kendra_index", "aws_opensearch_domain"),
        *("aws_opensearchserverless_collection", "aws_s3tables_table", "aws_s3tables_table_bucket"),
        # Files and disks
        *("aws_ebs_snapshot", "aws_ebs_snapshot_copy", "aws_ebs_volume", "aws_efs_file_system"),
        *("aws_fsx_backup", "aws_fsx_lustre_file_system", "aws_fsx_ontap_file_system"),
        *("aws_fsx_ontap_volume", "aws_fsx_openzfs_file_system", "aws_fsx_openzfs_volume"),
        *(
            "aws_fsx_windows_file_system",
            "aws_s3_directory_bucket",
        ),
        # Backups and images
        *("aws_ami", "aws_ami_copy", "aws_backup_logically_air_gapped_vault", "aws_backup_vault"),
        *("aws_ecr_repository", "aws_ecrpublic_repository", "aws_glacier_vault", "aws_codecommit_repository"),
        # Queues, streams and logs: what nobody has read yet
        *("aws_cloudwatch_log_group", "aws_kinesis_stream", "aws_mq_broker", "aws_msk_cluster"),
        *("aws_msk_serverless_cluster", "aws_sqs_queue", "aws_kinesis_video_stream"),
        # Identities, names and keys that nobody can make again as they were
        *("aws_acmpca_certificate_authority", "aws_cloudhsm_v2_cluster", "aws_cognito_identity_pool"),
        *(
            "aws_cognito_user_pool",
            "aws_directory_service_directory",
            "aws_route53_zone",
            "aws_ssm_parameter",
        ),
        "aws_workspaces_workspace",
    }
)
"""By the provider's names (5.100). A queue counts: its messages are data until they are read."""
