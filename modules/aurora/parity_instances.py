"""A cluster's instances, as parity sees them, by their numbers."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from modules.aurora.inputs import DatabaseInputs
from modules.aurora.role_of_monitoring import role_of_monitoring
from modules.aurora.seen import database_of, instances_of
from modules.kms.seen_key import seen_key_arn
from modules.parity import Aspect, Fact, Look, Setting, Value
from modules.seen_role import role_fact, role_setting
from modules.tags import tags_as_mapping, tags_wanted

_ARGUMENTS = (
    *("identifier", "cluster_identifier", "engine", "instance_class", "db_parameter_group_name"),
    *("publicly_accessible", "ca_cert_identifier", "auto_minor_version_upgrade", "copy_tags_to_snapshot"),
    *("preferred_maintenance_window", "monitoring_interval", "monitoring_role_arn", "tags"),
    *("performance_insights_enabled", "performance_insights_kms_key_id"),
    "performance_insights_retention_period",
)
INSTANCES = Setting(
    "instances", tuple(f"aws_rds_cluster_instance.{each}" for each in _ARGUMENTS), spec="instances"
)

_ATTACHMENT = "aws_iam_role_policy_attachment"
MONITORING_ROLE = role_setting("monitoring role", f"{_ATTACHMENT}.role", f"{_ATTACHMENT}.policy_arn")


def _see_instances(look: Look) -> Iterator[Fact]:
    cluster = database_of(look).cluster(look.region)
    seen = {_number(each, cluster): _instance(each) for each in instances_of(look)}
    wanted = _wanted(look, cluster)
    numbers = range(1, look.here.instances + 1)
    yield Fact(INSTANCES, seen, {str(number): wanted for number in numbers})


def _number(instance: Mapping[str, Any], cluster: str) -> str:
    return str(instance["DBInstanceIdentifier"]).removeprefix(f"{cluster}-")


def _instance(its: Mapping[str, Any]) -> dict[str, Value]:
    insights = its.get("PerformanceInsightsEnabled", False)
    groups = its.get("DBParameterGroups") or [{}]
    return {
        "status": its.get("DBInstanceStatus"),
        "engine": its.get("Engine"),
        "instance_class": its.get("DBInstanceClass"),
        "parameter group": groups[0].get("DBParameterGroupName"),
        "public": its.get("PubliclyAccessible", False),
        "ca_certificate_identifier": its.get("CACertificateIdentifier"),
        "auto_minor_version_upgrade": its.get("AutoMinorVersionUpgrade", False),
        "copy_tags_to_snapshot": its.get("CopyTagsToSnapshot", False),
        "preferred_maintenance_window": its.get("PreferredMaintenanceWindow"),
        "monitoring_interval": its.get("MonitoringInterval", 0),
        "monitoring role": its.get("MonitoringRoleArn") or None,
        "performance_insights_enabled": insights,
        "performance insights key": its.get("PerformanceInsightsKMSKeyId") if insights else None,
        "performance_insights_retention_period": (
            its.get("PerformanceInsightsRetentionPeriod") if insights else None
        ),
        "tags": tags_as_mapping(its.get("TagList") or ()),
    }


def _wanted(look: Look, cluster: str) -> dict[str, Value]:
    inputs: DatabaseInputs = look.here
    names, label = look.estate.names, look.estate.names.label(look.name, inputs.name)
    insights, monitored = inputs.performance_insights_enabled, inputs.monitoring_interval != 0
    role = names.role_arn(names.role(label, "monitoring", look.region.short_code))
    family = inputs.the_engine.family(inputs.engine_version)
    return {
        "status": "available",
        "engine": inputs.engine,
        "instance_class": inputs.instance_class or "db.serverless",
        "parameter group": names.parameter_group(cluster, family),
        "public": False,
        "ca_certificate_identifier": inputs.ca_certificate_identifier,
        "auto_minor_version_upgrade": inputs.auto_minor_version_upgrade,
        "copy_tags_to_snapshot": inputs.copy_tags_to_snapshot,
        "preferred_maintenance_window": inputs.preferred_maintenance_window,
        "monitoring_interval": inputs.monitoring_interval,
        "monitoring role": role if monitored else None,
        "performance_insights_enabled": insights,
        "performance insights key": seen_key_arn(look, inputs.key) if insights else None,
        "performance_insights_retention_period": (
            inputs.performance_insights_retention_period if insights else None
        ),
        "tags": tags_wanted(look),
    }


def _see_monitoring_role(look: Look) -> Iterator[Fact]:
    label = look.estate.names.label(look.name, look.inputs.name)
    role = role_of_monitoring(look.estate, label, look.here, look.region)
    if role is not None:
        yield role_fact(MONITORING_ROLE, look, role)


INSTANCE_ASPECTS = (
    Aspect((INSTANCES,), _see_instances),
    Aspect((MONITORING_ROLE,), _see_monitoring_role),
)
