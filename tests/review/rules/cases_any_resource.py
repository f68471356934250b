"""Resources of no kind in particular: what the rules find and what they let pass."""

from __future__ import annotations

from base64 import b64encode
from typing import Any

from tests.review.rules.changes import OSAKA, Cases, created, deleted, drifted, forgotten, replaced, updated

FILES, INSTANCE, PLAN = "aws_efs_file_system", "aws_db_instance", "aws_backup_plan"
GROUP, RULE = "aws_security_group", "aws_vpc_security_group_ingress_rule"
QUEUE, TOPIC = "aws_sqs_queue", "aws_sns_topic"
PASSWORD = "Zq7pL2vX9wT4nR8s"


def plan(*vaults: str) -> dict[str, Any]:
    copies = [{"destination_vault_arn": vault} for vault in vaults]
    return {"rule": [{"rule_name": "daily", "copy_action": copies}]}


def ingress(*cidrs: str) -> dict[str, Any]:
    return {"ingress": [{"protocol": "tcp", "from_port": 443, "to_port": 443, "cidr_blocks": [*cidrs]}]}


(
    Cases("stateful-destroyed")
    .finds("a file system", deleted(FILES, {"id": "fs"}))
    .lets_pass("replaced, which is another rule's", replaced(FILES, {}, {}, ("encrypted",)))
)
(
    Cases("stateful-replaced")
    .finds("a search domain", replaced("aws_opensearch_domain", {}, {}, ("domain_name",)), ("domain_name",))
    .finds("with no attribute told", replaced(FILES, {}, {}))
    .lets_pass("deleted, which is another rule's", deleted(FILES, {}))
)
(
    Cases("no-longer-managed")
    .finds("left alone", forgotten("aws_s3_bucket", {}))
    .lets_pass("deleted", deleted("aws_s3_bucket", {}))
)
(
    Cases("deletion-protection-off")
    .finds(
        "a database instance",
        updated(INSTANCE, {"deletion_protection": True}, {"deletion_protection": False}),
        ("deletion_protection",),
    )
    .finds(
        "a user pool, whose switch is a word",
        updated(
            "aws_cognito_user_pool", {"deletion_protection": "ACTIVE"}, {"deletion_protection": "INACTIVE"}
        ),
        ("deletion_protection",),
    )
    .finds(
        "a load balancer",
        updated("aws_lb", {"enable_deletion_protection": True}, {"enable_deletion_protection": False}),
        ("enable_deletion_protection",),
    )
    .finds(
        "unknown until apply",
        updated(INSTANCE, {"deletion_protection": True}, {}, unknown={"deletion_protection": True}),
        ("deletion_protection",),
        unknown=True,
    )
    .lets_pass("on", updated(INSTANCE, {"deletion_protection": False}, {"deletion_protection": True}))
)
(
    Cases("backups-lowered")
    .finds(
        "fewer days",
        updated(INSTANCE, {"backup_retention_period": 7}, {"backup_retention_period": 0}),
        ("backup_retention_period",),
    )
    .finds("a plan deleted", deleted(PLAN, plan()))
    .finds(
        "unknown until apply",
        updated(INSTANCE, {"backup_retention_period": 7}, {}, unknown={"backup_retention_period": True}),
        ("backup_retention_period",),
        unknown=True,
    )
    .lets_pass("more", updated(INSTANCE, {"backup_retention_period": 1}, {"backup_retention_period": 7}))
    .lets_pass(
        "an instance deleted, which is another rule's", deleted(INSTANCE, {"backup_retention_period": 7})
    )
)
(
    Cases("backup-copies-off")
    .finds("no copy", updated(PLAN, plan("osaka"), plan()), ("rule", 0, "copy_action"))
    .finds("one of two", updated(PLAN, plan("osaka", "seoul"), plan("seoul")), ("rule", 0, "copy_action"))
    .finds(
        "unknown until apply",
        updated(
            PLAN, plan("osaka"), {"rule": [{"rule_name": "daily"}]}, unknown={"rule": [{"copy_action": True}]}
        ),
        ("rule", 0, "copy_action"),
        unknown=True,
    )
    .lets_pass("a copy more", updated(PLAN, plan(), plan("osaka")))
)
(
    Cases("encryption-lowered")
    .finds(
        "a topic's key",
        updated(TOPIC, {"kms_master_key_id": "k"}, {"kms_master_key_id": None}),
        ("kms_master_key_id",),
    )
    .finds(
        "a parameter in plain text",
        updated("aws_ssm_parameter", {"type": "SecureString"}, {"type": "String"}),
        ("type",),
    )
    .finds(
        "a queue",
        updated(QUEUE, {"sqs_managed_sse_enabled": True}, {"sqs_managed_sse_enabled": False}),
        ("sqs_managed_sse_enabled",),
    )
    .finds(
        "unknown until apply",
        replaced(FILES, {"encrypted": True}, {}, unknown={"encrypted": True}),
        ("encrypted",),
        unknown=True,
    )
    .lets_pass(
        "a queue that gets a key in place of SQS's own",
        updated(
            QUEUE,
            {"sqs_managed_sse_enabled": True},
            {"sqs_managed_sse_enabled": False, "kms_master_key_id": "k"},
        ),
    )
)
(
    Cases("replication-destroyed")
    .finds("of files", deleted("aws_efs_replication_configuration", {}))
    .finds("of images", replaced("aws_ecr_replication_configuration", {}, {}, ("x",)), ("x",))
    .lets_pass("made", created("aws_efs_replication_configuration", {}))
)
(
    Cases("detached-from-global")
    .finds(
        "a cache",
        updated(
            "aws_elasticache_replication_group",
            {"global_replication_group_id": "g"},
            {"global_replication_group_id": None},
        ),
        ("global_replication_group_id",),
    )
    .finds(
        "unknown until apply",
        updated(
            "aws_docdb_cluster",
            {"global_cluster_identifier": "g"},
            {},
            unknown={"global_cluster_identifier": True},
        ),
        ("global_cluster_identifier",),
        unknown=True,
    )
    .lets_pass("made as a member", created("aws_docdb_cluster", {"global_cluster_identifier": "g"}))
)
(
    Cases("needs-other-region")
    .finds("a peering", created("aws_vpc_peering_connection", {"peer_region": OSAKA}))
    .finds(
        "a read replica of another Region",
        created(INSTANCE, {"replicate_source_db": f"arn:aws:rds:{OSAKA}:111122223333:db:a"}),
        ("replicate_source_db",),
    )
    .finds(
        "unknown until apply",
        updated("aws_docdb_global_cluster", {"engine_version": "5"}, {}, unknown={"engine_version": True}),
        ("engine_version",),
        unknown=True,
    )
    .lets_pass("a read replica at home", created(INSTANCE, {"replicate_source_db": "a"}))
    .lets_pass("an instance alone", deleted(INSTANCE, {"replicate_source_db": ""}))
)
(
    Cases("reads-as-deleted")
    .finds("gone outside Terraform", drifted(deleted("aws_s3_bucket", {})))
    .lets_pass("changed outside Terraform", drifted(updated("aws_s3_bucket", {}, {"tags": {}})))
)
(
    Cases("moved-to-another-region")
    .finds(
        "by the region argument of provider 6",
        replaced(QUEUE, {"region": "ap-northeast-1"}, {"region": OSAKA}, ("region",)),
        ("region",),
    )
    .finds(
        "unknown until apply",
        replaced(QUEUE, {"region": OSAKA}, {}, ("region",), unknown={"region": True}),
        ("region",),
        unknown=True,
    )
    .finds(
        "by the other Region's code",
        deleted(QUEUE, {"name": "q"}),
        twins=[created(QUEUE, {"name": "q"}, region=OSAKA)],
    )
    .lets_pass("replaced where it is", replaced(QUEUE, {"region": OSAKA}, {"region": OSAKA}, ("name",)))
    .lets_pass("deleted in both", deleted(QUEUE, {}), twins=[deleted(QUEUE, {}, region=OSAKA)])
)
(
    Cases("public-access-opened")
    .finds(
        "a database instance",
        updated(INSTANCE, {"publicly_accessible": False}, {"publicly_accessible": True}),
        ("publicly_accessible",),
    )
    .finds("a function", created("aws_lambda_permission", {"principal": "*"}), ("principal",))
    .finds("a load balancer", replaced("aws_lb", {"internal": True}, {"internal": False}), ("internal",))
    .finds(
        "unknown until apply",
        updated(INSTANCE, {"publicly_accessible": False}, {}, unknown={"publicly_accessible": True}),
        ("publicly_accessible",),
        unknown=True,
    )
    .lets_pass(
        "a function for one service", created("aws_lambda_permission", {"principal": "s3.amazonaws.com"})
    )
)
(
    Cases("network-opened")
    .finds(
        "a group's rule",
        updated(GROUP, ingress("10.0.0.0/8"), ingress("0.0.0.0/0")),
        ("ingress", 0, "cidr_blocks"),
    )
    .finds("a rule of its own", created(RULE, {"cidr_ipv6": "::/0"}), ("cidr_ipv6",))
    .finds(
        "unknown until apply", created(RULE, {}, unknown={"cidr_ipv4": True}), ("cidr_ipv4",), unknown=True
    )
    .lets_pass("open as before", updated(GROUP, ingress("0.0.0.0/0"), ingress("0.0.0.0/0", "10.0.0.0/8")))
    .lets_pass(
        "what goes out", created("aws_security_group_rule", {"type": "egress", "cidr_blocks": ["0.0.0.0/0"]})
    )
    .lets_pass("closed", created(RULE, {"cidr_ipv4": "10.0.0.0/8"}))
    .lets_pass("left to AWS", created(GROUP, {}, unknown={"ingress": True}, configured=frozenset({"name"})))
)
(
    Cases("administrator-attached")
    .finds(
        "to a role",
        created(
            "aws_iam_role_policy_attachment", {"policy_arn": "arn:aws:iam::aws:policy/AdministratorAccess"}
        ),
        ("policy_arn",),
    )
    .finds(
        "among a role's policies",
        updated(
            "aws_iam_role",
            {"managed_policy_arns": ["arn:aws:iam::aws:policy/ReadOnlyAccess"]},
            {
                "managed_policy_arns": [
                    "arn:aws:iam::aws:policy/ReadOnlyAccess",
                    "arn:aws:iam::aws:policy/AmazonS3FullAccess",
                ]
            },
        ),
        ("managed_policy_arns", 1),
    )
    .finds(
        "unknown until apply",
        replaced("aws_iam_role_policy_attachment", {"policy_arn": "a"}, {}, unknown={"policy_arn": True}),
        ("policy_arn",),
        unknown=True,
    )
    .lets_pass(
        "a role made again whose policies other resources attach",
        replaced(
            "aws_iam_role",
            {"managed_policy_arns": []},
            {},
            ("name",),
            unknown={"managed_policy_arns": True},
            configured=frozenset({"name"}),
        ),
    )
    .lets_pass(
        "to read only",
        created("aws_iam_role_policy_attachment", {"policy_arn": "arn:aws:iam::aws:policy/ReadOnlyAccess"}),
    )
)
(
    Cases("secret-in-plain-text")
    .finds(
        "a tag", updated(QUEUE, {"tags": {}}, {"tags": {"db-password": PASSWORD}}), ("tags", "db-password")
    )
    .finds(
        "a parameter that is no SecureString",
        created(
            "aws_ssm_parameter", {"name": "/shop/db_password", "type": "String", "insecure_value": PASSWORD}
        ),
        ("insecure_value",),
    )
    .finds(
        "a function's environment",
        created("aws_lambda_function", {"environment": [{"variables": {"API_TOKEN": PASSWORD}}]}),
        ("environment", 0, "variables"),
    )
    .finds(
        "a container's environment, in JSON",
        created(
            "aws_ecs_task_definition",
            {"container_definitions": f'[{{"environment":[{{"name":"DB_PASSWORD","value":"{PASSWORD}"}}]}}]'},
        ),
        ("container_definitions",),
    )
    .finds(
        "user data in base64",
        created(
            "aws_launch_template",
            {"user_data": b64encode(f"export DB_PASSWORD={PASSWORD}".encode()).decode()},
        ),
        ("user_data",),
    )
    .lets_pass(
        "a SecureString",
        created("aws_ssm_parameter", {"name": "/p", "type": "SecureString", "value": PASSWORD}),
    )
    .lets_pass("a word", updated(QUEUE, {"tags": {}}, {"tags": {"team": "payments-platform"}}))
    .lets_pass(
        "the ARN of a secret",
        created(
            "aws_lambda_function",
            {
                "environment": [
                    {
                        "variables": {
                            "SECRET": "arn:aws:secretsmanager:ap-northeast-1:111122223333:secret:a-AbCdEf"
                        }
                    }
                ]
            },
        ),
    )
    .lets_pass(
        "a tag as before",
        updated(QUEUE, {"tags": {"token": PASSWORD}}, {"tags": {"token": PASSWORD, "a": "b"}}),
    )
)
