"""How a global database that lost its pair is made anew around the cluster that writes.

A cluster that was taken out of its global database can't be put back (RDS API Reference,
RemoveFromGlobalCluster). So a new global database is made of the cluster that writes, and a new cluster in
the other Region follows it, under the old one's name. Terraform knows all by name: its state stays true.
"""

from __future__ import annotations

from collections.abc import Iterator

from modules.aurora.promotion.database import Database
from modules.aws_cli import aws_cli
from modules.operation import Command
from regions import Region

RETIRED = "retired"
"""Stands behind the name of a cluster that makes room for its successor."""


def rebuilding(database: Database, right: Region, *, dissolved: bool) -> Iterator[Command]:
    """The commands, in order; nothing is deleted that holds data.

    Args:
        database: the database.
        right: the Region whose cluster is right.
        dissolved: whether a global database has been made around it already, and what is left is the rest.
    """
    other = database.estate.pair.other(right)
    if not dissolved:
        yield from _dissolve(database, right, other)
    yield from _retire(database, other)
    yield from _follow(database, other, right)
    stack = database.estate.names.stack(other.short_code)
    yield Command(
        ("terraform", f"-chdir=cdktf.out/stacks/{stack}", "plan"),
        "at most changes in place, which an apply of this stack makes; no replacement",
    )


def _dissolve(database: Database, right: Region, other: Region) -> Iterator[Command]:
    """The old global database goes, with nobody in it; a new one is made around the cluster that writes."""
    whole = ("--global-cluster-identifier", database.global_cluster)
    yield aws_cli(
        other,
        "rds",
        "remove-from-global-cluster",
        *(*whole, "--db-cluster-identifier", database.cluster_arn(other)),
        expected="a global cluster without members",
    )
    yield aws_cli(
        right,
        "rds",
        "modify-global-cluster",
        *(*whole, "--no-deletion-protection"),
        expected="DeletionProtection false",
    )
    yield aws_cli(right, "rds", "delete-global-cluster", *whole, expected="Status deleting")
    yield aws_cli(
        right,
        "rds",
        "create-global-cluster",
        *(*whole, "--source-db-cluster-identifier", database.cluster_arn(right)),
        *_if(database.inputs.deletion_protection, "--deletion-protection"),
        expected=f"one member, {database.cluster_arn(right)}, with IsWriter true",
    )


def _retire(database: Database, other: Region) -> Iterator[Command]:
    """The old cluster keeps its data and gives up its name."""
    cluster = database.cluster(other)
    yield aws_cli(
        other,
        "rds",
        "describe-db-clusters",
        *("--db-cluster-identifier", cluster),
        *("--query", "DBClusters[0].[DBSubnetGroup,VpcSecurityGroups,DBClusterParameterGroup,KmsKeyId]"),
        expected="four names that the new cluster gets too: note them",
    )
    for instance in database.instances(other):
        yield aws_cli(
            other,
            "rds",
            "modify-db-instance",
            *("--db-instance-identifier", instance, "--new-db-instance-identifier", f"{instance}-{RETIRED}"),
            "--apply-immediately",
            expected="the instance restarts under its new name",
        )
    yield aws_cli(
        other,
        "rds",
        "modify-db-cluster",
        *("--db-cluster-identifier", cluster, "--new-db-cluster-identifier", f"{cluster}-{RETIRED}"),
        "--apply-immediately",
        expected="the cluster under its new name",
    )


def _follow(database: Database, other: Region, right: Region) -> Iterator[Command]:
    """A new cluster under the old name follows.

    Adding a Region to an encrypted global database takes a request that is signed for the writer's Region
    too; the CLI makes it from ``--source-region`` (RDS API Reference, CreateDBCluster, PreSignedUrl).
    """
    inputs, cluster = database.inputs.in_region(other), database.cluster(other)
    yield aws_cli(
        other,
        "rds",
        "create-db-cluster",
        *("--db-cluster-identifier", cluster, "--global-cluster-identifier", database.global_cluster),
        *("--engine", inputs.engine, "--engine-version", inputs.engine_version),
        *("--db-subnet-group-name", "SUBNET-GROUP", "--vpc-security-group-ids", "SECURITY-GROUP"),
        *("--db-cluster-parameter-group-name", "PARAMETER-GROUP"),
        *_if(inputs.storage_encrypted, "--storage-encrypted", "--kms-key-id", "KEY"),
        *_if(inputs.storage_encrypted, "--source-region", right.code),
        *_if(inputs.deletion_protection, "--deletion-protection"),
        expected="a cluster in creation; the four names in capitals are those noted above",
    )
    for instance in database.instances(other):
        yield aws_cli(
            other,
            "rds",
            "create-db-instance",
            *("--db-instance-identifier", instance, "--db-cluster-identifier", cluster),
            *("--engine", inputs.engine, "--db-instance-class", inputs.instance_class or "db.serverless"),
            expected="an instance in creation",
        )


def _if(condition: bool, *words: str) -> tuple[str, ...]:  # noqa: FBT001 # reads as a sentence
    return words if condition else ()
