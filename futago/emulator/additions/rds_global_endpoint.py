"""RDS ``DescribeGlobalClusters``: the global writer endpoint.

MiniStack's global clusters have none, so that ``endpoint`` of ``aws_rds_global_cluster`` is empty.

AWS: RDS API Reference, data type GlobalCluster, element Endpoint ("the writer endpoint for the new global
database cluster"); Aurora User Guide, "Connecting to Amazon Aurora Global Database", writer endpoint
``<name>.global-<id>.global.rds.amazonaws.com``.
"""

from __future__ import annotations

from typing import Any

from ministack.services import rds

from futago.emulator.additions.around import Wrapper, around

ID_LENGTH = 12


@around(rds, "_global_cluster_xml")
def global_cluster_xml(render: Wrapper, cluster: dict[str, Any]) -> str:
    """Report an endpoint that stays the same whoever writes."""
    unique = cluster["GlobalClusterResourceId"].removeprefix("cluster-")[:ID_LENGTH]
    name = f"{cluster['GlobalClusterIdentifier']}.global-{unique}.global.rds.amazonaws.com"
    return f"{render(cluster)}<Endpoint>{rds._esc(name)}</Endpoint>"
