"""The ``databases`` section: Aurora global databases."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Literal, Self

from pydantic import Field, ValidationInfo, field_validator, model_validator

from modules.aurora.engine import ENGINES, Engine, EngineName
from modules.aurora.parameters import Parameters
from modules.aurora.reserved_words import RESERVED_USERS, RESERVED_WORDS
from modules.aurora.serverless import ServerlessV2
from modules.aurora.values import (
    AllowedCidrs,
    BackupWindow,
    Duration,
    InsightsRetention,
    InstanceClass,
    InstanceCount,
    LogRetention,
    MaintenanceWindow,
)
from modules.consistency import Consistency, DataStoreInputs
from modules.inputs import Inputs, Overrides, RefusedError, Tags
from regions import Region


class Timeouts(Inputs):
    """How long Terraform waits for a cluster and for each instance, such as ``90m``."""

    create: Duration | None = None
    update: Duration | None = None
    delete: Duration | None = None


class DatabaseOverrides(Overrides):
    """What a database may have otherwise in one Region: size, windows, who may connect, tags, time-outs.

    Backups are not among them: after a promotion the other Region's are the ones that count.
    """

    instances: InstanceCount = 2
    instance_class: InstanceClass | None = None
    serverless_v2: ServerlessV2 | None = None
    preferred_backup_window: BackupWindow = "17:00-17:30"
    preferred_maintenance_window: MaintenanceWindow = "sat:18:00-sat:19:00"
    allowed_cidrs: AllowedCidrs | None = None
    log_retention_in_days: LogRetention = 365
    tags: Tags = {}
    timeouts: Timeouts = Timeouts()

    @model_validator(mode="after")
    def _one_size(self) -> Self:
        if self.instance_class is not None and self.serverless_v2 is not None:
            raise RefusedError(
                "both instance_class and serverless_v2", "one of them says how large the instances are"
            )
        return self


class DatabaseInputs(DataStoreInputs):
    """An Aurora global database: one cluster a Region, one of them writes."""

    consistency: Annotated[Consistency, Field(description="Always strong: one cluster writes")]
    engine: EngineName
    engine_version: Annotated[
        str,
        Field(description="Full version, such as 17.7 or 8.0.mysql_aurora.3.08.0", examples=["17.7"]),
    ]
    instances: Annotated[
        InstanceCount, Field(description="Instances in each Region, a writer among them")
    ] = 2
    instance_class: Annotated[
        InstanceClass | None,
        Field(description="Memory-optimized class, such as db.r7g.large; or serverless_v2"),
    ] = None
    serverless_v2: Annotated[
        ServerlessV2 | None, Field(description="Capacity of each instance; or instance_class")
    ] = None
    storage_type: Literal["aurora", "aurora-iopt1"] = "aurora"
    storage_encrypted: Annotated[bool, Field(description="Always true")] = True

    database_name: Annotated[
        str | None,
        Field(
            description="First database; by default the name in the spec with _ for -",
            max_length=63,
            pattern=r"^[A-Za-z][A-Za-z0-9_]*$",
            examples=["ledger"],
        ),
    ] = None
    master_username: Annotated[str, Field(pattern=r"^[A-Za-z][A-Za-z0-9]{0,15}$", examples=["dbadmin"])] = (
        "dbadmin"
    )
    manage_master_user_password: Annotated[bool, Field(description="Always false")] = False
    master_password_version: Annotated[
        int, Field(ge=1, description="Raise it to set a new random password in the cluster and its secret")
    ] = 1
    master_secret_recovery_window_in_days: Annotated[
        int,
        Field(ge=0, le=30, description="How long a deletion of the secret can be taken back; 0 or 7 to 30"),
    ] = 30
    port: Annotated[int | None, Field(ge=1150, le=65535, description="By default the engine's own")] = None
    allowed_cidrs: Annotated[
        AllowedCidrs | None, Field(description="Who may connect; by default both Regions' networks")
    ] = None
    iam_database_authentication_enabled: bool = True
    write_forwarding: Annotated[
        bool, Field(description="Send writes of the Region that reads to the one that writes")
    ] = False

    parameters: Annotated[
        Parameters, Field(description="Of the cluster; TLS is required unless said otherwise")
    ] = {}
    instance_parameters: Annotated[Parameters, Field(description="Of each instance")] = {}
    ca_certificate_identifier: Literal["rds-ca-rsa2048-g1", "rds-ca-rsa4096-g1", "rds-ca-ecc384-g1"] = (
        "rds-ca-rsa2048-g1"
    )
    auto_minor_version_upgrade: Annotated[
        bool, Field(description="Always false: engine_version says it for both Regions")
    ] = False
    apply_immediately: Annotated[
        bool, Field(description="Apply changes at once and not in the next maintenance window")
    ] = False

    backup_retention_period: Annotated[int, Field(ge=1, le=35, description="Days")] = 14
    preferred_backup_window: Annotated[BackupWindow, Field(description="UTC")] = "17:00-17:30"
    preferred_maintenance_window: Annotated[MaintenanceWindow, Field(description="UTC")] = (
        "sat:18:00-sat:19:00"
    )
    deletion_protection: bool = True
    skip_final_snapshot: bool = False
    copy_tags_to_snapshot: bool = True

    performance_insights_enabled: bool = True
    performance_insights_retention_period: Annotated[
        InsightsRetention, Field(description="Days: 7, 731 or a multiple of 31")
    ] = 7
    monitoring_interval: Annotated[
        Literal[0, 1, 5, 10, 15, 30, 60],
        Field(description="Seconds between Enhanced Monitoring metrics; 0 is off"),
    ] = 60
    enabled_cloudwatch_logs_exports: Annotated[
        tuple[str, ...] | None, Field(description="By default postgresql, or audit, error and slowquery")
    ] = None
    log_retention_in_days: LogRetention = 365
    timeouts: Timeouts = Timeouts()
    regions: Mapping[str, DatabaseOverrides] = {}

    @field_validator("consistency")
    @classmethod
    def _strong(cls, value: Consistency) -> Consistency:
        if value != "strong":
            raise RefusedError(
                "consistency eventual: one cluster of an Aurora global database writes, and write forwarding "
                "only hands writes on to it",
                "allowed is strong; tables and buckets may be written in both Regions",
            )
        return value

    @field_validator("engine_version")
    @classmethod
    def _full_version(cls, value: str, info: ValidationInfo) -> str:
        if engine := ENGINES.get(info.data.get("engine", "")):
            engine.version(value)
        return value

    @field_validator("serverless_v2", "storage_type", "write_forwarding")
    @classmethod
    def _version_can(cls, value: object, info: ValidationInfo) -> object:
        engine, text = ENGINES.get(info.data.get("engine", "")), info.data.get("engine_version")
        if engine is None or text is None or value in (None, False, "aurora"):
            return value
        what, floors = {
            "serverless_v2": ("serverless_v2", engine.serverless_v2),
            "storage_type": (f"storage_type {value}", engine.io_optimized),
            "write_forwarding": ("write_forwarding", engine.write_forwarding),
        }[str(info.field_name)]
        if not engine.version(text).reaches(floors):
            raise RefusedError(f"{engine.name} {text} has no {what}", f"it takes {engine.written(floors)}")
        return value

    @field_validator("storage_encrypted")
    @classmethod
    def _encrypted(cls, value: bool) -> bool:  # noqa: FBT001 # pydantic's signature
        if not value:
            raise RefusedError("storage_encrypted false can't be changed later", "allowed is true")
        return value

    @field_validator("manage_master_user_password")
    @classmethod
    def _own_password(cls, value: bool) -> bool:  # noqa: FBT001 # pydantic's signature
        if value:
            raise RefusedError(
                "a master password that RDS manages is not supported in a global database",
                "allowed is false: the replicated secret <estate>-<name>/master holds it",
            )
        return value

    @field_validator("auto_minor_version_upgrade")
    @classmethod
    def _same_minor_version(cls, value: bool) -> bool:  # noqa: FBT001 # pydantic's signature
        if value:
            raise RefusedError(
                "auto_minor_version_upgrade would move each Region at its own time, and a switchover needs "
                "the same minor version in both",
                "allowed is false; raise engine_version",
            )
        return value

    @field_validator("master_secret_recovery_window_in_days")
    @classmethod
    def _recovery_window(cls, value: int) -> int:
        if value in range(1, 7):
            raise RefusedError(f"{value} days are too few", "allowed are 0 (deleted at once) and 7 to 30")
        return value

    @field_validator("master_username")
    @classmethod
    def _no_reserved_user(cls, value: str, info: ValidationInfo) -> str:
        if value.lower() in RESERVED_WORDS | RESERVED_USERS.get(info.data.get("engine", ""), frozenset()):
            raise RefusedError(f"'{value}' is a reserved word", "allowed is another, such as dbadmin")
        return value

    @field_validator("enabled_cloudwatch_logs_exports")
    @classmethod
    def _known_logs(cls, value: tuple[str, ...] | None, info: ValidationInfo) -> tuple[str, ...] | None:
        engine = ENGINES.get(info.data.get("engine", ""))
        for number, log in enumerate(value or ()):
            if log in (value or ())[:number]:
                raise RefusedError(f"'{log}' is there twice", "each log may be there once")
            if engine and log not in engine.logs:
                raise RefusedError(
                    f"{engine.name} has no log '{log}'", f"allowed are {', '.join(engine.logs)}"
                )
        return value

    @model_validator(mode="after")
    def _one_size(self) -> Self:
        if (self.instance_class is None) == (self.serverless_v2 is None):
            raise RefusedError(
                "neither instance_class nor serverless_v2"
                if self.instance_class is None
                else "both instance_class and serverless_v2",
                "one of them says how large the instances are",
            )
        return self

    def in_region(self, region: Region) -> Self:
        """As of every kind; one size that a Region has otherwise takes the place of the other for both."""
        here = super().in_region(region)
        override = self.regions.get(region.code)
        if override is not None and override.instance_class is not None:
            return here.model_copy(update={"serverless_v2": None})
        if override is not None and override.serverless_v2 is not None:
            return here.model_copy(update={"instance_class": None})
        return here

    @property
    def the_engine(self) -> Engine:
        """What is known of the engine."""
        return ENGINES[self.engine]

    @property
    def logs(self) -> tuple[str, ...]:
        """The logs to export."""
        exports = self.enabled_cloudwatch_logs_exports
        return self.the_engine.default_logs if exports is None else exports

    @property
    def listening_port(self) -> int:
        """Where the instances listen."""
        return self.port or self.the_engine.port

    def first_database(self, name: str) -> str:
        """The name of the first database of the resource ``name``."""
        return self.database_name or name.replace("-", "_")
