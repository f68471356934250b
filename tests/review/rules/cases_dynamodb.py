"""Tables: what the rules find and what they let pass."""

from __future__ import annotations

from typing import Any

from tests.review.rules.changes import OSAKA, Cases, created, deleted, replaced, updated

TABLE, REPLICA = "aws_dynamodb_table", "aws_dynamodb_table_replica"
RECOVERY = ("point_in_time_recovery", 0, "enabled")
PROTECTION = "deletion_protection_enabled"
SEOUL = "ap-northeast-2"


def table(**replica: Any) -> dict[str, Any]:
    return {"name": "t", "replica": [{"region_name": OSAKA, **replica}]}


def recovery(*, enabled: bool, days: int = 35) -> dict[str, Any]:
    return {"point_in_time_recovery": [{"enabled": enabled, "recovery_period_in_days": days}]}


def encryption(*, enabled: bool, key: str | None) -> dict[str, Any]:
    return {"server_side_encryption": [{"enabled": enabled, "kms_key_arn": key}]}


def index(**more: Any) -> dict[str, Any]:
    return {"global_secondary_index": [{"name": "i", "hash_key": "h", "projection_type": "ALL", **more}]}


def ttl(*, enabled: bool, attribute: str = "ends") -> dict[str, Any]:
    return {"ttl": [{"enabled": enabled, "attribute_name": attribute}]}


NO_REPLICA: dict[str, Any] = {"name": "t", "replica": []}
HIDDEN: dict[str, Any] = {"unknown": {"replica": True}}
KEY_HIDDEN: dict[str, Any] = {"unknown": {"replica": [{"kms_key_arn": True}]}}

(
    Cases("dynamodb-table-destroyed")
    .finds("deleted", deleted(TABLE, {"name": "t"}))
    .finds("other keys", replaced(TABLE, {"hash_key": "a"}, {"hash_key": "b"}, ("hash_key",)), ("hash_key",))
    .lets_pass("capacity", updated(TABLE, {"read_capacity": 1}, {"read_capacity": 2}))
)
(
    Cases("dynamodb-replica-removed")
    .finds("the resource deleted", deleted(REPLICA, {"global_table_arn": "a"}, region=OSAKA))
    .finds("the block taken away", updated(TABLE, table(), NO_REPLICA), ("replica", 0), region=OSAKA)
    .finds(
        "unknown until apply",
        updated(TABLE, table(), {"name": "t"}, **HIDDEN),
        ("replica", 0),
        unknown=True,
        region=OSAKA,
    )
    .finds(
        "one of two blocks, the other's Region unknown until apply",
        updated(TABLE, table(), {"name": "t", "replica": [{}]}, unknown={"replica": [{"region_name": True}]}),
        ("replica", 0),
        unknown=True,
        region=OSAKA,
    )
    .lets_pass("the block added", updated(TABLE, NO_REPLICA, table()))
    .lets_pass(
        "the set in another order",
        updated(
            TABLE,
            {"replica": [{"region_name": OSAKA}, {"region_name": SEOUL}]},
            {"replica": [{"region_name": SEOUL}, {"region_name": OSAKA}]},
        ),
    )
    .lets_pass("deleted with its table", deleted(TABLE, table()))
)
(
    Cases("dynamodb-replica-recreated")
    .finds(
        "the resource replaced",
        replaced(REPLICA, {"kms_key_arn": "a"}, {"kms_key_arn": "b"}, ("kms_key_arn",)),
        ("kms_key_arn",),
    )
    .finds(
        "another key in the block",
        updated(TABLE, table(kms_key_arn="a"), table(kms_key_arn="b")),
        ("replica", 0, "kms_key_arn"),
        region=OSAKA,
    )
    .finds(
        "unknown until apply",
        updated(TABLE, table(kms_key_arn="a"), table(), **KEY_HIDDEN),
        ("replica", 0, "kms_key_arn"),
        unknown=True,
        region=OSAKA,
    )
    .lets_pass("another setting", updated(TABLE, table(propagate_tags=False), table(propagate_tags=True)))
)
(
    Cases("dynamodb-recovery-off")
    .finds("the table's", updated(TABLE, recovery(enabled=True), recovery(enabled=False)), RECOVERY)
    .finds(
        "fewer days",
        updated(TABLE, recovery(enabled=True), recovery(enabled=True, days=1)),
        (*RECOVERY[:2], "recovery_period_in_days"),
    )
    .finds(
        "the replica's resource",
        updated(REPLICA, {"point_in_time_recovery": True}, {"point_in_time_recovery": False}),
        ("point_in_time_recovery",),
    )
    .finds(
        "the replica's block",
        updated(TABLE, table(point_in_time_recovery=True), table(point_in_time_recovery=False)),
        ("replica", 0, "point_in_time_recovery"),
        region=OSAKA,
    )
    .finds(
        "unknown until apply",
        updated(REPLICA, {"point_in_time_recovery": True}, {}, unknown={"point_in_time_recovery": True}),
        ("point_in_time_recovery",),
        unknown=True,
    )
    .lets_pass("switched on", updated(TABLE, recovery(enabled=False), recovery(enabled=True)))
    .lets_pass("a replica made without", created(REPLICA, {"point_in_time_recovery": False}))
)
(
    Cases("dynamodb-deletion-protection-off")
    .finds("the table's", updated(TABLE, {PROTECTION: True}, {PROTECTION: False}), (PROTECTION,))
    .finds("the replica's", updated(REPLICA, {PROTECTION: True}, {PROTECTION: False}), (PROTECTION,))
    .finds(
        "the replica's block of provider 6",
        updated(
            TABLE,
            {"replica": [{"region_name": SEOUL}, {"region_name": OSAKA, PROTECTION: True}]},
            {"replica": [{"region_name": OSAKA, PROTECTION: False}, {"region_name": SEOUL}]},
        ),
        ("replica", 0, PROTECTION),
        region=OSAKA,
    )
    .finds(
        "unknown until apply",
        updated(TABLE, {PROTECTION: True}, {}, unknown={PROTECTION: True}),
        (PROTECTION,),
        unknown=True,
    )
    .lets_pass("switched on", updated(TABLE, {PROTECTION: False}, {PROTECTION: True}))
)
(
    Cases("dynamodb-key-dropped")
    .finds(
        "the table's",
        updated(TABLE, encryption(enabled=True, key="k"), encryption(enabled=True, key=None)),
        ("server_side_encryption", 0, "kms_key_arn"),
    )
    .finds(
        "encryption with KMS off",
        updated(TABLE, encryption(enabled=True, key=None), encryption(enabled=False, key=None)),
        ("server_side_encryption", 0, "enabled"),
    )
    .finds("the replica's", updated(REPLICA, {"kms_key_arn": "k"}, {"kms_key_arn": None}), ("kms_key_arn",))
    .finds(
        "the replica's block",
        updated(TABLE, table(kms_key_arn="k"), table(kms_key_arn=None)),
        ("replica", 0, "kms_key_arn"),
        region=OSAKA,
    )
    .finds(
        "unknown until apply",
        updated(TABLE, table(kms_key_arn="k"), table(), **KEY_HIDDEN),
        ("replica", 0, "kms_key_arn"),
        unknown=True,
        region=OSAKA,
    )
    .lets_pass(
        "a key given", updated(TABLE, encryption(enabled=False, key=None), encryption(enabled=True, key="k"))
    )
)
(
    Cases("dynamodb-index-destroyed")
    .finds(
        "deleted",
        updated(TABLE, index(), {"global_secondary_index": []}),
        ("global_secondary_index", 0),
    )
    .finds(
        "other keys",
        updated(TABLE, index(), index(hash_key="g")),
        ("global_secondary_index", 0, "hash_key"),
    )
    .finds(
        "unknown until apply",
        updated(TABLE, index(), {}, unknown={"global_secondary_index": True}),
        ("global_secondary_index", 0),
        unknown=True,
    )
    .lets_pass("capacity", updated(TABLE, index(read_capacity=1), index(read_capacity=2)))
    .lets_pass(
        "attributes in another order",
        updated(TABLE, index(non_key_attributes=["a", "b"]), index(non_key_attributes=["b", "a"])),
    )
    .lets_pass("added", updated(TABLE, {"global_secondary_index": []}, index()))
)
(
    Cases("dynamodb-ttl-deletes")
    .finds("switched on", updated(TABLE, ttl(enabled=False), ttl(enabled=True)), ("ttl", 0, "enabled"))
    .finds(
        "another attribute",
        updated(TABLE, ttl(enabled=True), ttl(enabled=True, attribute="made")),
        ("ttl", 0, "attribute_name"),
    )
    .finds(
        "unknown until apply",
        updated(TABLE, ttl(enabled=False), {"ttl": [{}]}, unknown={"ttl": [{"enabled": True}]}),
        ("ttl", 0, "enabled"),
        unknown=True,
    )
    .lets_pass("switched off", updated(TABLE, ttl(enabled=True), ttl(enabled=False)))
    .lets_pass("a new table", created(TABLE, ttl(enabled=True)))
)
(
    Cases("dynamodb-stream-off")
    .finds(
        "switched off",
        updated(TABLE, {"stream_enabled": True}, {"stream_enabled": False}),
        ("stream_enabled",),
    )
    .finds(
        "only new images",
        updated(TABLE, {"stream_view_type": "NEW_AND_OLD_IMAGES"}, {"stream_view_type": "NEW_IMAGE"}),
        ("stream_view_type",),
    )
    .finds(
        "unknown until apply",
        updated(TABLE, {"stream_enabled": True}, {}, unknown={"stream_enabled": True}),
        ("stream_enabled",),
        unknown=True,
    )
    .lets_pass("switched on", updated(TABLE, {"stream_enabled": False}, {"stream_enabled": True}))
)
(
    Cases("dynamodb-needs-other-region")
    .finds("a replica made", created(REPLICA, {"global_table_arn": "a"}))
    .finds("a block added", updated(TABLE, NO_REPLICA, table()), ("replica", 0), region=OSAKA)
    .finds(
        "a block changed",
        updated(TABLE, table(point_in_time_recovery=False), table(point_in_time_recovery=True)),
        ("replica", 0),
        region=OSAKA,
    )
    .finds(
        "unknown until apply",
        updated(TABLE, table(), {}, **HIDDEN),
        ("replica", 0),
        unknown=True,
        region=OSAKA,
    )
    .lets_pass("the table's own", updated(TABLE, {**table(), "tags": {}}, {**table(), "tags": {"a": "b"}}))
)
GATE, ARN = "aws_dynamodb_resource_policy", {"arn": "arn:t"}
(
    Cases("dynamodb-gate-removed")
    .finds("deleted alone", deleted(GATE, {"resource_arn": "arn:t"}))
    .finds(
        "deleted with another table",
        deleted(GATE, {"resource_arn": "arn:t"}),
        among=[deleted(TABLE, {"arn": "u"})],
    )
    .lets_pass(
        "deleted with its table", deleted(GATE, {"resource_arn": "arn:t"}), among=[deleted(TABLE, ARN)]
    )
    .lets_pass(
        "deleted with its replica", deleted(GATE, {"resource_arn": "arn:t"}), among=[deleted(REPLICA, ARN)]
    )
    .lets_pass("made", created(GATE, {"resource_arn": "arn:t", "policy": "{}"}))
)
