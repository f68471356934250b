"""Makes a Region's network, or hands on the ids of the one that is there."""

from __future__ import annotations

import json

from modules.estate import Estate
from modules.network.inputs import NetworkInputs
from modules.network.lookup import subnets_local, vpc_local
from modules.terraform.aws import DefaultSecurityGroup, RouteTable, RouteTableAssociation, Subnet, Vpc
from modules.terraform.reference import expression
from modules.terraform.stack import Part, Stack
from regions import Region

_SUBNET_BITS = 2
"""Four subnets fit: one a zone for the three zones of a Region, and a spare one."""


class NetworkInOneRegion(Part):
    """A VPC with a private subnet in each zone, and no way in or out: databases need none.

    Applications reach it by peering or a transit gateway that their own stacks attach.
    """

    def __init__(self, stack: Stack, estate: Estate, inputs: NetworkInputs, region: Region) -> None:
        super().__init__(stack, "network", "", region)
        self._name = estate.names.network(region.short_code)
        cidr = inputs.cidr(region)
        vpc = Vpc(
            self,
            cidr_block=str(cidr),
            # Both are needed for the endpoints' names to resolve inside (Amazon VPC User Guide, "DNS
            # attributes for your VPC").
            enable_dns_support=True,
            enable_dns_hostnames=True,
            tags={"Name": self._name},
        )
        # Closed: taking it over without a rule removes the rules that AWS puts there (Security Hub, EC2.2).
        DefaultSecurityGroup(self, vpc_id=vpc.id, tags={"Name": f"{self._name}-default-closed"})
        table = RouteTable(self, vpc_id=vpc.id, tags={"Name": self._name})
        subnets = []
        for zone, block in zip(region.zones, cidr.subnets(_SUBNET_BITS), strict=False):
            letter = zone.removeprefix(region.code)
            subnet = Subnet(
                self,
                letter,
                vpc_id=vpc.id,
                availability_zone=zone,
                cidr_block=str(block),
                map_public_ip_on_launch=False,
                tags={"Name": f"{self._name}-{letter}"},
            )
            RouteTableAssociation(self, letter, route_table_id=table.id, subnet_id=subnet.id)
            subnets.append(f"{subnet.address}.id")
        stack.local(vpc_local(region), vpc.id)
        stack.local(subnets_local(region), expression(f"[{', '.join(subnets)}]"))


def in_keys(stack: Stack, estate: Estate, name: str, inputs: NetworkInputs) -> None:
    """Nothing: a network lives in one Region."""


def in_region(stack: Stack, estate: Estate, name: str, inputs: NetworkInputs, region: Region) -> None:  # noqa: ARG001 # a placement's signature
    """The Region's network, where there are databases to live in it."""
    if not estate.sections.get("databases"):
        return
    network = inputs.of(region)
    if network.vpc_id is None:
        NetworkInOneRegion(stack, estate, inputs, region)
        return
    stack.local(vpc_local(region), expression(json.dumps(network.vpc_id)))
    stack.local(subnets_local(region), expression(json.dumps(network.subnet_ids)))


def in_links(stack: Stack, estate: Estate, name: str, inputs: NetworkInputs) -> None:
    """Nothing: the two networks are not tied together."""
