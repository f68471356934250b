"""RDS ``CreateGlobalCluster`` around a cluster that is there: it has that cluster's encryption and database.

MiniStack takes both from the request alone. Terraform would then replace the global cluster, for whether it
is encrypted can't be changed.

AWS: RDS API Reference, CreateGlobalCluster: with SourceDBClusterIdentifier the settings DatabaseName, Engine,
EngineVersion and StorageEncrypted are the source's.
"""

from __future__ import annotations

from typing import Any

from ministack.services import rds

from futago.emulator.additions.around import OK, Response, Wrapper, around


@around(rds, "_create_global_cluster")
def create_global_cluster(create: Wrapper, request: dict[str, Any]) -> Response:
    """Make it, and take over what is the source's."""
    response: Response = create(request)
    source = rds._p(request, "SourceDBClusterIdentifier")
    if response[0] != OK or not source:
        return response
    made = rds._global_clusters.get(rds._p(request, "GlobalClusterIdentifier"))
    cluster = rds._clusters.get(source.rpartition(":")[2])
    made["StorageEncrypted"] = cluster.get("StorageEncrypted", False)
    made["DatabaseName"] = cluster.get("DatabaseName") or ""
    shown = f"<GlobalCluster>{rds._global_cluster_xml(made)}</GlobalCluster>"
    answer: Response = rds._xml(
        OK,
        "CreateGlobalClusterResponse",
        f"<CreateGlobalClusterResult>{shown}</CreateGlobalClusterResult>",
    )
    return answer
