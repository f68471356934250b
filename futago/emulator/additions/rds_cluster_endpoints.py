"""RDS ``DescribeDBClusters``: a cluster's endpoints keep the names that they were made with.

MiniStack turns them into ``localhost`` once the cluster has an instance, so that every output of an
endpoint changes after the first apply. There is no database behind either name here.

AWS: Aurora User Guide, "Amazon Aurora endpoint connections" (cluster endpoint, reader endpoint: their names
stay for the life of the cluster).
"""

from __future__ import annotations

from typing import Any

from ministack.services import rds

from futago.emulator.additions.around import Wrapper, around

ENDPOINT = ("Endpoint", "ReaderEndpoint", "Port")


@around(rds, "_sync_cluster_endpoints")
def sync_cluster_endpoints(synchronize: Wrapper, cluster: dict[str, Any]) -> None:
    """Let MiniStack do what else it does, and keep the names."""
    made = {name: cluster[name] for name in ENDPOINT if name in cluster}
    synchronize(cluster)
    cluster.update(made)
