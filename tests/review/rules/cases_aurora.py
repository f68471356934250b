"""Databases: what the rules find and what they let pass."""

from __future__ import annotations

from typing import Any

from tests.review.rules.changes import OSAKA, Cases, created, deleted, drifted, replaced, unchanged, updated

CLUSTER, GLOBAL, INSTANCE = "aws_rds_cluster", "aws_rds_global_cluster", "aws_rds_cluster_instance"
GROUP = "aws_rds_cluster_parameter_group"
MEMBER, SOURCE = "global_cluster_identifier", "replication_source_identifier"
RPO = {"name": "rds.global_db_rpo", "value": "20", "apply_method": "immediate"}
OTHER = {"name": "max_connections", "value": "500", "apply_method": "immediate"}


def version(number: str, name: str = "ledger") -> dict[str, Any]:
    return {MEMBER: name, "engine_version": number}


def osaka(number: str) -> list[Any]:
    return [unchanged(CLUSTER, version(number), region=OSAKA, address="aws_rds_cluster.apne3")]


def instance(number: int, cluster: str = "c") -> dict[str, Any]:
    return {"identifier": f"{cluster}-{number}", "cluster_identifier": cluster}


STAYS = unchanged(INSTANCE, instance(2), address="aws_rds_cluster_instance.two")

(
    Cases("aurora-detached")
    .finds("taken out", updated(CLUSTER, {MEMBER: "ledger"}, {MEMBER: None}), (MEMBER,))
    .finds("into another one", updated(CLUSTER, {MEMBER: "a"}, {MEMBER: "b"}), (MEMBER,))
    .finds(
        "unknown until apply",
        updated(CLUSTER, {MEMBER: "a"}, {}, unknown={MEMBER: True}),
        (MEMBER,),
        unknown=True,
    )
    .lets_pass("made as a member", created(CLUSTER, {MEMBER: "ledger"}))
    .lets_pass("deleted", deleted(CLUSTER, {MEMBER: "ledger"}))
)
(
    Cases("aurora-promotion-undone")
    .finds(
        "put back after RemoveFromGlobalCluster",
        updated(CLUSTER, {MEMBER: ""}, {MEMBER: "ledger"}),
        (MEMBER,),
    )
    .finds("another source", updated(CLUSTER, {SOURCE: "arn:a"}, {SOURCE: "arn:b"}), (SOURCE,))
    .finds(
        "unknown until apply",
        updated(CLUSTER, {SOURCE: "arn:a"}, {}, unknown={SOURCE: True}),
        (SOURCE,),
        unknown=True,
    )
    .lets_pass("made as a member", created(CLUSTER, {MEMBER: "ledger", SOURCE: "arn:a"}))
    .lets_pass("null becomes empty", updated(CLUSTER, {SOURCE: None}, {SOURCE: ""}))
)
(
    Cases("aurora-cluster-destroyed")
    .finds("deleted", deleted(CLUSTER, {MEMBER: "ledger"}))
    .finds("replaced", replaced(CLUSTER, {}, {}, ("kms_key_id",)), ("kms_key_id",))
    .lets_pass("changed", updated(CLUSTER, {"port": 1}, {"port": 2}))
)
(
    Cases("aurora-global-cluster-destroyed")
    .finds("deleted", deleted(GLOBAL, {MEMBER: "ledger"}))
    .finds(
        "database_name forced it",
        replaced(GLOBAL, {"database_name": "d"}, {"database_name": None}, ("database_name",)),
        ("database_name",),
    )
    .lets_pass("made", created(GLOBAL, {MEMBER: "ledger"}))
)
(
    Cases("aurora-member-headless")
    .finds("the last one deleted", deleted(INSTANCE, instance(1)))
    .finds("the only one replaced, deleted first", replaced(INSTANCE, instance(1), instance(1), ("engine",)))
    .lets_pass("one stays", deleted(INSTANCE, instance(1)), among=[STAYS])
    .lets_pass(
        "replaced, made first",
        replaced(INSTANCE, instance(1), instance(1), ("engine",), create_before_destroy=True),
    )
    .lets_pass(
        "gone with its cluster",
        deleted(INSTANCE, instance(1)),
        among=[deleted(CLUSTER, {"cluster_identifier": "c"})],
    )
)
(
    Cases("aurora-deletion-protection-off")
    .finds(
        "a cluster's",
        updated(CLUSTER, {"deletion_protection": True}, {"deletion_protection": False}),
        ("deletion_protection",),
    )
    .finds(
        "a global database's",
        updated(GLOBAL, {"deletion_protection": True}, {"deletion_protection": None}),
        ("deletion_protection",),
    )
    .finds(
        "unknown until apply",
        updated(CLUSTER, {"deletion_protection": True}, {}, unknown={"deletion_protection": True}),
        ("deletion_protection",),
        unknown=True,
    )
    .lets_pass("switched on", updated(CLUSTER, {"deletion_protection": False}, {"deletion_protection": True}))
    .lets_pass("a new one without", created(CLUSTER, {"deletion_protection": False}))
)
(
    Cases("aurora-backups-lowered")
    .finds(
        "7 days to 1",
        updated(CLUSTER, {"backup_retention_period": 7}, {"backup_retention_period": 1}),
        ("backup_retention_period",),
    )
    .finds(
        "unknown until apply",
        updated(CLUSTER, {"backup_retention_period": 7}, {}, unknown={"backup_retention_period": True}),
        ("backup_retention_period",),
        unknown=True,
    )
    .lets_pass("longer", updated(CLUSTER, {"backup_retention_period": 1}, {"backup_retention_period": 7}))
)
(
    Cases("aurora-final-snapshot-skipped")
    .finds(
        "switched to skip",
        updated(CLUSTER, {"skip_final_snapshot": False}, {"skip_final_snapshot": True}),
        ("skip_final_snapshot",),
    )
    .finds("deleted without", deleted(CLUSTER, {"skip_final_snapshot": True}), ("skip_final_snapshot",))
    .lets_pass("deleted with one", deleted(CLUSTER, {"skip_final_snapshot": False}))
    .lets_pass("a new one", created(CLUSTER, {"skip_final_snapshot": True}))
)
(
    Cases("aurora-encryption-lowered")
    .finds(
        "off",
        replaced(CLUSTER, {"storage_encrypted": True}, {"storage_encrypted": False}, ("storage_encrypted",)),
        ("storage_encrypted",),
    )
    .finds("the key dropped", updated(CLUSTER, {"kms_key_id": "k"}, {"kms_key_id": ""}), ("kms_key_id",))
    .finds(
        "unknown until apply",
        replaced(CLUSTER, {"kms_key_id": "k"}, {}, unknown={"kms_key_id": True}),
        ("kms_key_id",),
        unknown=True,
    )
    .lets_pass("on", replaced(GLOBAL, {"storage_encrypted": False}, {"storage_encrypted": True}))
)
(
    Cases("aurora-engine-version-differs")
    .finds(
        "one member upgraded",
        updated(CLUSTER, version("16.4"), version("16.6")),
        ("engine_version",),
        among=osaka("16.4"),
    )
    .finds(
        "the patch of Aurora MySQL",
        created(CLUSTER, version("8.0.mysql_aurora.3.08.1")),
        ("engine_version",),
        among=osaka("8.0.mysql_aurora.3.08.0"),
    )
    .finds(
        "unknown until apply",
        updated(CLUSTER, version("16.4"), {MEMBER: "ledger"}, unknown={"engine_version": True}),
        ("engine_version",),
        unknown=True,
        among=osaka("16.4"),
    )
    .lets_pass("both the same", updated(CLUSTER, version("16.4"), version("16.6")), among=osaka("16.6"))
    .lets_pass("only the major version told", created(CLUSTER, version("16")), among=osaka("16.6"))
    .lets_pass("another global database", created(CLUSTER, version("15.4", "stock")), among=osaka("16.6"))
)
(
    Cases("aurora-instance-public")
    .finds(
        "opened",
        updated(INSTANCE, {"publicly_accessible": False}, {"publicly_accessible": True}),
        ("publicly_accessible",),
    )
    .finds(
        "unknown until apply",
        created(
            INSTANCE, {}, unknown={"publicly_accessible": True}, configured=frozenset({"publicly_accessible"})
        ),
        ("publicly_accessible",),
        unknown=True,
    )
    .lets_pass("closed", created(INSTANCE, {"publicly_accessible": False}))
    .lets_pass(
        "left to AWS",
        created(INSTANCE, {}, unknown={"publicly_accessible": True}, configured=frozenset({"identifier"})),
    )
)
(
    Cases("aurora-commits-can-pause")
    .finds(
        "set", updated(GROUP, {"parameter": [OTHER]}, {"parameter": [OTHER, RPO]}), ("parameter", 1, "value")
    )
    .finds(
        "lower",
        updated(GROUP, {"parameter": [{**RPO, "value": "60"}]}, {"parameter": [RPO]}),
        ("parameter", 0, "value"),
    )
    .finds(
        "unknown until apply",
        updated(GROUP, {"parameter": [OTHER]}, {}, unknown={"parameter": True}),
        ("parameter",),
        unknown=True,
    )
    .lets_pass("set as before", updated(GROUP, {"parameter": [RPO]}, {"parameter": [OTHER, RPO]}))
    .lets_pass("taken away", updated(GROUP, {"parameter": [RPO]}, {"parameter": [OTHER]}))
)
(
    Cases("aurora-needs-other-region")
    .finds("a member made", created(CLUSTER, {MEMBER: "ledger"}))
    .finds(
        "the global database upgraded",
        updated(GLOBAL, {"engine_version": "16.4"}, {"engine_version": "16.6"}),
        ("engine_version",),
    )
    .finds(
        "unknown until apply",
        updated(GLOBAL, {"engine_version": "16.4"}, {}, unknown={"engine_version": True}),
        ("engine_version",),
        unknown=True,
    )
    .lets_pass("a cluster of its own", created(CLUSTER, {MEMBER: ""}))
    .lets_pass("a new global database", created(GLOBAL, {"global_cluster_identifier": "ledger"}))
    .lets_pass("its first member", created(CLUSTER, {MEMBER: "ledger", "master_username": "dbadmin"}))
    .lets_pass(
        "a member's own settings", updated(CLUSTER, {MEMBER: "l", "port": 1}, {MEMBER: "l", "port": 2})
    )
)
(
    Cases("aurora-stands-alone")
    .finds("taken out", drifted(updated(CLUSTER, {MEMBER: "ledger"}, {MEMBER: ""})), (MEMBER,))
    .lets_pass("a member still", drifted(updated(CLUSTER, {MEMBER: "ledger"}, {MEMBER: "ledger"})))
    .lets_pass("never a member", drifted(updated(CLUSTER, {MEMBER: ""}, {MEMBER: ""})))
    .lets_pass("gone", drifted(deleted(CLUSTER, {MEMBER: "ledger"})))
)
