"""A global database of the embedded AWS, as Terraform would have made it."""

from __future__ import annotations

from modules.aurora.promotion.database import Database
from modules.proof import Clients


def make_global_database(clients: Clients, database: Database) -> None:
    """Make both clusters with one instance each; the pair's first Region writes."""
    inputs = database.inputs
    engine = {"Engine": inputs.engine, "EngineVersion": inputs.engine_version}
    first = database.estate.pair.first
    clients.client("rds", first).create_global_cluster(
        GlobalClusterIdentifier=database.global_cluster, **engine
    )
    for region in database.estate.pair:
        rds, cluster = clients.client("rds", region), database.cluster(region)
        password = {"MasterUsername": "dbadmin", "MasterUserPassword": "not-a-secret"}
        rds.create_db_cluster(
            DBClusterIdentifier=cluster,
            GlobalClusterIdentifier=database.global_cluster,
            **engine,
            **(password if region == first else {}),
        )
        rds.create_db_instance(
            DBInstanceIdentifier=database.instances(region)[0],
            DBClusterIdentifier=cluster,
            DBInstanceClass="db.r7g.large",
            Engine=inputs.engine,
        )
