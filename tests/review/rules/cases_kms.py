"""Keys: what the rules find and what they let pass."""

from __future__ import annotations

from tests.review.rules.changes import OSAKA, TOKYO, Cases, created, deleted, replaced, unchanged, updated

KEY, REPLICA, ALIAS = "aws_kms_key", "aws_kms_replica_key", "aws_kms_alias"
PRIMARY = "arn:aws:kms:ap-northeast-1:111122223333:key/mrk-1"
PAIR = [
    unchanged("aws_sqs_queue", {}, region=region, address=f"aws_sqs_queue.{region}")
    for region in (TOKYO, OSAKA)
]

(
    Cases("kms-key-destroyed")
    .finds("deleted", deleted(KEY, {"multi_region": True}))
    .finds("replaced", replaced(KEY, {}, {}, ("multi_region",)), ("multi_region",))
    .lets_pass("described anew", updated(KEY, {"description": "a"}, {"description": "b"}))
)
(
    Cases("kms-replica-destroyed")
    .finds("deleted", deleted(REPLICA, {"primary_key_arn": PRIMARY}, region=OSAKA))
    .finds(
        "replaced",
        replaced(REPLICA, {"primary_key_arn": "a"}, {"primary_key_arn": "b"}, ("primary_key_arn",)),
        ("primary_key_arn",),
    )
    .lets_pass("made", created(REPLICA, {"primary_key_arn": PRIMARY}))
)
(
    Cases("kms-single-region-key")
    .finds(
        "made in plans of two Regions", created(KEY, {"multi_region": False}), ("multi_region",), among=PAIR
    )
    .finds(
        "left out by the code",
        created(KEY, {}, unknown={"multi_region": True}, configured=frozenset({"description"})),
        ("multi_region",),
        among=PAIR,
    )
    .finds(
        "set to what is unknown until apply",
        created(KEY, {}, unknown={"multi_region": True}, configured=frozenset({"multi_region"})),
        ("multi_region",),
        unknown=True,
        among=PAIR,
    )
    .lets_pass("a multi-Region key", created(KEY, {"multi_region": True}), among=PAIR)
    .lets_pass("plans of one Region", created(KEY, {"multi_region": False}))
    .lets_pass(
        "one that is there",
        updated(KEY, {"multi_region": False, "a": 1}, {"multi_region": False, "a": 2}),
        among=PAIR,
    )
)
(
    Cases("kms-primary-moved")
    .finds(
        "after UpdatePrimaryRegion",
        replaced(REPLICA, {"primary_key_arn": "a"}, {"primary_key_arn": PRIMARY}, ("primary_key_arn",)),
        ("primary_key_arn",),
    )
    .finds(
        "unknown until apply",
        replaced(REPLICA, {"primary_key_arn": "a"}, {}, unknown={"primary_key_arn": True}),
        ("primary_key_arn",),
        unknown=True,
    )
    .lets_pass("made", created(REPLICA, {"primary_key_arn": PRIMARY}))
    .lets_pass("deleted", deleted(REPLICA, {"primary_key_arn": PRIMARY}))
)
(
    Cases("kms-key-disabled")
    .finds("a key", updated(KEY, {"is_enabled": True}, {"is_enabled": False}), ("is_enabled",))
    .finds("a replica", updated(REPLICA, {"enabled": True}, {"enabled": False}), ("enabled",))
    .finds(
        "unknown until apply",
        updated(KEY, {"is_enabled": True}, {}, unknown={"is_enabled": True}),
        ("is_enabled",),
        unknown=True,
    )
    .lets_pass("enabled", updated(KEY, {"is_enabled": False}, {"is_enabled": True}))
)
(
    Cases("kms-rotation-off")
    .finds(
        "switched off",
        updated(KEY, {"enable_key_rotation": True}, {"enable_key_rotation": False}),
        ("enable_key_rotation",),
    )
    .finds(
        "unknown until apply",
        updated(KEY, {"enable_key_rotation": True}, {}, unknown={"enable_key_rotation": True}),
        ("enable_key_rotation",),
        unknown=True,
    )
    .lets_pass("switched on", updated(KEY, {"enable_key_rotation": False}, {"enable_key_rotation": True}))
)
(
    Cases("kms-deletion-window-shortened")
    .finds(
        "shorter",
        updated(KEY, {"deletion_window_in_days": 30}, {"deletion_window_in_days": 7}),
        ("deletion_window_in_days",),
    )
    .finds(
        "unknown until apply",
        updated(REPLICA, {"deletion_window_in_days": 30}, {}, unknown={"deletion_window_in_days": True}),
        ("deletion_window_in_days",),
        unknown=True,
    )
    .lets_pass("longer", updated(KEY, {"deletion_window_in_days": 7}, {"deletion_window_in_days": 30}))
)
(
    Cases("kms-alias-moved")
    .finds("deleted", deleted(ALIAS, {"name": "alias/a", "target_key_id": "k"}))
    .finds("another key", updated(ALIAS, {"target_key_id": "a"}, {"target_key_id": "b"}), ("target_key_id",))
    .finds(
        "unknown until apply",
        updated(ALIAS, {"target_key_id": "a"}, {}, unknown={"target_key_id": True}),
        ("target_key_id",),
        unknown=True,
    )
    .lets_pass("made", created(ALIAS, {"name": "alias/a", "target_key_id": "k"}))
)
(
    Cases("kms-needs-other-region")
    .finds("a replica made", created(REPLICA, {"primary_key_arn": PRIMARY}))
    .finds(
        "rotation of a multi-Region key",
        updated(
            KEY,
            {"multi_region": True, "enable_key_rotation": False},
            {"multi_region": True, "enable_key_rotation": True},
        ),
        ("enable_key_rotation",),
    )
    .finds(
        "unknown until apply",
        updated(
            KEY,
            {"multi_region": True, "enable_key_rotation": False},
            {"multi_region": True},
            unknown={"enable_key_rotation": True},
        ),
        ("enable_key_rotation",),
        unknown=True,
    )
    .lets_pass("a replica's tags", updated(REPLICA, {"tags": {}}, {"tags": {"a": "b"}}))
    .lets_pass(
        "rotation of a single-Region key",
        updated(KEY, {"enable_key_rotation": False}, {"enable_key_rotation": True}),
    )
)
