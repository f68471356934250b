"""Buckets: what the rules find and what they let pass."""

from __future__ import annotations

from typing import Any

from tests.review.rules.changes import Cases, created, deleted, replaced, unchanged, updated

VERSIONING = "aws_s3_bucket_versioning"
REPLICATION = "aws_s3_bucket_replication_configuration"
LIFECYCLE = "aws_s3_bucket_lifecycle_configuration"
BLOCK = "aws_s3_bucket_public_access_block"
ENCRYPTION = "aws_s3_bucket_server_side_encryption_configuration"
LOCK = "aws_s3_bucket_object_lock_configuration"
STATUS = ("versioning_configuration", 0, "status")
CLOSED = dict.fromkeys(
    ("block_public_acls", "block_public_policy", "ignore_public_acls", "restrict_public_buckets"), True
)


def versioning(status: str) -> dict[str, Any]:
    return {"bucket": "b", "versioning_configuration": [{"status": status}]}


def rule(status: str = "Enabled", **more: Any) -> dict[str, Any]:
    return {"role": "r", "rule": [{"id": "to-apne3", "status": status, **more}]}


def criteria(status: str) -> dict[str, Any]:
    return rule(source_selection_criteria=[{"sse_kms_encrypted_objects": [{"status": status}]}])


def destination(bucket: str, minutes: str = "Enabled") -> dict[str, Any]:
    return rule(destination=[{"bucket": bucket, "replication_time": [{"status": minutes}]}])


def expiry(days: int, status: str = "Enabled") -> dict[str, Any]:
    return {"rule": [{"id": "old", "status": status, "expiration": [{"days": days}]}]}


def encryption(algorithm: str, key: str | None) -> dict[str, Any]:
    default = {"sse_algorithm": algorithm, "kms_master_key_id": key}
    return {"rule": [{"apply_server_side_encryption_by_default": [default]}]}


def lock(mode: str, days: int) -> dict[str, Any]:
    return {"rule": [{"default_retention": [{"mode": mode, "days": days}]}]}


(
    Cases("s3-versioning-suspended")
    .finds("suspended", updated(VERSIONING, versioning("Enabled"), versioning("Suspended")), STATUS)
    .finds("off from the start", created(VERSIONING, versioning("Disabled")), STATUS)
    .finds("its resource deleted", deleted(VERSIONING, versioning("Enabled")))
    .finds(
        "the bucket's own block of old providers",
        updated("aws_s3_bucket", {"versioning": [{"enabled": True}]}, {"versioning": [{"enabled": False}]}),
        ("versioning", 0, "enabled"),
    )
    .finds(
        "unknown until apply",
        updated(
            VERSIONING,
            versioning("Enabled"),
            {"bucket": "b", "versioning_configuration": [{}]},
            unknown={"versioning_configuration": [{"status": True}]},
        ),
        STATUS,
        unknown=True,
    )
    .lets_pass(
        "a bucket made again that only reports it",
        replaced(
            "aws_s3_bucket",
            {"versioning": [{"enabled": True}]},
            {},
            ("bucket",),
            unknown={"versioning": True},
            configured=frozenset({"bucket"}),
        ),
    )
    .lets_pass(
        "its resource deleted with the bucket",
        deleted(VERSIONING, versioning("Enabled")),
        among=[deleted("aws_s3_bucket", {"bucket": "b"})],
    )
    .lets_pass("switched on", updated(VERSIONING, versioning("Suspended"), versioning("Enabled")))
    .lets_pass("on from the start", created(VERSIONING, versioning("Enabled")))
    .lets_pass(
        "another attribute of it",
        updated(VERSIONING, {**versioning("Enabled"), "mfa": "a"}, {**versioning("Enabled"), "mfa": "b"}),
    )
)
(
    Cases("s3-replication-off")
    .finds("deleted", deleted(REPLICATION, rule()))
    .finds("disabled", updated(REPLICATION, rule(), rule("Disabled")), ("rule", 0, "status"))
    .finds("a rule taken away", updated(REPLICATION, rule(), {"role": "r", "rule": []}), ("rule", 0))
    .finds(
        "all rules unknown until apply",
        updated(REPLICATION, rule(), {"role": "r"}, unknown={"rule": True}),
        ("rule", 0),
        ("rule",),
        unknown=True,
    )
    .lets_pass("made", created(REPLICATION, rule()))
    .lets_pass(
        "its rules in another order",
        updated(
            REPLICATION,
            {"rule": [{"id": "a", "status": "Enabled"}, {"id": "b", "status": "Disabled"}]},
            {"rule": [{"id": "b", "status": "Disabled"}, {"id": "a", "status": "Enabled"}]},
        ),
    )
)
(
    Cases("s3-replication-narrowed")
    .finds(
        "objects under KMS keys left out",
        updated(REPLICATION, criteria("Enabled"), criteria("Disabled")),
        ("rule", 0, "source_selection_criteria", 0, "sse_kms_encrypted_objects", 0, "status"),
    )
    .finds(
        "the time control dropped",
        updated(REPLICATION, destination("x"), destination("x", "Disabled")),
        ("rule", 0, "destination", 0, "replication_time", 0, "status"),
    )
    .finds(
        "unknown until apply",
        updated(
            REPLICATION,
            rule(delete_marker_replication=[{"status": "Enabled"}]),
            rule(delete_marker_replication=[{}]),
            unknown={"rule": [{"delete_marker_replication": [{"status": True}]}]},
        ),
        ("rule", 0, "delete_marker_replication", 0, "status"),
        unknown=True,
    )
    .lets_pass("taken in", updated(REPLICATION, criteria("Disabled"), criteria("Enabled")))
)
(
    Cases("s3-replication-redirected")
    .finds(
        "another destination",
        updated(REPLICATION, destination("arn:aws:s3:::a"), destination("arn:aws:s3:::b")),
        ("rule", 0, "destination", 0, "bucket"),
    )
    .finds(
        "the role unknown until apply",
        updated(REPLICATION, rule(), {"rule": rule()["rule"]}, unknown={"role": True}),
        ("role",),
        unknown=True,
    )
    .lets_pass(
        "another storage class",
        updated(
            REPLICATION,
            rule(destination=[{"bucket": "a", "storage_class": "STANDARD"}]),
            rule(destination=[{"bucket": "a", "storage_class": "GLACIER_IR"}]),
        ),
    )
)
(
    Cases("s3-bucket-destroyed")
    .finds("deleted", deleted("aws_s3_bucket", {"bucket": "b"}))
    .finds("replaced", replaced("aws_s3_bucket", {"bucket": "a"}, {"bucket": "b"}, ("bucket",)), ("bucket",))
    .lets_pass("tagged", updated("aws_s3_bucket", {"tags": {}}, {"tags": {"a": "b"}}))
)
(
    Cases("s3-bucket-emptied")
    .finds(
        "deleted with force_destroy", deleted("aws_s3_bucket", {"force_destroy": True}), ("force_destroy",)
    )
    .lets_pass("deleted without", deleted("aws_s3_bucket", {"force_destroy": False}))
)
(
    Cases("s3-force-destroy")
    .finds(
        "switched on",
        updated("aws_s3_bucket", {"force_destroy": False}, {"force_destroy": True}),
        ("force_destroy",),
    )
    .finds("on from the start", created("aws_s3_bucket", {"force_destroy": True}), ("force_destroy",))
    .finds(
        "unknown until apply",
        updated("aws_s3_bucket", {"force_destroy": False}, {}, unknown={"force_destroy": True}),
        ("force_destroy",),
        unknown=True,
    )
    .lets_pass("off", created("aws_s3_bucket", {"force_destroy": False}))
    .lets_pass("on as before", unchanged("aws_s3_bucket", {"force_destroy": True}))
)
(
    Cases("s3-lifecycle-deletes")
    .finds("objects expire", created(LIFECYCLE, expiry(30)), ("rule", 0, "expiration", 0, "days"))
    .finds("sooner", updated(LIFECYCLE, expiry(30), expiry(7)), ("rule", 0, "expiration", 0, "days"))
    .finds(
        "a rule switched on",
        updated(LIFECYCLE, expiry(30, "Disabled"), expiry(30)),
        ("rule", 0, "expiration", 0, "days"),
    )
    .finds(
        "unknown until apply",
        updated(
            LIFECYCLE,
            expiry(30),
            {"rule": [{"id": "old", "status": "Enabled", "expiration": [{}]}]},
            unknown={"rule": [{"expiration": [{"days": True}]}]},
        ),
        ("rule", 0, "expiration", 0, "days"),
        unknown=True,
    )
    .lets_pass("later", updated(LIFECYCLE, expiry(7), expiry(30)))
    .lets_pass("a rule that is off", created(LIFECYCLE, expiry(7, "Disabled")))
    .lets_pass("no expiry", created(LIFECYCLE, expiry(0)))
    .lets_pass(
        "a new bucket",
        created(LIFECYCLE, {"bucket": "b", **expiry(30)}),
        among=[created("aws_s3_bucket", {"bucket": "b"})],
    )
    .lets_pass(
        "a new bucket whose name the apply tells",
        created(LIFECYCLE, expiry(30), unknown={"bucket": True}),
    )
    .finds(
        "a bucket beside a new one",
        created(LIFECYCLE, {"bucket": "a", **expiry(30)}),
        ("rule", 0, "expiration", 0, "days"),
        among=[created("aws_s3_bucket", {"bucket": "b"})],
    )
)
(
    Cases("s3-public-access-opened")
    .finds(
        "one of four switches off",
        updated(BLOCK, CLOSED, {**CLOSED, "block_public_policy": False}),
        ("block_public_policy",),
    )
    .finds("the block deleted", deleted(BLOCK, CLOSED))
    .finds(
        "a block that leaves one open",
        created(BLOCK, {**CLOSED, "ignore_public_acls": False}),
        ("ignore_public_acls",),
    )
    .finds("a public ACL", created("aws_s3_bucket_acl", {"acl": "public-read"}), ("acl",))
    .finds(
        "ACLs in force again",
        updated(
            "aws_s3_bucket_ownership_controls",
            {"rule": [{"object_ownership": "BucketOwnerEnforced"}]},
            {"rule": [{"object_ownership": "ObjectWriter"}]},
        ),
        ("rule", 0, "object_ownership"),
    )
    .finds(
        "unknown until apply",
        updated(BLOCK, CLOSED, {}, unknown=dict.fromkeys(CLOSED, True)),
        *((switch,) for switch in CLOSED),
        unknown=True,
    )
    .lets_pass("closed", created(BLOCK, CLOSED))
    .lets_pass("a private ACL", created("aws_s3_bucket_acl", {"acl": "private"}))
    .lets_pass(
        "an ACL that AWS decides on a new bucket",
        created("aws_s3_bucket", {"bucket": "b"}, unknown={"acl": True}, configured=frozenset({"bucket"})),
    )
)
(
    Cases("s3-encryption-lowered")
    .finds("deleted", deleted(ENCRYPTION, encryption("aws:kms", "k")))
    .finds(
        "S3's own key",
        updated(ENCRYPTION, encryption("aws:kms", "k"), encryption("AES256", None)),
        ("rule", 0, "apply_server_side_encryption_by_default", 0, "sse_algorithm"),
        ("rule", 0, "apply_server_side_encryption_by_default", 0, "kms_master_key_id"),
    )
    .finds(
        "a key unknown until apply",
        updated(
            ENCRYPTION,
            encryption("aws:kms", "k"),
            {"rule": [{"apply_server_side_encryption_by_default": [{"sse_algorithm": "aws:kms"}]}]},
            unknown={"rule": [{"apply_server_side_encryption_by_default": [{"kms_master_key_id": True}]}]},
        ),
        ("rule", 0, "apply_server_side_encryption_by_default", 0, "kms_master_key_id"),
        unknown=True,
    )
    .lets_pass("raised", updated(ENCRYPTION, encryption("AES256", None), encryption("aws:kms", "k")))
)
(
    Cases("s3-object-lock-lowered")
    .finds("deleted", deleted(LOCK, lock("COMPLIANCE", 30)))
    .finds(
        "governance",
        updated(LOCK, lock("COMPLIANCE", 30), lock("GOVERNANCE", 30)),
        ("rule", 0, "default_retention", 0, "mode"),
    )
    .finds(
        "shorter",
        updated(LOCK, lock("GOVERNANCE", 30), lock("GOVERNANCE", 1)),
        ("rule", 0, "default_retention", 0, "days"),
    )
    .finds(
        "unknown until apply",
        updated(LOCK, lock("GOVERNANCE", 30), {}, unknown={"rule": True}),
        ("rule", 0, "default_retention", 0, "days"),
        unknown=True,
    )
    .lets_pass("longer", updated(LOCK, lock("GOVERNANCE", 1), lock("COMPLIANCE", 30)))
)
(
    Cases("s3-needs-other-region")
    .finds("replication made", created(REPLICATION, rule()))
    .finds("a rule changed", updated(REPLICATION, rule(), rule("Disabled")), ("rule",))
    .finds(
        "unknown until apply",
        updated(REPLICATION, rule(), {}, unknown={"rule": True}),
        ("rule",),
        unknown=True,
    )
    .lets_pass("the role changed", updated(REPLICATION, {**rule(), "role": "a"}, {**rule(), "role": "b"}))
)
POINT, GATE = "aws_s3_access_point", "aws_s3control_access_point_policy"
THROUGH = {"bucket": "b", "arn": "arn:p"}
(
    Cases("s3-gate-removed")
    .finds("the policy alone", deleted(GATE, {"access_point_arn": "arn:p"}))
    .finds("the access point alone", deleted(POINT, THROUGH))
    .lets_pass(
        "both: told once", deleted(GATE, {"access_point_arn": "arn:p"}), among=[deleted(POINT, THROUGH)]
    )
    .lets_pass("with the bucket", deleted(POINT, THROUGH), among=[deleted("aws_s3_bucket", {"bucket": "b"})])
    .lets_pass("made", created(POINT, THROUGH))
)
