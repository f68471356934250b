"""Whether a promotion would find a database that follows closely and is large enough to write."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import partial
from typing import Any, Final

from modules.aurora.inputs import DatabaseInputs
from modules.aurora.promotion.database import NOUN, Database
from modules.aurora.promotion.observation import DatabaseObservation
from modules.lag_answer import lag_answer
from modules.operation import Permission, Promotion, Seen
from modules.proof import Clients
from modules.readiness import NEARLY, Answer, Question, State, is_missing, known
from regions import Region

SERVERLESS: Final = "db.serverless"
_QUOTAS: Final = ("DBClusters", "DBInstances")
"""Quotas of an account and Region that a promotion's Region may run into (RDS API Reference,
AccountQuota); Service Quotas knows them as L-952B80B8 and L-7B6409FD, without their use."""


def questions(promotion: Promotion, name: str, inputs: DatabaseInputs, seen: Seen) -> Iterator[Question]:
    """How far the cluster there is behind, and whether its Region has what it needs."""
    database, to = Database(promotion.estate, name, inputs), promotion.to
    target = seen[to.code]
    cluster = database.cluster(to)
    if is_missing(target):
        return
    if isinstance(target, DatabaseObservation):
        what = f"how far cluster {cluster} is behind"
        yield known(f"{NOUN}/{name}/lag", what, to, _lag(promotion, database, target), leading=True)
        answer = _members(promotion, database, target)
        yield known(f"{NOUN}/{name}/instances", f"instances of cluster {cluster}", to, answer)
    here = inputs.in_region(to)
    groups = f"arn:aws:rds:{to.code}:{promotion.estate.account}:subgrp:*"  # the spec may name another's
    size = here.instance_class or SERVERLESS
    yield Question(
        f"{NOUN}/{name}/class",
        f"{size} can be ordered in {to.city} for {inputs.engine} {inputs.engine_version}",
        to.code,
        partial(_orderable, inputs=inputs, size=size, region=to),
        (Permission(("rds:DescribeOrderableDBInstanceOptions",), ("*",), to.code),),
    )
    yield Question(
        f"{NOUN}/{name}/addresses",
        f"free addresses in the subnets of cluster {cluster}",
        to.code,
        partial(_addresses, database=database, region=to),
        (
            Permission(("rds:DescribeDBClusters",), (database.cluster_arn(to),), to.code),
            Permission(("rds:DescribeDBSubnetGroups",), (groups,), to.code),
            Permission(("ec2:DescribeSubnets",), ("*",), to.code),  # it knows no resources
        ),
        leading=True,
    )


def questions_of_all(promotion: Promotion, resources: Mapping[str, Any]) -> Iterator[Question]:
    """How much of RDS's quotas is used there."""
    if not resources:
        return
    to = promotion.to
    yield Question(
        f"{NOUN}//quotas",
        f"clusters and instances in {to.city}, and their quotas",
        to.code,
        partial(_quotas, region=to),
        (Permission(("rds:DescribeAccountAttributes",), ("*",), to.code),),
        leading=True,
    )


def _lag(promotion: Promotion, database: Database, target: DatabaseObservation) -> Answer:
    member = target.topology.member(database.cluster_arn(promotion.to)) if target.topology else None
    if member is not None and member.writes:
        return Answer(State.OK, "it writes already")
    remedy = (
        f"AuroraGlobalDBRPOLag is {promotion.to.city}'s: aws rds describe-global-clusters --region "
        f"{promotion.to.code} --global-cluster-identifier {database.global_cluster}"
    )
    return lag_answer(promotion, target.lag, remedy)


def _members(promotion: Promotion, database: Database, target: DatabaseObservation) -> Answer:
    """Fewer than the spec wants: it can be promoted, and carries less than it should."""
    wanted, there = len(database.instances(promotion.to)), len(target.available_instances)
    member = target.topology.member(database.cluster_arn(promotion.to)) if target.topology else None
    synchronization = f", {member.synchronization}" if member and member.synchronization else ""
    seen = f"{there} of {wanted} available; the cluster is {target.status}{synchronization}"
    if there >= wanted:
        return Answer(State.OK, seen)
    stack = promotion.estate.names.stack(promotion.to.short_code)
    return Answer(State.WARNING if there else State.BLOCKS, seen, f"apply the stack {stack}")


def _orderable(clients: Clients, *, inputs: DatabaseInputs, size: str, region: Region) -> Answer:
    """What can't be ordered can't be replaced either, when an instance fails after the promotion."""
    pages = clients.client("rds", region).get_paginator("describe_orderable_db_instance_options")
    options = [
        option
        for page in pages.paginate(
            Engine=inputs.engine, EngineVersion=inputs.engine_version, DBInstanceClass=size, Vpc=True
        )
        for option in page["OrderableDBInstanceOptions"]
    ]
    zones = sorted({zone["Name"] for option in options for zone in option.get("AvailabilityZones", ())})
    if zones:
        return Answer(State.OK, f"in {', '.join(zones)}")
    return Answer(
        State.WARNING,
        f"RDS offers no {size} in {region.code}: no instance can be added or replaced",
        f"aws rds describe-orderable-db-instance-options --region {region.code} --engine {inputs.engine} "
        f"--engine-version {inputs.engine_version} --query 'OrderableDBInstanceOptions[].DBInstanceClass'",
    )


def _addresses(clients: Clients, *, database: Database, region: Region) -> Answer:
    """Every subnet needs a spare address for each instance: RDS takes new ones when it replaces any.

    Aurora User Guide, "Working with a DB cluster in a VPC": keep one or more addresses free in each subnet.
    """
    rds = clients.client("rds", region)
    found = rds.describe_db_clusters(DBClusterIdentifier=database.cluster(region))["DBClusters"]
    group = found[0].get("DBSubnetGroup") if found else None
    if not group:
        return Answer(State.UNKNOWN, f"RDS names no subnet group of cluster {database.cluster(region)}")
    groups = rds.describe_db_subnet_groups(DBSubnetGroupName=group)["DBSubnetGroups"]
    ids = [subnet["SubnetIdentifier"] for each in groups for subnet in each["Subnets"]]
    if not ids:
        return Answer(State.UNKNOWN, f"RDS names no subnet of group {group}")
    subnets = clients.client("ec2", region).describe_subnets(SubnetIds=ids)["Subnets"]
    free = {subnet["SubnetId"]: int(subnet["AvailableIpAddressCount"]) for subnet in subnets}
    least = min(free, key=lambda each: free[each])
    seen = f"{sum(free.values()):,} in {len(free)} subnets, at least {free[least]:,} in each"
    if free[least] < len(database.instances(region)):
        return Answer(
            State.WARNING,
            f"{seen} ({least})",
            f"aws ec2 describe-subnets --region {region.code} --subnet-ids {least}",
        )
    return Answer(State.OK, seen)


def _quotas(clients: Clients, *, region: Region) -> Answer:
    answer = clients.client("rds", region).describe_account_attributes()
    quotas = {each["AccountQuotaName"]: each for each in answer["AccountQuotas"]}
    missing = [name for name in _QUOTAS if name not in quotas]
    if missing:
        return Answer(State.UNKNOWN, f"RDS says nothing of {' and '.join(missing)}")
    used = {name: (quotas[name]["Used"], quotas[name]["Max"]) for name in _QUOTAS}
    seen = ", ".join(f"{use:,} of {most:,} {name}" for name, (use, most) in used.items())
    if any(use >= NEARLY * most for use, most in used.values()):
        remedy = f"aws service-quotas list-service-quotas --region {region.code} --service-code rds"
        return Answer(State.WARNING, seen, remedy)
    return Answer(State.OK, seen)
