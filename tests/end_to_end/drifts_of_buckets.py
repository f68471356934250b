"""Single settings of buckets that drift."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any, Final

from tests.end_to_end.drift import ACCOUNT, Undo, World, each_city


def _bucket(world: World, name: str = "statements") -> str:
    return f"payments-{name}-{ACCOUNT}-{world.short}"


def _encryption(change: Callable[[dict[str, Any]], None]) -> Callable[[World], Undo]:
    def make(world: World) -> Undo:
        s3, bucket = world.client("s3"), _bucket(world)

        def read() -> dict[str, Any]:
            found = s3.get_bucket_encryption(Bucket=bucket)["ServerSideEncryptionConfiguration"]
            return {"Rules": found["Rules"]}

        def put(its: dict[str, Any]) -> None:
            s3.put_bucket_encryption(Bucket=bucket, ServerSideEncryptionConfiguration=its)

        old, new = read(), read()
        change(new["Rules"][0])
        put(new)
        return lambda: put(old)

    return make


def _without_bucket_key(rule: dict[str, Any]) -> None:
    rule["BucketKeyEnabled"] = False


def _with_aws_key(rule: dict[str, Any]) -> None:
    rule["ApplyServerSideEncryptionByDefault"].pop("KMSMasterKeyID")


def _public(setting: str) -> Callable[[World], Undo]:
    def make(world: World) -> Undo:
        s3, bucket = world.client("s3"), _bucket(world)
        names = ("BlockPublicAcls", "IgnorePublicAcls", "BlockPublicPolicy", "RestrictPublicBuckets")
        old = dict.fromkeys(names, True)

        def put(its: dict[str, bool]) -> None:
            s3.put_public_access_block(Bucket=bucket, PublicAccessBlockConfiguration=its)

        put({**old, setting: False})
        return lambda: put(old)

    return make


def _owned(world: World) -> Undo:
    s3, bucket = world.client("s3"), _bucket(world)

    def put(ownership: str) -> None:
        s3.put_bucket_ownership_controls(
            Bucket=bucket, OwnershipControls={"Rules": [{"ObjectOwnership": ownership}]}
        )

    put("BucketOwnerPreferred")
    return lambda: put("BucketOwnerEnforced")


def _statement(change: Callable[[list[dict[str, Any]]], None]) -> Callable[[World], Undo]:
    def make(world: World) -> Undo:
        s3, bucket = world.client("s3"), _bucket(world)
        old = s3.get_bucket_policy(Bucket=bucket)["Policy"]
        document = json.loads(old)
        change(document["Statement"])
        s3.put_bucket_policy(Bucket=bucket, Policy=json.dumps(document))
        return lambda: s3.put_bucket_policy(Bucket=bucket, Policy=old)

    return make


def _old_tls(statements: list[dict[str, Any]]) -> None:
    for each in statements:
        if each["Sid"] == "DenyOldTls":
            each["Condition"]["NumericLessThan"]["s3:TlsVersion"] = "1.0"


def _plain_http(statements: list[dict[str, Any]]) -> None:
    statements[:] = [each for each in statements if each["Sid"] != "DenyPlainHttp"]


def _lifecycle(change: Callable[[list[dict[str, Any]]], None]) -> Callable[[World], Undo]:
    def make(world: World) -> Undo:
        s3, bucket = world.client("s3"), _bucket(world)

        def read() -> list[dict[str, Any]]:
            rules: list[dict[str, Any]] = s3.get_bucket_lifecycle_configuration(Bucket=bucket)["Rules"]
            return rules

        def put(rules: list[dict[str, Any]]) -> None:
            s3.put_bucket_lifecycle_configuration(Bucket=bucket, LifecycleConfiguration={"Rules": rules})

        old, new = read(), read()
        change(new)
        put(new)
        return lambda: put(old)

    return make


def _archive_later(rules: list[dict[str, Any]]) -> None:
    archive = next(each for each in rules if each["ID"] == "archive")
    next(each for each in archive["Transitions"] if each["StorageClass"] == "STANDARD_IA")["Days"] = 91


def _archive_off(rules: list[dict[str, Any]]) -> None:
    next(each for each in rules if each["ID"] == "archive")["Status"] = "Disabled"


def _one_rule_more(rules: list[dict[str, Any]]) -> None:
    rules.append({"ID": "cheap", "Status": "Enabled", "Filter": {"Prefix": ""}, "Expiration": {"Days": 9}})


def _replication(change: Callable[[dict[str, Any]], None]) -> Callable[[World], Undo]:
    def make(world: World) -> Undo:
        s3, bucket = world.client("s3"), _bucket(world)

        def read() -> dict[str, Any]:
            its: dict[str, Any] = s3.get_bucket_replication(Bucket=bucket)["ReplicationConfiguration"]
            return its

        def put(its: dict[str, Any]) -> None:
            s3.put_bucket_replication(Bucket=bucket, ReplicationConfiguration=its)

        old, new = read(), read()
        change(new["Rules"][0])
        put(new)
        return lambda: put(old)

    return make


def _markers_off(rule: dict[str, Any]) -> None:
    rule["DeleteMarkerReplication"] = {"Status": "Disabled"}


def _modifications_off(rule: dict[str, Any]) -> None:
    rule["SourceSelectionCriteria"]["ReplicaModifications"] = {"Status": "Disabled"}


def _time_control_off(rule: dict[str, Any]) -> None:
    rule["Destination"].pop("ReplicationTime")
    rule["Destination"]["Metrics"] = {"Status": "Enabled"}


def _prefix(rule: dict[str, Any]) -> None:
    rule["Filter"] = {"Prefix": "only/"}


def _cheaper_class(rule: dict[str, Any]) -> None:
    rule["Destination"]["StorageClass"] = "ONEZONE_IA"


def _locked_less(world: World) -> Undo:
    s3, bucket = world.client("s3"), _bucket(world)

    def put(years: int) -> None:
        retention = {"Mode": "GOVERNANCE", "Years": years}
        s3.put_object_lock_configuration(
            Bucket=bucket,
            ObjectLockConfiguration={"ObjectLockEnabled": "Enabled", "Rule": {"DefaultRetention": retention}},
        )

    put(1)
    return lambda: put(7)


def _bucket_tagged(world: World) -> Undo:
    s3, bucket = world.client("s3"), _bucket(world)
    old = s3.get_bucket_tagging(Bucket=bucket)["TagSet"]
    new = [{**each, "Value": "public"} if each["Key"] == "data-classification" else each for each in old]
    s3.put_bucket_tagging(Bucket=bucket, Tagging={"TagSet": new})
    return lambda: s3.put_bucket_tagging(Bucket=bucket, Tagging={"TagSet": old})


_RULE = "replication.rules.to the twin"
BUCKETS: Final = (
    *each_city("bucket", "statements", "encryption.bucket key", _encryption(_without_bucket_key)),
    *each_city("bucket", "statements", "encryption.key", _encryption(_with_aws_key)),
    *each_city("bucket", "statements", "public access block.BlockPublicPolicy", _public("BlockPublicPolicy")),
    *each_city("bucket", "statements", "public access block.IgnorePublicAcls", _public("IgnorePublicAcls")),
    *each_city("bucket", "statements", "object ownership", _owned),
    *each_city(
        "bucket",
        "statements",
        "policy.DenyOldTls.Condition.NumericLessThan.s3:TlsVersion",
        _statement(_old_tls),
    ),
    *each_city("bucket", "statements", "policy.DenyPlainHttp", _statement(_plain_http)),
    *each_city(
        "bucket", "statements", "lifecycle.archive.transitions.STANDARD_IA", _lifecycle(_archive_later)
    ),
    *each_city("bucket", "statements", "lifecycle.archive.enabled", _lifecycle(_archive_off)),
    *each_city("bucket", "statements", "lifecycle.cheap", _lifecycle(_one_rule_more)),
    *each_city("bucket", "statements", f"{_RULE}.delete_markers", _replication(_markers_off)),
    *each_city("bucket", "statements", f"{_RULE}.replica_modifications", _replication(_modifications_off)),
    *each_city("bucket", "statements", f"{_RULE}.time_control", _replication(_time_control_off)),
    *each_city("bucket", "statements", f"{_RULE}.prefix", _replication(_prefix)),
    *each_city("bucket", "statements", f"{_RULE}.storage_class", _replication(_cheaper_class)),
    *each_city("bucket", "statements", "object_lock.years", _locked_less),
    *each_city("bucket", "statements", "tags.data-classification", _bucket_tagged),
)
