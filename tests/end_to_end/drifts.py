"""Single settings changed behind Terraform's back in one Region, each with how it is taken back."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, Final

from modules.estate import Estate
from modules.proof import Clients
from regions import Region

ACCOUNT: Final = "123456789012"
BOTH: Final = ("Tokyo", "Osaka")
STRANGER: Final = f"arn:aws:iam::{ACCOUNT}:role/stranger"


@dataclass(frozen=True)
class World:
    """Where a drift happens.

    Attributes:
        clients: of the embedded AWS.
        estate: what is applied there.
        region: the Region that drifts.
    """

    clients: Clients
    estate: Estate
    region: Region

    def client(self, service: str) -> Any:
        """A client in the Region that drifts."""
        return self.clients.client(service, self.region)

    @property
    def short(self) -> str:
        """The Region's short code."""
        return self.region.short_code


Undo = Callable[[], object]


@dataclass(frozen=True)
class Drift:
    """One changed setting.

    Attributes:
        noun: of the resource that changes.
        name: its name in the spec.
        setting: the path of the finding.
        city: ``Tokyo`` or ``Osaka``.
        make: changes it, and returns what takes it back.
        follows: whether AWS copies the change to the other Region, so that both are wrong.
    """

    noun: str
    name: str
    setting: str
    city: str
    make: Callable[[World], Undo]
    follows: bool = False

    @property
    def wrong_in(self) -> list[str]:
        """The cities in which the setting is wrong then."""
        return list(BOTH) if self.follows else [self.city]

    def __str__(self) -> str:
        return f"{self.noun}-{self.name}-{self.setting}-{self.city}".replace(" ", "_")

    @contextmanager
    def made(self, clients: Clients, estate: Estate) -> Iterator[None]:
        """The setting is changed as long as this lasts."""
        region = next(each for each in estate.pair if each.city == self.city)
        undo = self.make(World(clients, estate, region))
        try:
            yield
        finally:
            undo()


def _each(noun: str, name: str, setting: str, make: Callable[[World], Undo]) -> Iterator[Drift]:
    """The same drift in either Region."""
    for city in BOTH:
        yield Drift(noun, name, setting, city, make)


# Keys


def _key(world: World, name: str) -> str:
    kms = world.client("kms")
    return str(kms.describe_key(KeyId=f"alias/payments-{name}")["KeyMetadata"]["Arn"])


def _key_off(world: World) -> Undo:
    kms, key = world.client("kms"), _key(world, "exchange")
    kms.disable_key(KeyId=key)
    return lambda: kms.enable_key(KeyId=key)


def _key_described(world: World) -> Undo:
    kms, key = world.client("kms"), _key(world, "exchange")
    old = kms.describe_key(KeyId=key)["KeyMetadata"]["Description"]
    kms.update_key_description(KeyId=key, Description="mine")
    return lambda: kms.update_key_description(KeyId=key, Description=old)


def _key_opened(world: World) -> Undo:
    return _key_statement(
        world,
        {
            "Sid": "Opened",
            "Effect": "Allow",
            "Principal": {"AWS": STRANGER},
            "Action": "kms:*",
            "Resource": "*",
        },
    )


def _key_statement(world: World, statement: dict[str, Any]) -> Undo:
    kms, key = world.client("kms"), _key(world, "exchange")
    old = kms.get_key_policy(KeyId=key, PolicyName="default")["Policy"]
    document = json.loads(old)
    document["Statement"].append(statement)
    kms.put_key_policy(KeyId=key, PolicyName="default", Policy=json.dumps(document))
    return lambda: kms.put_key_policy(KeyId=key, PolicyName="default", Policy=old)


def _key_closed_to_logs(world: World) -> Undo:
    kms, key = world.client("kms"), _key(world, "exchange")
    old = kms.get_key_policy(KeyId=key, PolicyName="default")["Policy"]
    document = json.loads(old)
    document["Statement"] = [each for each in document["Statement"] if each["Sid"] != "DatabaseLogs"]
    kms.put_key_policy(KeyId=key, PolicyName="default", Policy=json.dumps(document))
    return lambda: kms.put_key_policy(KeyId=key, PolicyName="default", Policy=old)


def _key_tagged(world: World) -> Undo:
    kms, key = world.client("kms"), _key(world, "exchange")
    kms.tag_resource(KeyId=key, Tags=[{"TagKey": "team", "TagValue": "strangers"}])
    return lambda: kms.tag_resource(KeyId=key, Tags=[{"TagKey": "team", "TagValue": "payments-platform"}])


def _key_disowned(world: World) -> Undo:
    kms, key = world.client("kms"), _key(world, "exchange")
    kms.untag_resource(KeyId=key, TagKeys=["futago:estate"])
    return lambda: kms.tag_resource(KeyId=key, Tags=[{"TagKey": "futago:estate", "TagValue": "payments"}])


def _rotation_off(world: World) -> Undo:
    kms, key = world.client("kms"), _key(world, "exchange")
    kms.disable_key_rotation(KeyId=key)
    return lambda: kms.enable_key_rotation(KeyId=key, RotationPeriodInDays=180)


def _rotation_slower(world: World) -> Undo:
    kms, key = world.client("kms"), _key(world, "exchange")
    kms.enable_key_rotation(KeyId=key, RotationPeriodInDays=2000)
    return lambda: kms.enable_key_rotation(KeyId=key, RotationPeriodInDays=180)


KEYS: Final = (
    *_each("key", "exchange", "state", _key_off),
    *_each("key", "exchange", "description", _key_described),
    *_each("key", "exchange", "policy.Opened", _key_opened),
    *_each("key", "exchange", "policy.DatabaseLogs", _key_closed_to_logs),
    *_each("key", "exchange", "tags.team", _key_tagged),
    *_each("key", "exchange", "tags.futago:estate", _key_disowned),
    Drift("key", "exchange", "enable_key_rotation", "Tokyo", _rotation_off),
    Drift("key", "exchange", "rotation_period_in_days", "Tokyo", _rotation_slower),
)


# Tables


def _table(name: str, **change: Any) -> Callable[[World], Undo]:
    """UpdateTable with the first of each pair, and back with the second."""

    def make(world: World) -> Undo:
        dynamodb = world.client("dynamodb")
        dynamodb.update_table(TableName=f"payments-{name}", **{key: pair[0] for key, pair in change.items()})
        back = {key: pair[1] for key, pair in change.items()}
        return lambda: dynamodb.update_table(TableName=f"payments-{name}", **back)

    return make


def _recovery_off(world: World) -> Undo:
    def put(on: bool) -> None:  # noqa: FBT001 # the value, not a switch
        world.client("dynamodb").update_continuous_backups(
            TableName="payments-sessions",
            PointInTimeRecoverySpecification={"PointInTimeRecoveryEnabled": on},
        )

    put(False)  # noqa: FBT003 # likewise
    return lambda: put(True)  # noqa: FBT003 # likewise


def _table_tagged(world: World) -> Undo:
    dynamodb = world.client("dynamodb")
    arn = world.estate.names.table_arn("payments-sessions", world.region.code)
    dynamodb.tag_resource(ResourceArn=arn, Tags=[{"Key": "owner", "Value": "somebody"}])
    return lambda: dynamodb.untag_resource(ResourceArn=arn, TagKeys=["owner"])


def _table_policy(world: World) -> Undo:
    dynamodb = world.client("dynamodb")
    arn = world.estate.names.table_arn("payments-sessions", world.region.code)
    statement = {
        "Sid": "Readers",
        "Effect": "Allow",
        "Principal": {"AWS": STRANGER},
        "Action": "dynamodb:GetItem",
        "Resource": arn,
    }
    policy = {"Version": "2012-10-17", "Statement": [statement]}
    dynamodb.put_resource_policy(ResourceArn=arn, Policy=json.dumps(policy))
    return lambda: dynamodb.delete_resource_policy(ResourceArn=arn)


def _ttl_off(world: World) -> Undo:
    def put(on: bool) -> None:  # noqa: FBT001 # the value, not a switch
        world.client("dynamodb").update_time_to_live(
            TableName="payments-sessions",
            TimeToLiveSpecification={"Enabled": on, "AttributeName": "expires_at"},
        )

    put(False)  # noqa: FBT003 # likewise
    return lambda: put(True)  # noqa: FBT003 # likewise


def _scaled_less(world: World) -> Undo:
    def put(least: int, most: int) -> None:
        world.client("application-autoscaling").register_scalable_target(
            ServiceNamespace="dynamodb",
            ResourceId="table/payments-merchant-limits",
            ScalableDimension="dynamodb:table:ReadCapacityUnits",
            MinCapacity=least,
            MaxCapacity=most,
        )

    put(50, 60)
    return lambda: put(50, 2000)


def _scaled_later(world: World) -> Undo:
    def put(target: float) -> None:
        world.client("application-autoscaling").put_scaling_policy(
            PolicyName="payments-write",
            ServiceNamespace="dynamodb",
            ResourceId="table/payments-merchant-limits",
            ScalableDimension="dynamodb:table:WriteCapacityUnits",
            PolicyType="TargetTrackingScaling",
            TargetTrackingScalingPolicyConfiguration={
                "TargetValue": target,
                "PredefinedMetricSpecification": {"PredefinedMetricType": "DynamoDBWriteCapacityUtilization"},
            },
        )

    put(90.0)
    return lambda: put(70.0)


TABLES: Final = (
    *_each(
        "table",
        "sessions",
        "deletion_protection",
        _table("sessions", DeletionProtectionEnabled=(False, True)),
    ),
    *_each(
        "table",
        "notifications",
        "table_class",
        _table("notifications", TableClass=("STANDARD", "STANDARD_INFREQUENT_ACCESS")),
    ),
    *_each("table", "sessions", "point_in_time_recovery", _recovery_off),
    *_each("table", "sessions", "tags.owner", _table_tagged),
    *_each("table", "sessions", "resource policy", _table_policy),
    *_each("table", "merchant-limits", "scaling.read.max", _scaled_less),
    *_each("table", "merchant-limits", "scaling.write.target_utilization", _scaled_later),
    Drift("table", "sessions", "ttl", "Tokyo", _ttl_off),
)


# Buckets


def _bucket(world: World, name: str = "statements") -> str:
    return f"payments-{name}-{ACCOUNT}-{world.short}"


def _unversioned(world: World) -> Undo:
    s3, bucket = world.client("s3"), _bucket(world, "audit-trail")

    def put(status: str) -> None:
        s3.put_bucket_versioning(Bucket=bucket, VersioningConfiguration={"Status": status})

    put("Suspended")
    return lambda: put("Enabled")


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
    *_each("bucket", "audit-trail", "versioning", _unversioned),
    *_each("bucket", "statements", "encryption.bucket key", _encryption(_without_bucket_key)),
    *_each("bucket", "statements", "encryption.key", _encryption(_with_aws_key)),
    *_each("bucket", "statements", "public access block.BlockPublicPolicy", _public("BlockPublicPolicy")),
    *_each("bucket", "statements", "public access block.IgnorePublicAcls", _public("IgnorePublicAcls")),
    *_each("bucket", "statements", "object ownership", _owned),
    *_each(
        "bucket",
        "statements",
        "policy.DenyOldTls.Condition.NumericLessThan.s3:TlsVersion",
        _statement(_old_tls),
    ),
    *_each("bucket", "statements", "policy.DenyPlainHttp", _statement(_plain_http)),
    *_each("bucket", "statements", "lifecycle.archive.transitions.STANDARD_IA", _lifecycle(_archive_later)),
    *_each("bucket", "statements", "lifecycle.archive.enabled", _lifecycle(_archive_off)),
    *_each("bucket", "statements", "lifecycle.cheap", _lifecycle(_one_rule_more)),
    *_each("bucket", "statements", f"{_RULE}.delete_markers", _replication(_markers_off)),
    *_each("bucket", "statements", f"{_RULE}.replica_modifications", _replication(_modifications_off)),
    *_each("bucket", "statements", f"{_RULE}.time_control", _replication(_time_control_off)),
    *_each("bucket", "statements", f"{_RULE}.prefix", _replication(_prefix)),
    *_each("bucket", "statements", f"{_RULE}.storage_class", _replication(_cheaper_class)),
    *_each("bucket", "statements", "object_lock.years", _locked_less),
    *_each("bucket", "statements", "tags.data-classification", _bucket_tagged),
)


# Databases


def _cluster(**change: Any) -> Callable[[World], Undo]:
    """ModifyDBCluster with the first of each pair, and back with the second."""

    def make(world: World) -> Undo:
        rds, cluster = world.client("rds"), f"payments-ledger-{world.short}"

        def put(which: int) -> None:
            its = {key: pair[which] for key, pair in change.items()}
            rds.modify_db_cluster(DBClusterIdentifier=cluster, ApplyImmediately=True, **its)

        put(0)
        return lambda: put(1)

    return make


def _instance(**change: Any) -> Callable[[World], Undo]:
    def make(world: World) -> Undo:
        rds, instance = world.client("rds"), f"payments-ledger-{world.short}-1"

        def put(which: int) -> None:
            its = {key: pair[which] for key, pair in change.items()}
            rds.modify_db_instance(DBInstanceIdentifier=instance, ApplyImmediately=True, **its)

        put(0)
        return lambda: put(1)

    return make


def _parameter(name: str, value: str, back: str) -> Callable[[World], Undo]:
    def make(world: World) -> Undo:
        rds = world.client("rds")

        def put(its: str) -> None:
            rds.modify_db_cluster_parameter_group(
                DBClusterParameterGroupName=f"payments-ledger-{world.short}-aurora-postgresql17",
                Parameters=[{"ParameterName": name, "ParameterValue": its, "ApplyMethod": "immediate"}],
            )

        put(value)
        return lambda: put(back)

    return make


def _log_export_off(world: World) -> Undo:
    rds, cluster = world.client("rds"), f"payments-ledger-{world.short}"

    def put(what: str) -> None:
        rds.modify_db_cluster(
            DBClusterIdentifier=cluster, CloudwatchLogsExportConfiguration={what: ["postgresql"]}
        )

    put("DisableLogTypes")
    return lambda: put("EnableLogTypes")


def _log_retention(world: World) -> Undo:
    logs, group = world.client("logs"), f"/aws/rds/cluster/payments-ledger-{world.short}/postgresql"
    logs.put_retention_policy(logGroupName=group, retentionInDays=7)
    return lambda: logs.put_retention_policy(logGroupName=group, retentionInDays=365)


def _opened(world: World) -> Undo:
    ec2 = world.client("ec2")
    name = f"database-payments-ledger-{world.short}"
    groups = ec2.describe_security_groups()["SecurityGroups"]
    group = next(each["GroupId"] for each in groups if each["GroupName"] == name)
    rule = {"IpProtocol": "tcp", "FromPort": 5432, "ToPort": 5432, "IpRanges": [{"CidrIp": "10.0.0.0/8"}]}
    ec2.authorize_security_group_ingress(GroupId=group, IpPermissions=[rule])
    return lambda: ec2.revoke_security_group_ingress(GroupId=group, IpPermissions=[rule])


def _cluster_tagged(world: World) -> Undo:
    rds = world.client("rds")
    arn = world.estate.names.cluster_arn(f"payments-ledger-{world.short}", world.region.code)
    rds.add_tags_to_resource(ResourceName=arn, Tags=[{"Key": "team", "Value": "strangers"}])
    return lambda: rds.add_tags_to_resource(
        ResourceName=arn, Tags=[{"Key": "team", "Value": "payments-platform"}]
    )


DATABASES: Final = (
    *_each("database", "ledger", "backup_retention_period", _cluster(BackupRetentionPeriod=(1, 35))),
    *_each("database", "ledger", "deletion_protection", _cluster(DeletionProtection=(False, True))),
    *_each(
        "database",
        "ledger",
        "preferred_backup_window",
        _cluster(PreferredBackupWindow=("10:00-10:30", "17:00-17:30")),
    ),
    *_each(
        "database",
        "ledger",
        "preferred_maintenance_window",
        _cluster(PreferredMaintenanceWindow=("mon:18:00-mon:19:00", "sat:18:00-sat:19:00")),
    ),
    *_each(
        "database",
        "ledger",
        "iam_database_authentication_enabled",
        _cluster(EnableIAMDatabaseAuthentication=(False, True)),
    ),
    *_each("database", "ledger", "copy_tags_to_snapshot", _cluster(CopyTagsToSnapshot=(False, True))),
    *_each("database", "ledger", "port", _cluster(Port=(5433, 5432))),
    *_each("database", "ledger", "enabled_cloudwatch_logs_exports", _log_export_off),
    *_each(
        "database",
        "ledger",
        "instances.1.instance_class",
        _instance(DBInstanceClass=("db.r7g.large", "db.r7g.2xlarge")),
    ),
    *_each("database", "ledger", "instances.1.monitoring_interval", _instance(MonitoringInterval=(30, 60))),
    *_each(
        "database",
        "ledger",
        "instances.1.auto_minor_version_upgrade",
        _instance(AutoMinorVersionUpgrade=(True, False)),
    ),
    *_each(
        "database",
        "ledger",
        "instances.1.performance_insights_retention_period",
        _instance(PerformanceInsightsRetentionPeriod=(31, 7)),
    ),
    *_each("database", "ledger", "instances.1.public", _instance(PubliclyAccessible=(True, False))),
    *_each("database", "ledger", "parameters.rds.force_ssl", _parameter("rds.force_ssl", "0", "1")),
    *_each(
        "database",
        "ledger",
        "parameters.log_min_duration_statement",
        _parameter("log_min_duration_statement", "-1", "500"),
    ),
    *_each("database", "ledger", "log groups.postgresql.retention", _log_retention),
    *_each("database", "ledger", "security group.own.admits.tcp 5432-5432 10.0.0.0/8", _opened),
    *_each("database", "ledger", "tags.team", _cluster_tagged),
)


# Secrets


def _secret_described(world: World) -> Undo:
    secrets = world.client("secretsmanager")
    secrets.update_secret(SecretId="payments/token-salt", Description="mine")
    return lambda: secrets.update_secret(SecretId="payments/token-salt", Description="payments: token-salt")


def _secret_key(world: World) -> Undo:
    secrets = world.client("secretsmanager")
    old = secrets.describe_secret(SecretId="payments/token-salt")["KmsKeyId"]
    secrets.update_secret(SecretId="payments/token-salt", KmsKeyId=_key(world, "platform"))
    return lambda: secrets.update_secret(SecretId="payments/token-salt", KmsKeyId=old)


def _secret_shared(world: World) -> Undo:
    secrets = world.client("secretsmanager")
    statement = {
        "Sid": "Readers",
        "Effect": "Allow",
        "Principal": {"AWS": STRANGER},
        "Action": "secretsmanager:GetSecretValue",
        "Resource": "*",
    }
    policy = {"Version": "2012-10-17", "Statement": [statement]}
    secrets.put_resource_policy(SecretId="payments/token-salt", ResourcePolicy=json.dumps(policy))
    return lambda: secrets.delete_resource_policy(SecretId="payments/token-salt")


def _secret_tagged(world: World) -> Undo:
    secrets = world.client("secretsmanager")
    secrets.tag_resource(SecretId="payments/token-salt", Tags=[{"Key": "owner", "Value": "somebody"}])
    return lambda: secrets.untag_resource(SecretId="payments/token-salt", TagKeys=["owner"])


SECRETS: Final = (
    Drift("secret", "token-salt", "description", "Tokyo", _secret_described, follows=True),
    Drift("secret", "token-salt", "encryption key", "Tokyo", _secret_key),
    Drift("secret", "token-salt", "resource policy", "Tokyo", _secret_shared),
    Drift("secret", "token-salt", "tags.owner", "Tokyo", _secret_tagged, follows=True),
)

DRIFTS: Final = (*KEYS, *TABLES, *BUCKETS, *DATABASES, *SECRETS)
