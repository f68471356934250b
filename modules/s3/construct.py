"""Makes a bucket and its roles in each Region, and ties the two buckets."""

from __future__ import annotations

from modules.estate import Estate
from modules.kms.alias import key_arn
from modules.role import Role
from modules.s3 import bucket_policy
from modules.s3.access_point import access_point
from modules.s3.inputs import BucketInputs, BucketTimeouts, ObjectLockInputs
from modules.s3.lifecycle_rules import lifecycle_rule
from modules.s3.names import bucket_name
from modules.s3.private_bucket import PrivateBucket
from modules.s3.replication_rule import replication_rule
from modules.s3.roles import BATCH, REPLICATION, End, batch_role, replication_role
from modules.terraform.aws import (
    IamRole,
    IamRolePolicy,
    S3BucketLifecycleConfiguration,
    S3BucketObjectLockConfiguration,
    S3BucketReplicationConfiguration,
)
from modules.terraform.aws.s3_bucket import S3BucketTimeouts
from modules.terraform.aws.s3_bucket_object_lock_configuration import (
    S3BucketObjectLockConfigurationRuleDefaultRetention,
)
from modules.terraform.policy import policy
from modules.terraform.stack import Part, Stack
from regions import Region


class BucketInRegion(Part):
    """A bucket, everything set on it, its access point, and the roles that S3 takes to read from it."""

    def __init__(self, stack: Stack, estate: Estate, name: str, inputs: BucketInputs, region: Region) -> None:
        super().__init__(stack, "bucket", name, region)
        own, other = (_end(estate, name, inputs, end) for end in (region, estate.pair.other(region)))
        here = inputs.in_region(region)
        self._bucket = PrivateBucket(
            self,
            bucket_name(estate, name, inputs, region),
            [
                *bucket_policy.transport(own.bucket_arn),
                *bucket_policy.encryption(own.bucket_arn, own.key_arn),
            ],
            key_arn=own.key_arn,
            object_lock_enabled=here.object_lock is not None,
            force_destroy=here.force_destroy,
            tags=here.tags or None,
            timeouts=_timeouts(here.timeouts),
        )
        # A rule on noncurrent versions is taken only by a bucket that has versions.
        S3BucketLifecycleConfiguration(
            self,
            bucket=self._bucket.id,
            rule=[lifecycle_rule(rule_id, rule) for rule_id, rule in here.lifecycle.items()],
            depends_on=[self._bucket.versioning],
        )
        if here.object_lock is not None:
            self._lock(here.object_lock)
        if inputs.consistency == "strong":
            access_point(self, estate, inputs, self._bucket.id)
        label = estate.names.label(name, inputs.name)
        self._role(
            REPLICATION,
            replication_role(estate.names, label, inputs=here, source=own, to=other),
            f"Replicates {own.bucket_arn} to {other.bucket_arn}",
            here,
        )
        self._role(
            BATCH,
            batch_role(estate.names, name, label, source=own),
            f"Runs S3 Batch Replication on {own.bucket_arn}",
            here,
        )

    def _role(self, use: str, role: Role, description: str, inputs: BucketInputs) -> None:
        made = IamRole(
            self,
            use,
            name=role.name,
            description=description,
            assume_role_policy=policy(role.trusts),
            tags=inputs.tags or None,
        )
        for name, statements in role.policies.items():
            IamRolePolicy(self, use, name=name, role=made.id, policy=policy(statements))

    def _lock(self, inputs: ObjectLockInputs) -> None:
        retention: S3BucketObjectLockConfigurationRuleDefaultRetention = {"mode": inputs.mode}
        if inputs.days is not None:
            retention["days"] = inputs.days
        if inputs.years is not None:
            retention["years"] = inputs.years
        S3BucketObjectLockConfiguration(
            self,
            bucket=self._bucket.id,
            rule={"default_retention": retention},
            depends_on=[self._bucket.versioning],
        )


class Replication(Part):
    """The replication from the bucket in one Region to its twin."""

    def __init__(self, stack: Stack, estate: Estate, name: str, inputs: BucketInputs, source: Region) -> None:
        super().__init__(stack, "bucket", name, source)
        to = _end(estate, name, inputs, estate.pair.other(source))
        label = estate.names.label(name, inputs.name)
        role = estate.names.role(label, "replication", source.short_code)
        S3BucketReplicationConfiguration(
            self,
            bucket=bucket_name(estate, name, inputs, source),
            role=estate.names.role_arn(role),
            rule=[replication_rule(inputs.replication, to.region, to.bucket_arn, to.key_arn)],
        )


def _end(estate: Estate, name: str, inputs: BucketInputs, region: Region) -> End:
    return End(
        region=region,
        bucket_arn=estate.names.bucket_arn(bucket_name(estate, name, inputs, region)),
        key_arn=key_arn(estate, inputs.key, region),
        prefix=inputs.replication.prefix,
    )


def _timeouts(inputs: BucketTimeouts) -> S3BucketTimeouts | None:
    timeouts: S3BucketTimeouts = {}
    if inputs.create_minutes is not None:
        timeouts["create"] = f"{inputs.create_minutes}m"
    if inputs.update_minutes is not None:
        timeouts["update"] = f"{inputs.update_minutes}m"
    if inputs.delete_minutes is not None:
        timeouts["delete"] = f"{inputs.delete_minutes}m"
    return timeouts or None


def in_keys(stack: Stack, estate: Estate, name: str, inputs: BucketInputs) -> None:
    """Nothing."""


def in_region(stack: Stack, estate: Estate, name: str, inputs: BucketInputs, region: Region) -> None:
    """The bucket of the Region and its roles."""
    BucketInRegion(stack, estate, name, inputs, region)


def in_links(stack: Stack, estate: Estate, name: str, inputs: BucketInputs) -> None:
    """Both directions: here, for S3 takes a replication only between buckets that are versioned by now."""
    for region in estate.pair:
        Replication(stack, estate, name, inputs, region)
