"""Single settings of databases that drift."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Final

from tests.end_to_end.drift import Undo, World, each_city


def _cluster(**change: Any) -> Callable[[World], Undo]:
    """ModifyDBCluster with the first of each pair, and back with the second."""
    return _modified("cluster", "", change)


def _instance(**change: Any) -> Callable[[World], Undo]:
    """ModifyDBInstance of the first instance, likewise."""
    return _modified("instance", "-1", change)


def _modified(what: str, end: str, change: Mapping[str, tuple[Any, Any]]) -> Callable[[World], Undo]:
    def make(world: World) -> Undo:
        modify = getattr(world.client("rds"), f"modify_db_{what}")
        which = {f"DB{what.capitalize()}Identifier": f"payments-ledger-{world.short}{end}"}

        def put(side: int) -> None:
            modify(**which, ApplyImmediately=True, **{key: pair[side] for key, pair in change.items()})

        put(0)
        return lambda: put(1)

    return make


def _parameter(name: str, value: str) -> Callable[[World], Undo]:
    def make(world: World) -> Undo:
        rds = world.client("rds")
        group = f"payments-ledger-{world.short}-aurora-postgresql17"
        answer = rds.describe_db_cluster_parameters(DBClusterParameterGroupName=group, Source="user")
        (was,) = [each for each in answer["Parameters"] if each["ParameterName"] == name]

        def put(its: str) -> None:
            # As Terraform applied it: another method would be a drift of its own.
            parameter = {"ParameterName": name, "ParameterValue": its, "ApplyMethod": was["ApplyMethod"]}
            rds.modify_db_cluster_parameter_group(DBClusterParameterGroupName=group, Parameters=[parameter])

        put(value)
        return lambda: put(was["ParameterValue"])

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
    *each_city("database", "ledger", "backup_retention_period", _cluster(BackupRetentionPeriod=(1, 35))),
    *each_city("database", "ledger", "deletion_protection", _cluster(DeletionProtection=(False, True))),
    *each_city(
        "database",
        "ledger",
        "preferred_backup_window",
        _cluster(PreferredBackupWindow=("10:00-10:30", "17:00-17:30")),
    ),
    *each_city(
        "database",
        "ledger",
        "preferred_maintenance_window",
        _cluster(PreferredMaintenanceWindow=("mon:18:00-mon:19:00", "sat:18:00-sat:19:00")),
    ),
    *each_city(
        "database",
        "ledger",
        "iam_database_authentication_enabled",
        _cluster(EnableIAMDatabaseAuthentication=(False, True)),
    ),
    *each_city("database", "ledger", "copy_tags_to_snapshot", _cluster(CopyTagsToSnapshot=(False, True))),
    *each_city("database", "ledger", "port", _cluster(Port=(5433, 5432))),
    *each_city("database", "ledger", "enabled_cloudwatch_logs_exports", _log_export_off),
    *each_city(
        "database",
        "ledger",
        "instances.1.instance_class",
        _instance(DBInstanceClass=("db.r7g.large", "db.r7g.2xlarge")),
    ),
    *each_city(
        "database", "ledger", "instances.1.monitoring_interval", _instance(MonitoringInterval=(30, 60))
    ),
    *each_city(
        "database",
        "ledger",
        "instances.1.auto_minor_version_upgrade",
        _instance(AutoMinorVersionUpgrade=(True, False)),
    ),
    *each_city(
        "database",
        "ledger",
        "instances.1.performance_insights_retention_period",
        _instance(PerformanceInsightsRetentionPeriod=(31, 7)),
    ),
    *each_city("database", "ledger", "instances.1.public", _instance(PubliclyAccessible=(True, False))),
    *each_city("database", "ledger", "parameters.rds.force_ssl", _parameter("rds.force_ssl", "0")),
    *each_city(
        "database",
        "ledger",
        "parameters.log_min_duration_statement",
        _parameter("log_min_duration_statement", "-1"),
    ),
    *each_city("database", "ledger", "log groups.postgresql.retention", _log_retention),
    *each_city("database", "ledger", "security group.own.admits.tcp 5432-5432 10.0.0.0/8", _opened),
    *each_city("database", "ledger", "tags.team", _cluster_tagged),
)
