"""Secrets: what the rules find and what they let pass."""

from __future__ import annotations

from typing import Any

from tests.review.rules.changes import OSAKA, Cases, created, deleted, drifted, replaced, unchanged, updated

SECRET, ROTATION = "aws_secretsmanager_secret", "aws_secretsmanager_secret_rotation"
OVERWRITE = "force_overwrite_replica_secret"
ALONE: dict[str, Any] = {"name": "s", "replica": []}


def paired(key: str | None = "k", **more: Any) -> dict[str, Any]:
    return {"name": "s", "replica": [{"region": OSAKA, "kms_key_id": key, **more}]}


PROMOTED = drifted(updated(SECRET, paired(), ALONE))
HIDDEN: dict[str, Any] = {"unknown": {"replica": True}}

(
    Cases("secrets-force-overwrite")
    .finds("switched on", updated(SECRET, {OVERWRITE: False}, {OVERWRITE: True}), (OVERWRITE,))
    .finds("on from the start", created(SECRET, {OVERWRITE: True}), (OVERWRITE,))
    .finds(
        "unknown until apply",
        updated(SECRET, {OVERWRITE: False}, {}, unknown={OVERWRITE: True}),
        (OVERWRITE,),
        unknown=True,
    )
    .lets_pass("off", created(SECRET, {OVERWRITE: False}))
)
(
    Cases("secrets-replica-overwritten")
    .finds(
        "a replica put over what stands there",
        updated(SECRET, {**ALONE, OVERWRITE: True}, {**paired(), OVERWRITE: True}),
        ("replica", 0),
        region=OSAKA,
    )
    .finds(
        "made with the secret", created(SECRET, {**paired(), OVERWRITE: True}), ("replica", 0), region=OSAKA
    )
    .finds(
        "unknown until apply",
        updated(SECRET, {**ALONE, OVERWRITE: True}, {OVERWRITE: True}, **HIDDEN),
        ("replica",),
        unknown=True,
    )
    .lets_pass("without the overwrite", updated(SECRET, ALONE, paired()))
    .lets_pass("a replica that stays", updated(SECRET, paired(), {**paired(), OVERWRITE: True}))
    .lets_pass("deleted", deleted(SECRET, {**paired(), OVERWRITE: True}))
)
(
    Cases("secrets-replica-removed")
    .finds("removed", updated(SECRET, paired(), ALONE), ("replica", 0), region=OSAKA)
    .finds(
        "unknown until apply",
        updated(SECRET, paired(), {}, **HIDDEN),
        ("replica", 0),
        unknown=True,
        region=OSAKA,
    )
    .lets_pass("its key changed", updated(SECRET, paired("a"), paired("b")))
    .lets_pass("deleted with the secret", deleted(SECRET, paired()))
)
(
    Cases("secrets-promotion-undone")
    .finds(
        "the replica wanted back",
        updated(SECRET, ALONE, paired()),
        ("replica", 0),
        region=OSAKA,
        among=[PROMOTED],
    )
    .finds(
        "unknown until apply",
        updated(SECRET, ALONE, {"name": "s"}, **HIDDEN),
        ("replica",),
        unknown=True,
        region=OSAKA,
        among=[PROMOTED],
    )
    .lets_pass("a first replica", updated(SECRET, ALONE, paired()))
    .lets_pass("replicas ignored", updated(SECRET, ALONE, {**ALONE, "description": "d"}), among=[PROMOTED])
)
(
    Cases("secrets-replica-added")
    .finds("added", updated(SECRET, ALONE, paired()), ("replica", 0), region=OSAKA)
    .finds(
        "unknown until apply",
        updated(SECRET, {"name": "s"}, {"name": "s"}, **HIDDEN),
        ("replica",),
        unknown=True,
    )
    .lets_pass("made with the secret", created(SECRET, paired()))
    .lets_pass(
        "AWS's to say",
        updated(SECRET, ALONE, {"name": "s"}, configured=frozenset({"name"}), **HIDDEN),
    )
)
(
    Cases("secrets-key-dropped")
    .finds("the secret's", updated(SECRET, {"kms_key_id": "k"}, {"kms_key_id": None}), ("kms_key_id",))
    .finds(
        "the replica's",
        updated(SECRET, paired("k"), paired(None)),
        ("replica", 0, "kms_key_id"),
        region=OSAKA,
    )
    .finds(
        "unknown until apply",
        updated(SECRET, paired(), paired(None), unknown={"replica": [{"kms_key_id": True}]}),
        ("replica", 0, "kms_key_id"),
        unknown=True,
        region=OSAKA,
    )
    .lets_pass("another key", updated(SECRET, {"kms_key_id": "a"}, {"kms_key_id": "b"}))
)
(
    Cases("secrets-secret-destroyed")
    .finds("deleted", deleted(SECRET, ALONE))
    .finds("replaced", replaced(SECRET, {"name": "a"}, {"name": "b"}, ("name",)), ("name",))
    .lets_pass("described anew", updated(SECRET, {"description": "a"}, {"description": "b"}))
)
(
    Cases("secrets-recovery-window-shortened")
    .finds(
        "no window",
        updated(SECRET, {"recovery_window_in_days": 30}, {"recovery_window_in_days": 0}),
        ("recovery_window_in_days",),
    )
    .finds(
        "unknown until apply",
        updated(SECRET, {"recovery_window_in_days": 30}, {}, unknown={"recovery_window_in_days": True}),
        ("recovery_window_in_days",),
        unknown=True,
    )
    .lets_pass("longer", updated(SECRET, {"recovery_window_in_days": 7}, {"recovery_window_in_days": 30}))
)
(
    Cases("secrets-rotation-off")
    .finds("deleted", deleted(ROTATION, {"secret_id": "s"}))
    .finds(
        "an old provider's switch",
        updated(SECRET, {"rotation_enabled": True}, {"rotation_enabled": False}),
        ("rotation_enabled",),
    )
    .finds(
        "unknown until apply",
        updated(SECRET, {"rotation_enabled": True}, {}, unknown={"rotation_enabled": True}),
        ("rotation_enabled",),
        unknown=True,
    )
    .lets_pass("made", created(ROTATION, {"secret_id": "s"}))
)
(
    Cases("secrets-needs-other-region")
    .finds("a replica made", created(SECRET, paired()), ("replica",))
    .finds("unknown until apply", updated(SECRET, ALONE, {"name": "s"}, **HIDDEN), ("replica",), unknown=True)
    .lets_pass("a secret alone", created(SECRET, {"name": "s"}, configured=frozenset({"name"}), **HIDDEN))
    .lets_pass("what AWS reports of a replica", updated(SECRET, paired(status="a"), paired(status="b")))
    .lets_pass("no change", unchanged(SECRET, paired()))
)
(
    Cases("secrets-stands-alone")
    .finds("the replica was promoted", PROMOTED, ("replica", 0), region=OSAKA)
    .lets_pass(
        "what AWS reports of a replica", drifted(updated(SECRET, paired(status="a"), paired(status="b")))
    )
    .lets_pass("gone", drifted(deleted(SECRET, paired())))
)
