"""RDS ``ModifyDBCluster`` and ``ModifyDBInstance`` with a new identifier: the resource changes its name.

MiniStack leaves the name as it is. Without it a cluster can't make room for its successor, which is how a
global database is made anew after a member was taken out of it (``modules/aurora/rebuilding.py``).

AWS: RDS API Reference, ModifyDBCluster (NewDBClusterIdentifier) and ModifyDBInstance
(NewDBInstanceIdentifier); Aurora User Guide, "Renaming an Amazon Aurora DB cluster": identifier, ARN and
endpoints change, everything else and the data stay. Renamed at once, whatever ``ApplyImmediately`` says: the
embedded AWS has no maintenance window to wait for.
"""

from __future__ import annotations

from typing import Any

from ministack.services import rds

from futago.emulator.additions.around import OK, Response, Wrapper, around

_ENDPOINTS = ("Endpoint", "ReaderEndpoint")


@around(rds, "_modify_db_cluster")
def modify_db_cluster(modify: Wrapper, request: dict[str, Any]) -> Response:
    """Rename the cluster after MiniStack has changed the rest of it."""
    old, new = rds._p(request, "DBClusterIdentifier"), rds._p(request, "NewDBClusterIdentifier")
    if new and rds._clusters.get(new):
        return _taken("DBClusterAlreadyExistsFault", f"DB cluster {new} already exists.")
    response: Response = modify(request)
    cluster = rds._clusters.get(old)
    if response[0] != OK or not new or cluster is None:
        return response
    members = rds._cluster_member_instances(cluster)
    _move(rds._clusters, "DBCluster", cluster, new)
    for endpoint in _ENDPOINTS:
        if cluster.get(endpoint):
            cluster[endpoint] = cluster[endpoint].replace(old, new, 1)
    for instance in members:
        instance["DBClusterIdentifier"] = new
    shown = f"<DBCluster>{rds._cluster_xml(cluster)}</DBCluster>"
    answer: Response = rds._xml(
        OK, "ModifyDBClusterResponse", f"<ModifyDBClusterResult>{shown}</ModifyDBClusterResult>"
    )
    return answer


@around(rds, "_modify_db_instance")
def modify_db_instance(modify: Wrapper, request: dict[str, Any]) -> Response:
    """Rename the instance after MiniStack has changed the rest of it."""
    old, new = rds._p(request, "DBInstanceIdentifier"), rds._p(request, "NewDBInstanceIdentifier")
    if new and rds._instances.get(new):
        return _taken("DBInstanceAlreadyExists", f"DB instance {new} already exists.")
    response: Response = modify(request)
    instance = rds._instances.get(old)
    if response[0] != OK or not new or instance is None:
        return response
    cluster = rds._clusters.get(instance.get("DBClusterIdentifier", ""))
    _move(rds._instances, "DBInstance", instance, new)
    address = instance.get("Endpoint") or {}
    if address.get("Address"):
        address["Address"] = address["Address"].replace(old, new, 1)
    for member in (cluster or {}).get("DBClusterMembers", ()):
        if member.get("DBInstanceIdentifier") == old:
            member["DBInstanceIdentifier"] = new
    answer: Response = rds._single_instance_response(
        "ModifyDBInstanceResponse", "ModifyDBInstanceResult", instance
    )
    return answer


def _move(store: Any, kind: str, record: dict[str, Any], new: str) -> None:
    """Put a record under its new name, tags and all."""
    old, old_arn = record[f"{kind}Identifier"], record[f"{kind}Arn"]
    arn = f"{old_arn.removesuffix(old)}{new}"
    record.update({f"{kind}Identifier": new, f"{kind}Arn": arn})
    del store[old]
    store[new] = record
    if old_arn in rds._tags:
        rds._tags[arn] = rds._tags.pop(old_arn)


def _taken(code: str, message: str) -> Response:
    error: Response = rds._error(code, message, 400)
    return error
