"""The two engines of Aurora: their versions, logs and parameters, as far as a global database needs them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from modules.inputs import RefusedError

EngineName = Literal["aurora-postgresql", "aurora-mysql"]

Floors = Mapping[str, tuple[int, ...]]
"""For each major version, the lowest version that can do a thing; a major version that is not there can't."""


@dataclass(frozen=True)
class Version:
    """A full engine version.

    Attributes:
        major: the major version, as parameter group families name it: ``16``, ``8.0``.
        numbers: what is compared within a major version: ``(16, 6)``; for Aurora MySQL the version of
            Aurora itself, ``(3, 8, 0)``.
    """

    major: str
    numbers: tuple[int, ...]

    def reaches(self, floors: Floors) -> bool:
        """Whether it is at or above the floor of its major version."""
        return self.major in floors and self.numbers >= floors[self.major]


@dataclass(frozen=True)
class Engine:
    """One engine.

    Attributes:
        name: AWS's name of it.
        version_pattern: a full version; the groups are the major version and the numbers.
        example: a full version, for messages.
        port: where it listens by default.
        logs: what it can export to CloudWatch Logs (RDS API Reference, CreateDBCluster).
        default_logs: what is exported where the spec says nothing.
        tls_parameter: the cluster parameter that refuses connections without TLS, and its value.
        tls_by_default_from: the first major version whose default that is (Aurora User Guide, "Security with
            Amazon Aurora PostgreSQL"); None where it is nowhere.
        log_parameters: of the cluster, what makes the engine write a log that is exported, by the log
            (Aurora User Guide, "Using Advanced Auditing with an Amazon Aurora MySQL DB cluster").
        instance_log_parameters: the same of the instances ("Overview of Aurora MySQL database logs").
        write_forwarding: Aurora User Guide, "Using write forwarding in an Aurora global database".
        forwarding_parameter: the cluster parameter without which a session forwards nothing, and its value
            (Aurora User Guide, "Read consistency for write forwarding"); None for an engine that forwards
            by itself, as Aurora PostgreSQL does with SESSION.
        serverless_v2: Aurora User Guide, "Supported Regions and Aurora DB engines for Aurora
            serverless"; Tokyo and Osaka are equal there (2026-11).
        io_optimized: Aurora User Guide, "Storage configurations for Amazon Aurora DB clusters".
        reserved_databases: names that a database can't have because the engine has one.
    """

    name: EngineName
    version_pattern: re.Pattern[str]
    example: str
    port: int
    logs: tuple[str, ...]
    default_logs: tuple[str, ...]
    tls_parameter: tuple[str, str]
    tls_by_default_from: int | None
    log_parameters: Mapping[str, Mapping[str, str]]
    instance_log_parameters: Mapping[str, Mapping[str, str]]
    write_forwarding: Floors
    forwarding_parameter: tuple[str, str] | None
    serverless_v2: Floors
    io_optimized: Floors
    reserved_databases: frozenset[str]

    def version(self, text: str) -> Version:
        """The version that ``text`` says; RefusedError unless it is a full one."""
        match = self.version_pattern.fullmatch(text)
        if match is None:
            raise RefusedError(
                f"'{text}' is no full version of {self.name}",
                f"allowed is such as {self.example}: both Regions must run the same minor version",
            )
        major, *rest = match.groups()
        numbers = tuple(map(int, rest))
        return Version(major, (int(major), *numbers) if self.name == "aurora-postgresql" else numbers)

    def family(self, text: str) -> str:
        """The parameter group family of a version: ``aurora-postgresql16``, ``aurora-mysql8.0``."""
        return f"{self.name}{self.version(text).major}"

    def written(self, floors: Floors) -> str:
        """The floors for people: ``16.1, 17.4 or higher``."""
        return f"{', '.join(self._written(*floor) for floor in sorted(floors.items()))} or higher"

    def _written(self, major: str, numbers: tuple[int, ...]) -> str:
        if self.name == "aurora-postgresql":
            return ".".join(map(str, numbers))
        aurora, minor, patch = numbers
        return f"{major}.mysql_aurora.{aurora}.{minor:02}.{patch}"


POSTGRESQL = Engine(
    name="aurora-postgresql",
    version_pattern=re.compile(r"([1-9][0-9])\.([0-9]{1,2})"),
    example="17.7",
    port=5432,
    logs=("iam-db-auth-error", "instance", "postgresql"),
    default_logs=("postgresql",),
    tls_parameter=("rds.force_ssl", "1"),
    tls_by_default_from=17,
    log_parameters={},
    instance_log_parameters={},
    forwarding_parameter=None,
    write_forwarding={"14": (14, 9), "15": (15, 4), "16": (16, 0), "17": (17, 0), "18": (18, 0)},
    serverless_v2={"13": (13, 6), "14": (14, 3), "15": (15, 2), "16": (16, 1), "17": (17, 4), "18": (18, 0)},
    io_optimized={"13": (13, 10), "14": (14, 7), "15": (15, 2), "16": (16, 1), "17": (17, 0), "18": (18, 0)},
    reserved_databases=frozenset({"postgres", "rdsadmin", "template0", "template1"}),
)
MYSQL = Engine(
    name="aurora-mysql",
    version_pattern=re.compile(r"(5\.7|8\.0)\.mysql_aurora\.([0-9])\.([0-9]{2})\.([0-9]{1,2})"),
    example="8.0.mysql_aurora.3.08.0",
    port=3306,
    logs=("audit", "error", "general", "iam-db-auth-error", "instance", "slowquery"),
    default_logs=("audit", "error", "slowquery"),
    tls_parameter=("require_secure_transport", "ON"),
    tls_by_default_from=None,
    log_parameters={
        "audit": {"server_audit_logging": "1", "server_audit_events": "CONNECT,QUERY_DCL,QUERY_DDL"}
    },
    instance_log_parameters={"general": {"general_log": "1"}, "slowquery": {"slow_query_log": "1"}},
    forwarding_parameter=("aurora_replica_read_consistency", "SESSION"),
    write_forwarding={"5.7": (2, 8, 1), "8.0": (3, 0, 0)},
    serverless_v2={"8.0": (3, 2, 0)},
    io_optimized={"8.0": (3, 3, 1)},
    reserved_databases=frozenset({"information_schema", "mysql", "performance_schema", "sys"}),
)
ENGINES: Mapping[str, Engine] = {engine.name: engine for engine in (POSTGRESQL, MYSQL)}
