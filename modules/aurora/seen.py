"""What parity asks about databases: listings of a whole Region, and each database's part of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from modules.aurora.promotion.database import Database
from modules.kms.seen_key import LIST_ALIASES
from modules.parity import Call, GoneError, Look
from modules.secrets import parity as secrets
from modules.seen_role import LIST_ROLES

_RDS = "arn:aws:rds:{region}:{account}:"


def _listing(operation: str, action: str, items: str, resource: str, *nothing: str) -> Call:
    return Call("rds", operation, f"rds:{action}", resource, items=items, nothing=nothing)


_NO_GROUP = "DBParameterGroupNotFound"
"""Without its group a cluster has no parameters of its own; that it has another group is a fact too."""


DESCRIBE_CLUSTERS = _listing("describe_db_clusters", "DescribeDBClusters", "DBClusters", f"{_RDS}cluster:*")
DESCRIBE_INSTANCES = _listing("describe_db_instances", "DescribeDBInstances", "DBInstances", f"{_RDS}db:*")
DESCRIBE_GLOBAL = _listing(
    *("describe_global_clusters", "DescribeGlobalClusters", "GlobalClusters"),
    "arn:aws:rds::{account}:global-cluster:*",
)
DESCRIBE_SUBNETS = _listing(
    "describe_db_subnet_groups", "DescribeDBSubnetGroups", "DBSubnetGroups", f"{_RDS}subgrp:*"
)
CLUSTER_PARAMETERS = _listing(
    *("describe_db_cluster_parameters", "DescribeDBClusterParameters", "Parameters", f"{_RDS}cluster-pg:*"),
    _NO_GROUP,
)
INSTANCE_PARAMETERS = _listing(
    "describe_db_parameters", "DescribeDBParameters", "Parameters", f"{_RDS}pg:*", _NO_GROUP
)
DESCRIBE_GROUPS = Call(
    "ec2", "describe_security_groups", "ec2:DescribeSecurityGroups", items="SecurityGroups"
)
DESCRIBE_LOGS = Call(
    *("logs", "describe_log_groups", "logs:DescribeLogGroups", "arn:aws:logs:{region}:{account}:log-group:*"),
    items="logGroups",
)
CALLS = (
    *(DESCRIBE_CLUSTERS, DESCRIBE_INSTANCES, DESCRIBE_GLOBAL, DESCRIBE_SUBNETS, CLUSTER_PARAMETERS),
    *(INSTANCE_PARAMETERS, DESCRIBE_GROUPS, DESCRIBE_LOGS, LIST_ALIASES),
    *(secrets.LIST_SECRETS, secrets.DESCRIBE_SECRET, secrets.GET_POLICY, LIST_ROLES),
)
LOGS_OF_CLUSTERS = "/aws/rds/cluster/"


def database_of(look: Look) -> Database:
    """The database that is looked at."""
    return Database(look.estate, look.name, look.inputs)


def cluster_of(look: Look) -> Mapping[str, Any]:
    """The Region's cluster.

    Raises:
        GoneError: there is none.
    """
    name = database_of(look).cluster(look.region)
    found: Mapping[str, Any] | None = look.reader.index(DESCRIBE_CLUSTERS, "DBClusterIdentifier").get(name)
    if found is None:
        raise GoneError(name)
    return found


def global_of(look: Look) -> Mapping[str, Any] | None:
    """The global database as this Region sees it; None if there is none."""
    found: Mapping[str, Any] | None = look.reader.index(DESCRIBE_GLOBAL, "GlobalClusterIdentifier").get(
        database_of(look).global_cluster
    )
    return found


def instances_of(look: Look) -> Sequence[Mapping[str, Any]]:
    """The instances of the Region's cluster."""
    cluster = database_of(look).cluster(look.region)
    return [
        each for each in look.reader.all(DESCRIBE_INSTANCES) if each.get("DBClusterIdentifier") == cluster
    ]
