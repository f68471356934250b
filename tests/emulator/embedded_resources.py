"""Resources of the embedded AWS that are promoted, as Terraform would have made them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from modules.aurora.inputs import DatabaseInputs
from modules.aurora.promotion.database import Database
from modules.dynamodb.inputs import attribute_types
from modules.dynamodb.promotion.table import Table
from modules.estate import Estate
from modules.gate_steps import Gates
from modules.proof import Clients
from modules.s3.names import access_point_name, rule_id
from modules.s3.promotion.bucket import Bucket

DATABASE = DatabaseInputs.model_validate(
    {
        "engine": "aurora-postgresql",
        "engine_version": "17.7",
        "consistency": "strong",
        "instance_class": "db.r7g.large",
        "instances": 1,
    }
)
"""A database that is as small as one that can be promoted."""
ALIAS = "alias/payments-main"
"""Of the one key of an estate that ``make_estate`` makes."""


def make_estate(clients: Clients, estate: Estate) -> None:
    """Make the key, databases, secrets, tables and buckets of an estate; the pair's first Region writes."""
    key = make_key(clients, estate, ALIAS)
    sections: Mapping[str, Mapping[str, Any]] = estate.sections
    for name, database in sections["databases"].items():
        make_global_database(clients, Database(estate, name, database))
    for name, secret in sections["secrets"].items():
        make_secret(clients, estate, estate.names.secret(name, secret.name), key)
    for name, table in sections["tables"].items():
        make_table(clients, Table(estate, name, table))
    for name, bucket in sections["buckets"].items():
        make_buckets(clients, Bucket(estate, name, bucket))


def make_key(clients: Clients, estate: Estate, alias: str) -> str:
    """Make a multi-Region key with its replica and an alias in both Regions; returns its id."""
    first, second = estate.pair
    key = clients.client("kms", first).create_key(MultiRegion=True)["KeyMetadata"]["KeyId"]
    clients.client("kms", first).replicate_key(KeyId=key, ReplicaRegion=second.code)
    for region in estate.pair:
        clients.client("kms", region).create_alias(AliasName=alias, TargetKeyId=key)
    return str(key)


def make_secret(clients: Clients, estate: Estate, secret: str, key: str, description: str = "") -> None:
    """Make a secret with its replica, each with its Region's key, and with the estate's tags."""
    first, second = estate.pair
    replica = {"Region": second.code, "KmsKeyId": estate.names.key_arn(key, second.code)}
    clients.client("secretsmanager", first).create_secret(
        Name=secret,
        Description=description,
        SecretString="first",
        KmsKeyId=estate.names.key_arn(key, first.code),
        Tags=[{"Key": name, "Value": value} for name, value in estate.default_tags.items()],
        AddReplicaRegions=[replica],
    )


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


def make_table(clients: Clients, table: Table) -> None:
    """Make a table with its replica, and the gates of a strong one: the pair's first Region writes."""
    first, second = table.estate.pair
    dynamodb = clients.client("dynamodb", first)
    keys = zip(
        ("HASH", "RANGE"), filter(None, (table.inputs.partition_key, table.inputs.sort_key)), strict=False
    )
    dynamodb.create_table(
        TableName=table.in_aws,
        KeySchema=[{"AttributeName": attribute.name, "KeyType": kind} for kind, attribute in keys],
        AttributeDefinitions=[
            {"AttributeName": name, "AttributeType": kind}
            for name, kind in attribute_types(table.inputs).items()
        ],
        BillingMode="PAY_PER_REQUEST",
        StreamSpecification={"StreamEnabled": True, "StreamViewType": "NEW_AND_OLD_IMAGES"},
    )
    dynamodb.update_table(TableName=table.in_aws, ReplicaUpdates=[{"Create": {"RegionName": second.code}}])
    if table.is_strong:
        _make_gates(clients, table.estate, table.gates())


def make_buckets(clients: Clients, bucket: Bucket) -> None:
    """Make both buckets, replicating both ways, and the gates of a strong one: the first Region writes."""
    estate = bucket.estate
    for region in estate.pair:
        s3 = clients.client("s3", region)
        s3.create_bucket(
            Bucket=bucket.in_aws(region), CreateBucketConfiguration={"LocationConstraint": region.code}
        )
        s3.put_bucket_versioning(Bucket=bucket.in_aws(region), VersioningConfiguration={"Status": "Enabled"})
        if bucket.is_strong:
            clients.client("s3control", region).create_access_point(
                AccountId=estate.account,
                Name=access_point_name(estate, bucket.name, bucket.inputs),
                Bucket=bucket.in_aws(region),
            )
    for region in estate.pair:
        other = estate.pair.other(region)
        rule = {
            "ID": rule_id(other),
            "Priority": 1,
            "Status": "Enabled",
            "Filter": {"Prefix": bucket.inputs.replication.prefix},
            "DeleteMarkerReplication": {"Status": "Enabled"},
            "Destination": {"Bucket": bucket.arn(other)},
        }
        clients.client("s3", region).put_bucket_replication(
            Bucket=bucket.in_aws(region),
            ReplicationConfiguration={"Role": estate.names.role_arn("replicate"), "Rules": [rule]},
        )
    if bucket.is_strong:
        _make_gates(clients, estate, bucket.gates())


def _make_gates(clients: Clients, estate: Estate, gates: Gates) -> None:
    gates.put(clients, estate.pair.second, "closed")
    gates.put(clients, estate.pair.first, "open")
