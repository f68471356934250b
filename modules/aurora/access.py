"""Who reaches a cluster: its subnets and its security group."""

from __future__ import annotations

from modules.aurora.inputs import DatabaseInputs
from modules.estate import Estate
from modules.network.inputs import network_of
from modules.network.lookup import subnet_ids, vpc_id
from modules.terraform.aws import DbSubnetGroup, SecurityGroup, VpcSecurityGroupIngressRule
from modules.terraform.reference import Reference
from modules.terraform.stack import Part


def subnet_group(part: Part, cluster: str, inputs: DatabaseInputs) -> Reference:
    """The group of the network's subnets; returns its name."""
    return DbSubnetGroup(
        part,
        name=cluster,
        description=f"Subnets of {cluster}",
        subnet_ids=subnet_ids(part.region),
        tags=inputs.tags or None,
    ).name


def security_group(part: Part, estate: Estate, cluster: str, inputs: DatabaseInputs) -> Reference:
    """A group that admits CIDR blocks to the port and lets nothing out; returns its id.

    Blocks and not groups, since another Region's group can't be referred to (EC2 API Reference,
    AuthorizeSecurityGroupIngress); both Regions' by default, so that applications of either reach the
    writer after a promotion.
    """
    group = SecurityGroup(
        part,
        name=estate.names.database_group(cluster),
        description=f"Connections to {cluster}",
        vpc_id=vpc_id(part.region),
        tags={"Name": estate.names.database_group(cluster), **inputs.tags},
    )
    blocks = inputs.allowed_cidrs
    if blocks is None:
        blocks = tuple(map(network_of(estate).cidr, estate.pair))
    for block in blocks:
        VpcSecurityGroupIngressRule(
            part,
            str(block).replace(".", "-").replace("/", "-"),
            security_group_id=group.id,
            description=f"{inputs.engine} from {block}",
            cidr_ipv4=str(block),
            ip_protocol="tcp",
            from_port=inputs.listening_port,
            to_port=inputs.listening_port,
        )
    return group.id
