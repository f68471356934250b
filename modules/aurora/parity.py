"""A global database in both Regions beside its spec: its clusters, and what each has around it.

Everything is listed once a Region for all databases, but for the parameters of the two groups.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from modules.aurora.inputs import DatabaseInputs
from modules.aurora.parity_cluster import CLUSTER_ASPECTS
from modules.aurora.parity_instances import INSTANCE_ASPECTS
from modules.aurora.parity_surroundings import SURROUNDING_ASPECTS
from modules.aurora.promotion.database import Database
from modules.aurora.promotion.observation import DatabaseObservation
from modules.aurora.promotion.topology import Topology
from modules.aurora.role_of_monitoring import role_of_monitoring
from modules.aurora.seen import (
    CALLS,
    DESCRIBE_CLUSTERS,
    DESCRIBE_GLOBAL,
    cluster_of,
    global_of,
    instances_of,
)
from modules.estate import Estate
from modules.parity import Aspect, Found, GoneError, Look, Reader
from modules.tags import is_own, tags_as_mapping
from regions import Region

__all__ = ["ASPECTS", "CALLS", "EXEMPT", "inventory", "known", "observe"]

ASPECTS: tuple[Aspect, ...] = (*CLUSTER_ASPECTS, *INSTANCE_ASPECTS, *SURROUNDING_ASPECTS)

_BIRTH = "said when the first member is made, and by whoever writes ever after"
_OWN = "Terraform's own behaviour, nothing in AWS"
EXEMPT: Mapping[str, str] = {
    "aws_rds_cluster.database_name": _BIRTH,
    "aws_rds_cluster.master_username": _BIRTH,
    "aws_rds_cluster.master_password_wo": "a value, which nobody reads here",
    "aws_rds_cluster.master_password_wo_version": _OWN,
    "aws_rds_cluster.source_region": "of use only when a member is made",
    "aws_rds_cluster.apply_immediately": _OWN,
    "aws_rds_cluster.skip_final_snapshot": _OWN,
    "aws_rds_cluster.final_snapshot_identifier": _OWN,
    "aws_rds_cluster.timeouts": _OWN,
    "aws_rds_cluster_instance.apply_immediately": _OWN,
    "aws_rds_cluster_instance.timeouts": _OWN,
    "aws_rds_global_cluster.database_name": _BIRTH,
    "aws_rds_global_cluster.force_destroy": _OWN,
    "aws_rds_cluster_parameter_group.description": "for people only, and can't be changed once made",
    "aws_db_parameter_group.description": "likewise",
    "aws_db_subnet_group.description": "likewise",
    "aws_security_group.description": "likewise",
    "aws_vpc_security_group_ingress_rule.description": "for people only",
    "aws_rds_cluster_parameter_group.tags": "nobody pays or permits by a group's tags",
    "aws_db_parameter_group.tags": "likewise",
    "aws_db_subnet_group.tags": "likewise",
    "aws_cloudwatch_log_group.tags": "likewise",
}


def observe(look: Look) -> DatabaseObservation:
    """The Region's cluster and the global database as this Region sees it."""
    described = global_of(look)
    topology = Topology.of(dict(described)) if described else None
    try:
        cluster = cluster_of(look)
    except GoneError:
        return DatabaseObservation(look.region.code, exists=False, topology=topology)
    return DatabaseObservation(
        region=look.region.code,
        exists=True,
        topology=topology,
        status=cluster.get("Status", ""),
        engine_version=cluster.get("EngineVersion", ""),
        instances={
            each["DBInstanceIdentifier"]: each.get("DBInstanceStatus", "") for each in instances_of(look)
        },
    )


def inventory(reader: Reader, estate: Estate, region: Region) -> Iterable[Found]:
    """Clusters and global databases with the estate's tag, or its name where no tag says otherwise.

    A cluster's instances are seen with it; one too many is a difference of the database.
    """
    for call, name, arn in (
        (DESCRIBE_CLUSTERS, "DBClusterIdentifier", "DBClusterArn"),
        (DESCRIBE_GLOBAL, "GlobalClusterIdentifier", "GlobalClusterArn"),
    ):
        if call is DESCRIBE_GLOBAL and region != estate.pair.first:
            continue  # it belongs to no Region, and each one lists it
        for each in reader.all(call):
            own = is_own(estate, tags_as_mapping(each.get("TagList") or ()))
            if own or (own is None and each[name].startswith(f"{estate.names.prefix}-")):
                yield Found(each[name], each[arn], tagged=bool(own))


def known(estate: Estate, name: str, inputs: DatabaseInputs, region: Region) -> Iterator[str]:
    """The global database, the Region's cluster, and what is made around it."""
    database, label = Database(estate, name, inputs), estate.names.label(name, inputs.name)
    yield database.global_cluster
    yield database.cluster(region)
    yield estate.names.master_secret(label)
    role = role_of_monitoring(estate, label, inputs.in_region(region), region)
    if role is not None:
        yield role.name
