"""A database's cluster and its global database, as parity sees them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from modules.aurora.inputs import DatabaseInputs
from modules.aurora.promotion.topology import CONNECTED
from modules.aurora.seen import cluster_of, database_of, global_of
from modules.kms.seen_key import seen_key_arn
from modules.parity import Aspect, Fact, Look, Setting
from modules.tags import tags_as_mapping, tags_wanted


def _of_cluster(path: str, *arguments: str, spec: str | None = None) -> Setting:
    covers = tuple(f"aws_rds_cluster.{each}" for each in arguments or (path,))
    return Setting(path, covers, spec=path if spec is None else spec)


CLUSTER = _of_cluster("cluster", "cluster_identifier", spec="name")
STATUS = Setting("status", stack="")
ENGINE = _of_cluster("engine")
ENGINE_VERSION = Setting(
    "engine_version", ("aws_rds_cluster.engine_version",), stack="first", spec="engine_version"
)
PORT = _of_cluster("port")
STORAGE_TYPE = _of_cluster("storage_type")
ENCRYPTED = _of_cluster("storage_encrypted")
KEY = _of_cluster("encryption key", "kms_key_id", spec="key")
SERVERLESS = _of_cluster("serverless_v2", "serverlessv2_scaling_configuration")
IAM = _of_cluster("iam_database_authentication_enabled")
WRITE_FORWARDING = _of_cluster("write_forwarding", "enable_global_write_forwarding")
LOGS = _of_cluster("enabled_cloudwatch_logs_exports")
BACKUPS = _of_cluster("backup_retention_period")
BACKUP_WINDOW = _of_cluster("preferred_backup_window")
MAINTENANCE = _of_cluster("preferred_maintenance_window")
PROTECTION = _of_cluster("deletion_protection")
COPY_TAGS = _of_cluster("copy_tags_to_snapshot")
SUBNET_GROUP_NAME = _of_cluster("subnet group", "db_subnet_group_name", spec="")
PARAMETER_GROUP = _of_cluster(
    "cluster parameter group", "db_cluster_parameter_group_name", spec="engine_version"
)
TAGS = _of_cluster("tags")
MEMBER = Setting("member of its global database", ("aws_rds_cluster.global_cluster_identifier",), stack="")
SYNCHRONIZATION = Setting("synchronization", stack="")


def _of_global(path: str, argument: str, spec: str) -> Setting:
    covers = (f"aws_rds_global_cluster.{argument}",)
    return Setting(f"global database {path}", covers, stack="first", spec=spec)


GLOBAL_NAME = _of_global("name", "global_cluster_identifier", "name")
GLOBAL_ENGINE = _of_global("engine", "engine", "engine")
GLOBAL_VERSION = _of_global("engine_version", "engine_version", "engine_version")
GLOBAL_ENCRYPTED = _of_global("storage_encrypted", "storage_encrypted", "storage_encrypted")
GLOBAL_PROTECTION = _of_global("deletion_protection", "deletion_protection", "deletion_protection")


def _see_cluster(look: Look) -> Iterator[Fact]:
    its = cluster_of(look)
    inputs: DatabaseInputs = look.here
    name = database_of(look).cluster(look.region)
    yield Fact(CLUSTER, its["DBClusterIdentifier"], name)
    yield Fact(STATUS, its.get("Status"), "available")
    yield Fact(ENGINE, its.get("Engine"), inputs.engine)
    yield Fact(ENGINE_VERSION, its.get("EngineVersion"), inputs.engine_version)
    yield Fact(PORT, its.get("Port"), inputs.listening_port)
    yield Fact(STORAGE_TYPE, its.get("StorageType") or "aurora", inputs.storage_type)
    yield Fact(ENCRYPTED, its.get("StorageEncrypted", False), inputs.storage_encrypted)
    yield Fact(
        IAM, its.get("IAMDatabaseAuthenticationEnabled", False), inputs.iam_database_authentication_enabled
    )
    yield Fact(LOGS, sorted(its.get("EnabledCloudwatchLogsExports") or ()), sorted(inputs.logs))
    yield Fact(BACKUPS, its.get("BackupRetentionPeriod"), inputs.backup_retention_period)
    yield Fact(BACKUP_WINDOW, its.get("PreferredBackupWindow"), inputs.preferred_backup_window)
    yield Fact(MAINTENANCE, its.get("PreferredMaintenanceWindow"), inputs.preferred_maintenance_window)
    yield Fact(PROTECTION, its.get("DeletionProtection", False), inputs.deletion_protection)
    yield Fact(COPY_TAGS, its.get("CopyTagsToSnapshot", False), inputs.copy_tags_to_snapshot)
    yield Fact(SERVERLESS, *_serverless(its, inputs))
    yield Fact(SUBNET_GROUP_NAME, its.get("DBSubnetGroup"), name)
    family = inputs.the_engine.family(inputs.engine_version)
    yield Fact(
        PARAMETER_GROUP, its.get("DBClusterParameterGroup"), look.estate.names.parameter_group(name, family)
    )
    yield Fact(TAGS, tags_as_mapping(its.get("TagList") or ()), tags_wanted(look))


def _serverless(its: Mapping[str, Any], inputs: DatabaseInputs) -> tuple[Any, Any]:
    seen = its.get("ServerlessV2ScalingConfiguration") or {}
    wanted = inputs.serverless_v2
    return (
        {"min_capacity": seen.get("MinCapacity"), "max_capacity": seen.get("MaxCapacity")} if seen else None,
        wanted.model_dump() if wanted is not None else None,
    )


def _see_key(look: Look) -> Iterator[Fact]:
    yield Fact(KEY, cluster_of(look).get("KmsKeyId"), seen_key_arn(look, look.here.key))


def _see_global(look: Look) -> Iterator[Fact]:
    """The global database, and this Region's part in it."""
    its, inputs = global_of(look) or {}, look.inputs
    name = database_of(look).global_cluster
    yield Fact(GLOBAL_NAME, its.get("GlobalClusterIdentifier"), name)
    if not its:
        return
    yield Fact(GLOBAL_ENGINE, its.get("Engine"), inputs.engine)
    yield Fact(GLOBAL_VERSION, its.get("EngineVersion"), inputs.engine_version)
    yield Fact(GLOBAL_ENCRYPTED, its.get("StorageEncrypted", False), inputs.storage_encrypted)
    yield Fact(GLOBAL_PROTECTION, its.get("DeletionProtection", False), inputs.deletion_protection)
    arn = database_of(look).cluster_arn(look.region)
    member = next((each for each in its.get("GlobalClusterMembers", ()) if each["DBClusterArn"] == arn), None)
    yield Fact(MEMBER, member is not None, wanted=True)
    if member is not None:
        # RDS may leave the status out (API Reference, GlobalClusterMember).
        yield Fact(SYNCHRONIZATION, member.get("SynchronizationStatus") or CONNECTED, CONNECTED)
        if not member.get("IsWriter"):  # on the one that writes it waits for its demotion
            forwards = cluster_of(look).get("GlobalWriteForwardingRequested", False)
            yield Fact(WRITE_FORWARDING, forwards, inputs.write_forwarding)


CLUSTER_ASPECTS = (
    Aspect(
        (
            *(CLUSTER, STATUS, ENGINE, ENGINE_VERSION, PORT, STORAGE_TYPE, ENCRYPTED, IAM, LOGS, BACKUPS),
            *(BACKUP_WINDOW, MAINTENANCE, PROTECTION, COPY_TAGS, SERVERLESS, SUBNET_GROUP_NAME),
            *(PARAMETER_GROUP, TAGS),
        ),
        _see_cluster,
    ),
    Aspect((KEY,), _see_key),
    Aspect(
        (
            *(GLOBAL_NAME, GLOBAL_ENGINE, GLOBAL_VERSION, GLOBAL_ENCRYPTED, GLOBAL_PROTECTION, MEMBER),
            *(SYNCHRONIZATION, WRITE_FORWARDING),
        ),
        _see_global,
    ),
)
