"""Shows that a global database has its two members, one of them the writer, each with its instances."""

from __future__ import annotations

from collections.abc import Iterator

from modules.aurora.inputs import DatabaseInputs
from modules.estate import Estate
from modules.proof import Clients, Evidence, Stopwatch


def prove(clients: Clients, estate: Estate, name: str, inputs: DatabaseInputs) -> Iterator[Evidence]:
    """Ask each Region on its own: DescribeGlobalClusters and DescribeDBClusters."""
    label = estate.names.label(name, inputs.name)
    identifier = estate.names.global_cluster(label)
    for region in estate.pair:
        watch = Stopwatch()
        rds = clients.client("rds", region)
        (database,) = rds.describe_global_clusters(GlobalClusterIdentifier=identifier)["GlobalClusters"]
        members = {member["DBClusterArn"]: member["IsWriter"] for member in database["GlobalClusterMembers"]}
        regions = sorted(arn.split(":")[3] for arn in members)
        writers = [arn.split(":")[3] for arn, writes in members.items() if writes]
        cluster_id = next(arn for arn in members if f":{region.code}:" in arn).rsplit(":", 1)[-1]
        (cluster,) = rds.describe_db_clusters(DBClusterIdentifier=cluster_id)["DBClusters"]
        instances = len(cluster["DBClusterMembers"])
        yield Evidence(
            noun="database",
            name=name,
            claim=f"{region.city} sees both members, one writer, and has its instances",
            holds=(
                sorted(each.code for each in estate.pair) == regions
                and len(writers) == 1
                and inputs.in_region(region).instances == instances
                and cluster["StorageEncrypted"]
            ),
            seen=f"members {', '.join(regions)}; writer {', '.join(writers)}; {instances} instances here",
            seconds=watch.seconds,
        )
