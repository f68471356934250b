"""An estate's keys, buckets and roles on the embedded AWS, from the very JSON that Terraform would apply.

Terraform takes a minute for what these calls do in a second; that both come to the same is for the end-to-end
tests.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any

from futago.aws import Clients
from modules.estate import Estate
from regions import Region
from tests.estates import synthesized

SPEC = {
    "estate": "shop",
    "account": "111122223333",
    "pair": ["ap-northeast-1", "ap-northeast-3"],
    "tags": {"team": "shop"},
    "keys": {"main": {}},
    "buckets": {"receipts": {"consistency": "eventual"}},
}


def apply_regions(clients: Clients, estate: Estate) -> None:
    """Make what the keys' stack and the Regions' stacks hold."""
    stacks = synthesized(estate)
    keys = _make_keys(clients, estate)
    for region in estate.pair:
        stack = stacks[region.short_code]
        _make_buckets(clients.client("s3", region), stack, region, keys[region.code])
        _make_roles(clients.client("iam", region), stack, keys)


def apply_links(clients: Clients, estate: Estate) -> None:
    """Make what the links' stack holds: the replications, both ways."""
    keys = _keys(clients, estate)
    for each in _resources(synthesized(estate)["links"], "aws_s3_bucket_replication_configuration"):
        region = next(one for one in estate.pair if each["provider"] == f"aws.{one.short_code}")
        rules = [_rule(rule, keys) for rule in each["rule"]]
        clients.client("s3", region).put_bucket_replication(
            Bucket=each["bucket"], ReplicationConfiguration={"Role": each["role"], "Rules": rules}
        )


def put_role_policy(clients: Clients, estate: Estate, role: str, statements: list[dict[str, Any]]) -> None:
    """Put another policy in place of a role's own."""
    iam = clients.client("iam", estate.pair.first)
    name = iam.list_role_policies(RoleName=role)["PolicyNames"][0]
    document = {"Version": "2012-10-17", "Statement": statements}
    iam.put_role_policy(RoleName=role, PolicyName=name, PolicyDocument=json.dumps(document))


def _make_keys(clients: Clients, estate: Estate) -> dict[str, str]:
    first, second = estate.pair
    kms = clients.client("kms", first)
    key = kms.create_key(MultiRegion=True)["KeyMetadata"]["KeyId"]
    kms.replicate_key(KeyId=key, ReplicaRegion=second.code)
    for region in (first, second):
        clients.client("kms", region).create_alias(AliasName=_alias(estate), TargetKeyId=key)
    return _keys(clients, estate)


def _keys(clients: Clients, estate: Estate) -> dict[str, str]:
    """The key's ARN by the Region's code."""
    return {
        region.code: clients.client("kms", region).describe_key(KeyId=_alias(estate))["KeyMetadata"]["Arn"]
        for region in estate.pair
    }


def _alias(estate: Estate) -> str:
    return estate.names.key_alias(estate.names.label("main"))


def _make_buckets(s3: Any, stack: Mapping[str, Any], region: Region, key: str) -> None:
    locked = {each["bucket"]: each.get("object_lock_enabled") for each in _resources(stack, "aws_s3_bucket")}
    for bucket, has_lock in locked.items():
        s3.create_bucket(
            Bucket=bucket,
            CreateBucketConfiguration={"LocationConstraint": region.code},
            ObjectLockEnabledForBucket=bool(has_lock),
        )
        s3.put_bucket_versioning(Bucket=bucket, VersioningConfiguration={"Status": "Enabled"})
    kind = "aws_s3_bucket_server_side_encryption_configuration"
    for name, each in stack["resource"][kind].items():
        default = each["rule"][0]["apply_server_side_encryption_by_default"]
        encryption = {"SSEAlgorithm": default["sse_algorithm"]}
        if "kms_master_key_id" in default:
            encryption["KMSMasterKeyID"] = key
        rule = {
            "ApplyServerSideEncryptionByDefault": encryption,
            "BucketKeyEnabled": each["rule"][0]["bucket_key_enabled"],
        }
        s3.put_bucket_encryption(
            Bucket=stack["resource"]["aws_s3_bucket"][name]["bucket"],
            ServerSideEncryptionConfiguration={"Rules": [rule]},
        )


def _make_roles(iam: Any, stack: Mapping[str, Any], keys: Mapping[str, str]) -> None:
    roles = stack["resource"]["aws_iam_role"]
    for name, role in roles.items():
        iam.create_role(RoleName=role["name"], AssumeRolePolicyDocument=role["assume_role_policy"])
        policy = stack["resource"]["aws_iam_role_policy"][name]
        iam.put_role_policy(
            RoleName=role["name"],
            PolicyName=policy["name"],
            PolicyDocument=_with_keys(policy["policy"], keys),
        )


def _rule(rule: Mapping[str, Any], keys: Mapping[str, str]) -> dict[str, Any]:
    destination = rule["destination"]
    return {
        "ID": rule["id"],
        "Priority": rule["priority"],
        "Status": rule["status"],
        "Filter": {"Prefix": rule["filter"]["prefix"]},
        "DeleteMarkerReplication": {"Status": rule["delete_marker_replication"]["status"]},
        "SourceSelectionCriteria": {
            "SseKmsEncryptedObjects": {
                "Status": rule["source_selection_criteria"]["sse_kms_encrypted_objects"]["status"]
            },
            "ReplicaModifications": {
                "Status": rule["source_selection_criteria"]["replica_modifications"]["status"]
            },
        },
        "Destination": {
            "Bucket": destination["bucket"],
            "EncryptionConfiguration": {
                "ReplicaKmsKeyID": _with_keys(
                    destination["encryption_configuration"]["replica_kms_key_id"], keys
                )
            },
        },
    }


def _with_keys(text: str, keys: Mapping[str, str]) -> str:
    codes = {"apne1": "ap-northeast-1", "apne3": "ap-northeast-3"}
    return re.sub(r"\$\{local\.key_main_(\w+)\}", lambda found: keys[codes[found[1]]], text)


def _resources(stack: Mapping[str, Any], kind: str) -> Iterator[Mapping[str, Any]]:
    yield from stack["resource"].get(kind, {}).values()
