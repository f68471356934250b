"""Each check of the preflight: a case that it finds, with a remedy; and silence where all is well."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import boto3
import pytest
from botocore.stub import Stubber

from futago.aws import Manners
from futago.backfill.direction import directions
from futago.backfill.obstacle import Obstacle, Weight
from futago.backfill.preflight import preflight, reports
from futago.names import Names
from regions import Region
from tests.backfill.applied_buckets import SPEC, put_role_policy
from tests.backfill.backfill_world import World
from tests.estates import loaded


def found(world: World, source: str = "apne1") -> dict[str, Obstacle]:
    """What the preflight finds in a direction, by the checks' ids."""
    return {each.check: each for each in preflight(world.clients, world.direction(source))}


def s3(world: World, source: str = "apne1") -> Any:
    return world.clients.client("s3", world.direction(source).source)


def change_rule(world: World, change: Callable[[dict[str, Any]], None]) -> None:
    """Change the replication out of Tokyo."""
    bucket = world.direction().source_bucket
    configuration = s3(world).get_bucket_replication(Bucket=bucket)["ReplicationConfiguration"]
    change(configuration)
    s3(world).put_bucket_replication(Bucket=bucket, ReplicationConfiguration=configuration)


def role(world: World, use: str) -> str:
    direction = world.direction()
    names: Names = world.estate.names
    return names.role(names.label(direction.name), use, direction.source.short_code)


def test_sound_estate_has_no_obstacle(world: World) -> None:
    """What futago's own stacks make passes every check, both ways."""
    world.link()
    assert {} == found(world, "apne1") == found(world, "apne3")


def delete_destination(world: World) -> None:
    direction = world.direction()
    s3(world, "apne3").delete_bucket(Bucket=direction.destination_bucket)


def suspend_source(world: World) -> None:
    bucket = world.direction().source_bucket
    s3(world).delete_bucket_replication(Bucket=bucket)
    s3(world).put_bucket_versioning(Bucket=bucket, VersioningConfiguration={"Status": "Suspended"})


def lock_source(world: World) -> None:
    """Make the source bucket anew with Object Lock."""
    bucket = world.direction().source_bucket
    configuration = s3(world).get_bucket_replication(Bucket=bucket)["ReplicationConfiguration"]
    s3(world).delete_bucket(Bucket=bucket)
    s3(world).create_bucket(
        Bucket=bucket,
        CreateBucketConfiguration={"LocationConstraint": "ap-northeast-1"},
        ObjectLockEnabledForBucket=True,
    )
    s3(world).put_bucket_versioning(Bucket=bucket, VersioningConfiguration={"Status": "Enabled"})
    s3(world).put_bucket_replication(Bucket=bucket, ReplicationConfiguration=configuration)


def remove_replication(world: World) -> None:
    s3(world).delete_bucket_replication(Bucket=world.direction().source_bucket)


def disable_rule(world: World) -> None:
    change_rule(world, lambda configuration: configuration["Rules"][0].update(Status="Disabled"))


def narrow_rule(world: World) -> None:
    change_rule(world, lambda configuration: configuration["Rules"][0].update(Filter={"Prefix": "some/"}))


def turn_rule_away(world: World) -> None:
    elsewhere = {"Bucket": f"arn:aws:s3:::{world.estate.names.report_bucket('apne3')}"}
    change_rule(world, lambda configuration: configuration["Rules"][0]["Destination"].update(elsewhere))


def take_other_role(world: World) -> None:
    other = world.estate.names.role_arn("somebody-else")
    change_rule(world, lambda configuration: configuration.update(Role=other))


def delete_role(world: World) -> None:
    iam = world.clients.client("iam", world.direction().source)
    name = role(world, "batch")
    for policy in iam.list_role_policies(RoleName=name)["PolicyNames"]:
        iam.delete_role_policy(RoleName=name, PolicyName=policy)
    iam.delete_role(RoleName=name)


def trust_nobody(world: World) -> None:
    document = {
        "Version": "2012-10-17",
        "Statement": [
            {"Effect": "Allow", "Principal": {"Service": "s3.amazonaws.com"}, "Action": "sts:AssumeRole"}
        ],
    }
    world.clients.client("iam", world.direction().source).update_assume_role_policy(
        RoleName=role(world, "batch"), PolicyDocument=json.dumps(document)
    )


def forbid_everything(world: World) -> None:
    put_role_policy(
        world.clients,
        world.estate,
        role(world, "batch"),
        [{"Effect": "Deny", "Action": "s3:InitiateReplication", "Resource": "*"}],
    )


def disable_key(world: World) -> None:
    direction = world.direction()
    kms = world.clients.client("kms", direction.destination)
    key = kms.describe_key(KeyId=direction.key_alias)["KeyMetadata"]["KeyId"]
    kms.disable_key(KeyId=key)


def delete_alias(world: World) -> None:
    direction = world.direction()
    world.clients.client("kms", direction.source).delete_alias(AliasName=direction.key_alias)


def delete_report_bucket(world: World) -> None:
    s3(world).delete_bucket(Bucket=world.direction().report_bucket)


def retain_reports(world: World) -> None:
    """Make the report bucket anew with a default retention."""
    bucket = world.direction().report_bucket
    delete_report_bucket(world)
    s3(world).create_bucket(
        Bucket=bucket,
        CreateBucketConfiguration={"LocationConstraint": "ap-northeast-1"},
        ObjectLockEnabledForBucket=True,
    )
    s3(world).put_object_lock_configuration(
        Bucket=bucket,
        ObjectLockConfiguration={
            "ObjectLockEnabled": "Enabled",
            "Rule": {"DefaultRetention": {"Mode": "GOVERNANCE", "Days": 1}},
        },
    )


def start_job_by_hand(world: World) -> None:
    """A job of somebody's on the same bucket, which waits."""
    direction = world.direction()
    world.put("apne1", "old")
    bucket = f"arn:aws:s3:::{direction.source_bucket}"
    world.clients.client("s3control", direction.source).create_job(
        AccountId=direction.account,
        ConfirmationRequired=True,
        Operation={"S3ReplicateObject": {}},
        Report={"Enabled": False},
        ClientRequestToken="by-hand",
        Priority=1,
        RoleArn=direction.role_arn,
        ManifestGenerator={"S3JobManifestGenerator": {"SourceBucket": bucket, "EnableManifestOutput": False}},
    )


STOPPING = {
    "bucket-missing": delete_destination,
    "versioning-off": suspend_source,
    "object-lock-differs": lock_source,
    "replication-missing": remove_replication,
    "replication-disabled": disable_rule,
    "replication-differs": narrow_rule,
    "role-missing": delete_role,
    "role-trust": trust_nobody,
    "role-permissions": forbid_everything,
    "key-unusable": disable_key,
    "key-missing": delete_alias,
    "report-bucket-missing": delete_report_bucket,
    "report-bucket-locked": retain_reports,
    "other-job": start_job_by_hand,
}


@pytest.mark.parametrize("check", STOPPING)
def test_check_stops_a_start(world: World, check: str) -> None:
    """What is wrong is found, says what to do, and holds up a start."""
    world.link()
    STOPPING[check](world)
    obstacle = found(world)[check]
    assert Weight.STOPS is obstacle.weight
    assert obstacle.wrong
    assert obstacle.remedy


@pytest.mark.parametrize("spoil", [turn_rule_away, take_other_role])
def test_replication_differs_in_every_way(world: World, spoil: Callable[[World], None]) -> None:
    """Another destination and another role than the spec's are found, too."""
    world.link()
    spoil(world)
    assert Weight.STOPS is found(world)["replication-differs"].weight


def test_bucket_of_another_account_is_foreign(world: World) -> None:
    """A bucket that has the name and is not the account's is told as such."""
    world.link()
    delete_report_bucket(world)
    other = type(world.clients)(world.clients._endpoint_of, "999999999999")
    made = other.client("s3", world.direction().source)
    made.create_bucket(
        Bucket=world.direction().report_bucket,
        CreateBucketConfiguration={"LocationConstraint": "ap-northeast-1"},
    )
    made.close()
    assert Weight.STOPS is found(world)["report-bucket-foreign"].weight


@pytest.mark.parametrize("mode", ["closed", "silent"])
def test_dark_region_is_all_that_is_told(world: World, mode: str) -> None:
    """Where a Region does not answer nothing else is guessed."""
    world.link()
    clients = world.clients.mannered(_impatient)
    world.emulator.dark("ap-northeast-3", mode)
    obstacles = preflight(clients, world.direction())
    for client in clients._made.values():
        client.close()
    assert [("region-dark", Weight.UNKNOWN)] == [(each.check, each.weight) for each in obstacles]
    assert "ap-northeast-3 does not answer" in obstacles[0].wrong


def _impatient(_code: str) -> Manners:
    return Manners(connect_timeout_seconds=1, read_timeout_seconds=2, attempts=1)


def test_archived_objects_are_noted(world: World) -> None:
    """Objects that Batch Replication leaves out are said, and stop nothing."""
    s3(world).put_object(
        Bucket=world.direction().source_bucket, Key="old", Body=b"x", StorageClass="DEEP_ARCHIVE"
    )
    world.put("apne1", "other")
    world.link()
    plan = world.propose().plan
    assert [("archived-objects", Weight.NOTE)] == [(each.check, each.weight) for each in plan.obstacles]
    assert (2, 1) == (plan.amount.objects, plan.amount.archived)
    assert plan.is_clear


def test_rules_of_others_are_noted(world: World) -> None:
    """A rule that the spec does not know is said: the job would run for it, too."""
    world.link()

    def add(configuration: dict[str, Any]) -> None:
        rule = json.loads(json.dumps(configuration["Rules"][0]))
        rule.update(ID="somebody-elses", Priority=2)
        rule["Destination"]["Bucket"] = f"arn:aws:s3:::{world.estate.names.report_bucket('apne3')}"
        configuration["Rules"].append(rule)

    change_rule(world, add)
    obstacle = found(world)["replication-others"]
    assert Weight.NOTE is obstacle.weight
    assert "somebody-elses" in obstacle.wrong


class Stubbed:
    """Clients with one S3 client, which answers what it is told to."""

    def __init__(self, s3: Any) -> None:
        self._s3 = s3

    def client(self, _service: str, _region: Region) -> Any:
        return self._s3


def test_report_bucket_of_another_region_stops_a_start() -> None:
    """The SDK follows a bucket into its Region, so that only its location tells."""
    (direction,) = directions(loaded(SPEC), (), "apne1")
    s3 = boto3.client("s3", region_name="ap-northeast-1", aws_access_key_id="a", aws_secret_access_key="b")
    owner = {"Bucket": direction.report_bucket, "ExpectedBucketOwner": direction.account}
    with Stubber(s3) as stubber:
        stubber.add_response("head_bucket", {}, owner)
        stubber.add_response("get_bucket_location", {"LocationConstraint": "ap-northeast-3"})
        stubber.add_client_error(
            "get_object_lock_configuration",
            "ObjectLockConfigurationNotFoundError",
            http_status_code=404,
            expected_params=owner,
        )
        (obstacle,) = reports.bucket(Stubbed(s3), direction)
        stubber.assert_no_pending_responses()
    assert ("report-bucket-elsewhere", Weight.STOPS) == (obstacle.check, obstacle.weight)
